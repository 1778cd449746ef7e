"""Make a contact under its permit: the only place that stores one as executed.

The database refuses an executed attempt without a good permit, whoever writes it, and uses the
permit in the same statement.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doorstep_desk.attempts.errors import attempt_in_future
from doorstep_desk.attempts.new_attempt import COLUMNS, NewAttempt, row_of
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.permits.queries import Use, held_good
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.identifiers import new_id


@dataclass(frozen=True, slots=True)
class Execution:
    """A contact and the permit it is made under.

    Attributes:
        permit_id: Leave for exactly this contact.
        attempt: What is done, and what came of it as far as is known.
        attempt_id: The doer's own id, or None.
    """

    permit_id: uuid.UUID
    attempt: NewAttempt
    attempt_id: uuid.UUID | None = None


@transaction.atomic
def execute_attempt(*, actor: Actor, execution: Execution, at: datetime) -> bool:
    """Make one contact under its permit; False when the permit is no leave for it.

    Raises:
        Refused: The actor may not, or the contact lies in the future.
    """
    actor.require("attempt.record")
    return bool(_executed(actor, [execution], at))


@transaction.atomic
def execute_attempts(
    *, actor: Actor, executions: Sequence[Execution], at: datetime, subject: str
) -> set[uuid.UUID]:
    """Make many contacts, each under its permit, and return the permits that were good.

    What is not returned must not leave, and leaves no trace as a contact.

    Args:
        actor: In whose name.
        executions: The contacts.
        at: Now.
        subject: What made them, such as ``gateway:demo``, for the log.

    Raises:
        Refused: The actor may not, or a contact lies in the future.
    """
    actor.require("attempt.execute")
    good = _executed(actor, executions, at)
    record(
        at=at, actor=actor, verb="attempt.batch_executed", subject=subject, attempts=len(good),
        without_leave=len(executions) - len(good),
    )  # fmt: skip
    return good


def _executed(actor: Actor, executions: Sequence[Execution], at: datetime) -> set[uuid.UUID]:
    if any(each.attempt.at > at for each in executions):
        raise attempt_in_future()
    good = held_good(
        [
            Use(
                e.permit_id,
                e.attempt.person_key,
                e.attempt.channel.word,
                e.attempt.at,
                e.attempt.case_id,
                e.attempt.point_id,
            )
            for e in executions
        ]
    )
    leaving = [each for each in executions if each.permit_id in good]
    copy_rows(
        "attempts_attempt", COLUMNS,
        (
            row_of(e.attempt, e.attempt_id or new_id(), actor.agency_id, at, "executed",
                   e.permit_id)
            for e in leaving
        ),
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="attempt.executed",
        rows=[
            (
                f"case:{e.attempt.case_id}",
                {
                    "permit": str(e.permit_id), "channel": e.attempt.channel.word,
                    "disposition": e.attempt.disposition.word,
                },
            )
            for e in leaving
        ],
    )  # fmt: skip
    return good
