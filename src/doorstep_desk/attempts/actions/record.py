"""Write down what somebody says happened, and correct it; the law is asked afterwards."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from doorstep.terms.codes import Disposition
from doorstep_desk.attempts.actions.review import review_attempts
from doorstep_desk.attempts.errors import (
    already_corrected,
    attempt_in_future,
    attempt_unknown,
    outcome_does_not_fit,
)
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.attempts.new_attempt import COLUMNS, NewAttempt, row_of
from doorstep_desk.attempts.outcomes import outcomes_on
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.locks import lock_for_transaction


@transaction.atomic
def record_attempt(
    *, actor: Actor, attempt: NewAttempt, at: datetime, attempt_id: uuid.UUID
) -> Attempt:
    """Write down one attempt that somebody reports, and ask the law about it afterwards.

    Raises:
        Refused: The actor may not, or the attempt lies in the future.
    """
    actor.require("attempt.record")
    if attempt.at > at:
        raise attempt_in_future()
    values = row_of(attempt, attempt_id, actor.agency_id, at, "reported")
    row = Attempt.objects.create(**dict(zip(COLUMNS, values, strict=True)))
    record(
        at=at, actor=actor, verb="attempt.recorded", subject=f"case:{attempt.case_id}",
        attempt=str(attempt_id), channel=attempt.channel.word,
        disposition=attempt.disposition.word,
    )  # fmt: skip
    review_attempts(actor=actor, made=[(attempt_id, attempt)], origin="reported", at=at)
    return row


@transaction.atomic
def record_attempts(
    *, actor: Actor, attempts: Iterable[NewAttempt], at: datetime, subject: str
) -> int:
    """Take in many attempts of others, each known from the time it was made.

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
    fresh = [(new_id(), a, taken.get(a.source_key)) for a in wanted]
    made = [
        (attempt_id, a, old)
        for attempt_id, a, old in fresh
        if old is None or (old.disposition, old.note) != (a.disposition.word, a.note)
    ]
    written = copy_rows(
        "attempts_attempt", (*COLUMNS, "corrects_id"),
        (
            (*row_of(a, attempt_id, agency, a.at, "imported"), old.pk if old else None)
            for attempt_id, a, old in made
        ),
    )  # fmt: skip
    if written:
        record_many(
            at=at, actor=actor, verb="attempt.imported", rows=[(subject, {"attempts": written})]
        )
        both = [(attempt_id, a) for attempt_id, a, _ in made]
        review_attempts(actor=actor, made=both, origin="imported", at=at)
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
    return _correct(actor, attempt_id, disposition, note, at)


@transaction.atomic
def correct_visit_attempt(
    *, actor: Actor, attempt_id: uuid.UUID, disposition: Disposition, note: str, at: datetime
) -> Attempt:
    """Correct what was recorded of a visit, in the name of one of those who were there.

    Raises:
        Refused: As for ``correct_attempt``.
    """
    actor.require("visit.correct")
    return _correct(actor, attempt_id, disposition, note, at)


def _correct(
    actor: Actor, attempt_id: uuid.UUID, disposition: Disposition, note: str, at: datetime
) -> Attempt:
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
        issued_chance=old.issued_chance, permit_id=old.permit_id, corrects=old,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="attempt.corrected", subject=f"case:{old.case_id}",
        attempt=str(old.pk), by=str(new.pk), disposition=disposition.word,
    )  # fmt: skip
    return new
