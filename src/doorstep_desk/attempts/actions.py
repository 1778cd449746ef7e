"""What can change about attempts: they are recorded and corrected, never altered."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doorstep.terms.codes import Channel, Direction, Disposition, Purpose
from doorstep_desk.attempts.errors import (
    already_corrected,
    attempt_in_future,
    attempt_unknown,
    outcome_does_not_fit,
)
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.attempts.outcomes import outcomes_on
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.locks import lock_for_transaction


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """One attempt to be written down.

    Attributes:
        borrower_id: Whom it was about.
        case_id: The case, or None.
        creditor_id: On whose behalf, or None.
        point_id: Contact point used, or None.
        person_key: Key of the person over all agencies.
        at: When it was made.
        channel: How.
        purpose: Why.
        disposition: What came of it.
        direction: Who started it.
        asked_to_leave: Whether the visitor was asked to leave.
        note: Free words.
        recorded_by: Who says so.
        issued_chance: The chance of an answer that was issued before it, or None.
        source_key: Fingerprint of the row of a log that it came in, by which the same row is
            known when the log is sent again; None for attempts of our own.
    """

    borrower_id: int
    case_id: int | None
    creditor_id: int | None
    point_id: int | None
    person_key: bytes
    at: datetime
    channel: Channel
    purpose: Purpose
    disposition: Disposition
    direction: Direction = Direction.OUTBOUND
    asked_to_leave: bool = False
    note: str = ""
    recorded_by: str = ""
    issued_chance: float | None = None
    source_key: bytes | None = None


_COLUMNS = (
    "id", "agency_id", "borrower_id", "case_id", "creditor_id", "point_id", "person_key", "at",
    "received_at", "channel", "purpose", "direction", "disposition", "asked_to_leave", "note",
    "recorded_by", "origin", "issued_chance", "source_key", "corrects_id",
)  # fmt: skip


@transaction.atomic
def record_attempt(
    *, actor: Actor, attempt: NewAttempt, at: datetime, origin: str, attempt_id: uuid.UUID
) -> Attempt:
    """Write down one attempt.

    Raises:
        Refused: The actor may not, or the attempt lies in the future.
    """
    actor.require("attempt.record")
    if attempt.at > at:
        raise attempt_in_future()
    row = Attempt.objects.create(
        agency_id=actor.agency_id, received_at=at, origin=origin, **_fields(attempt),
        id=attempt_id,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="attempt.recorded", subject=f"case:{attempt.case_id}",
        attempt=str(attempt_id), channel=attempt.channel.word,
        disposition=attempt.disposition.word,
    )  # fmt: skip
    return row


def _fields(attempt: NewAttempt) -> dict[str, object]:
    return {
        "borrower_id": attempt.borrower_id,
        "case_id": attempt.case_id,
        "creditor_id": attempt.creditor_id,
        "point_id": attempt.point_id,
        "person_key": attempt.person_key,
        "at": attempt.at,
        "channel": attempt.channel.word,
        "purpose": attempt.purpose.word,
        "direction": attempt.direction.word,
        "disposition": attempt.disposition.word,
        "asked_to_leave": attempt.asked_to_leave,
        "note": attempt.note,
        "recorded_by": attempt.recorded_by,
        "issued_chance": attempt.issued_chance,
    }


@transaction.atomic
def record_attempts(
    *, actor: Actor, attempts: Iterable[NewAttempt], at: datetime, origin: str, subject: str
) -> int:
    """Write down many attempts at once, each known from the time it was made.

    A row of a log that was taken before is left; where its result or its words differ now, the
    new row corrects the old one, which stays. Returns how many were written.

    Raises:
        Refused: The actor may not.
    """
    actor.require("attempt.import")
    agency = actor.agency_id
    lock_for_transaction("attempts.import", agency)
    wanted = list(attempts)
    taken = _taken(agency, [a.source_key for a in wanted if a.source_key is not None])
    fresh = [(a, taken.get(a.source_key)) for a in wanted]
    written = copy_rows(
        "attempts_attempt",
        _COLUMNS,
        (
            (
                new_id(), agency, a.borrower_id, a.case_id, a.creditor_id, a.point_id,
                a.person_key, a.at, a.at, a.channel.word, a.purpose.word, a.direction.word,
                a.disposition.word, a.asked_to_leave, a.note, a.recorded_by, origin,
                a.issued_chance, a.source_key, old.pk if old else None,
            )
            for a, old in fresh
            if old is None or (old.disposition, old.note) != (a.disposition.word, a.note)
        ),
    )  # fmt: skip
    if written:
        record_many(
            at=at, actor=actor, verb="attempt.imported", rows=[(subject, {"attempts": written})]
        )
    return written


def _taken(agency: int, keys: list[bytes]) -> dict[bytes | None, Attempt]:
    """Return the attempts that came in rows of these keys before, corrected ones left out."""
    rows = Attempt.objects.filter(agency_id=agency, source_key__in=keys, corrections=None)
    return {bytes(row.source_key): row for row in rows if row.source_key is not None}


@transaction.atomic
def correct_attempt(
    *, actor: Actor, attempt_id: uuid.UUID, disposition: Disposition, note: str, at: datetime
) -> Attempt:
    """Correct a wrong record by a new entry; the old one stays and is no longer counted.

    Raises:
        Refused: The actor may not, there is no such record, it was corrected already, or the
            outcome does not fit its channel.
    """
    actor.require("attempt.correct")
    # Rows that only grow cannot be locked (that takes the right to change them).
    lock_for_transaction("attempts.correct", actor.agency_id)
    old = Attempt.objects.filter(pk=attempt_id, agency_id=actor.agency_id).first()
    if old is None:
        raise attempt_unknown()
    if Attempt.objects.filter(corrects=old).exists():
        raise already_corrected()
    if disposition not in outcomes_on(old.channel):
        raise outcome_does_not_fit()
    new = Attempt.objects.create(
        id=new_id(), agency_id=old.agency_id, borrower_id=old.borrower_id, case_id=old.case_id,
        creditor_id=old.creditor_id, point_id=old.point_id, person_key=bytes(old.person_key),
        at=old.at, received_at=at, channel=old.channel, purpose=old.purpose,
        direction=old.direction, disposition=disposition.word,
        asked_to_leave=old.asked_to_leave, note=note, recorded_by=actor.name, origin=old.origin,
        issued_chance=old.issued_chance, corrects=old,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="attempt.corrected", subject=f"case:{old.case_id}",
        attempt=str(old.pk), by=str(new.pk), disposition=disposition.word,
    )  # fmt: skip
    return new
