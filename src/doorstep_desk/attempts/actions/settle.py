"""Say what came of executed contacts whose outcome nobody knew, many at once."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from doorstep.terms.codes import Disposition
from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor

_SETTLE: Final = """
INSERT INTO attempts_attempt (
    id, agency_id, borrower_id, case_id, creditor_id, point_id, person_key, at, received_at,
    channel, purpose, direction, disposition, asked_to_leave, note, recorded_by, origin,
    issued_chance, permit_id, corrects_id)
SELECT gen_random_uuid(), o.agency_id, o.borrower_id, o.case_id, o.creditor_id, o.point_id,
       o.person_key, o.at, %s, o.channel, o.purpose, o.direction, s.disposition,
       o.asked_to_leave, o.note, o.recorded_by, o.origin, o.issued_chance, o.permit_id, o.id
  FROM unnest(%s::uuid[], %s::text[]) AS s(old, disposition)
  JOIN attempts_attempt o ON o.id = s.old
 WHERE o.agency_id = %s AND o.disposition = 'unknown'
   AND NOT EXISTS (SELECT 1 FROM attempts_attempt c WHERE c.corrects_id = o.id)
"""


@transaction.atomic
def settle_attempts(
    *, actor: Actor, settled: Sequence[tuple[uuid.UUID, Disposition]], at: datetime
) -> int:
    """Add what came of contacts by correcting rows; known outcomes are left as they are.

    Raises:
        Refused: The actor may not.
    """
    actor.require("attempt.execute")
    if not settled:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            _SETTLE,
            [at, [old for old, _ in settled], [one.word for _, one in settled], actor.agency_id],
        )
        count = int(cursor.rowcount)
    record(
        at=at, actor=actor, verb="attempt.settled", subject=f"agency:{actor.agency_id}",
        attempts=count,
    )  # fmt: skip
    return count
