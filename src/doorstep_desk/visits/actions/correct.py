"""Put right what was recorded of a visit, by new rows: the old ones stay beside them."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from doorstep.terms.codes import Disposition
from doorstep.terms.local_time import local_day
from doorstep.terms.money import Money
from doorstep_desk.arrangements.actions import PromiseTerms, SaidThen, correct_promise
from doorstep_desk.attempts.actions import correct_visit_attempt
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.complaints.queries import running_pauses
from doorstep_desk.payments.queries import outstanding_of_case
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.visits.errors import promise_without_borrower, visit_not_recorded
from doorstep_desk.visits.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class Rectified:
    """What really happened, whole: also what stays as it was.

    Attributes:
        disposition: What came of it.
        note: Free words.
        promise_fen: What the borrower promised, or None.
        promise_due_on: Until when, or None.
    """

    disposition: Disposition
    note: str
    promise_fen: int | None
    promise_due_on: date | None


@transaction.atomic
def correct_visit(
    *, actor: Actor, record_id: uuid.UUID, rectified: Rectified, at: datetime
) -> None:
    """Correct the result, the note or the promise of a visit; what people asked for never changes.

    Raises:
        Refused: The actor may not, there is no such visit for them, the answers contradict each
            other, or the promise cannot be taken.
    """
    actor.require("visit.correct")
    stands = standing_of(record_id)
    if stands is None:
        raise visit_not_recorded()
    case = lock_case(actor, stands.case_id)
    if rectified.promise_fen and rectified.disposition is not Disposition.MET_BORROWER:
        raise promise_without_borrower()
    # Also where the promise alone was wrong: whoever reads the visit sees that it was corrected.
    correct_visit_attempt(
        actor=actor, attempt_id=stands.attempt_id, disposition=rectified.disposition,
        note=rectified.note, at=at,
    )  # fmt: skip
    if (rectified.promise_fen, rectified.promise_due_on) != stands.promised:
        _promise(actor, case.agency_id, stands, rectified, at)
    record(
        at=at, actor=actor, verb="visit.corrected", subject=f"case:{stands.case_id}",
        record=str(record_id),
    )  # fmt: skip


def _promise(
    actor: Actor, agency_id: int, stands: Standing, rectified: Rectified, at: datetime
) -> None:
    day = local_day(stands.at)
    outstanding = outstanding_of_case(stands.case_id, day + timedelta(days=1))
    paused = running_pauses(agency_id, day).filter(
        case_id=stands.case_id, starts_at__lte=stands.at
    )
    terms = None
    if rectified.promise_fen is not None and rectified.promise_due_on is not None:
        amount = Money(rectified.promise_fen, outstanding.currency)
        terms = PromiseTerms(stands.case_id, amount, rectified.promise_due_on)
    correct_promise(
        actor=actor, terms=terms, outstanding=outstanding, is_paused=paused.exists(), at=at,
        said=SaidThen(
            stands.record_id, stands.promise_id, stands.case_id, stands.at, stands.recorded_by
        ),
    )  # fmt: skip
