"""Write down what happened at the door or on the phone, with everything that follows from it."""

import hashlib
import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from doorstep.affordability.reminders import Wish
from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep.terms.local_time import local_day
from doorstep.terms.money import Money
from doorstep_desk.arrangements.actions import PromiseTerms, record_promise
from doorstep_desk.arrangements.actions.reminders import About, wish_reminder
from doorstep_desk.attempts.actions import (
    Execution,
    NewAttempt,
    execute_attempt,
    record_attempt,
)
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import HeldCase, lock_case
from doorstep_desk.complaints.actions import record_stop_request
from doorstep_desk.complaints.queries import running_pauses
from doorstep_desk.dayplans.actions.stops import finish_stop
from doorstep_desk.dayplans.queries import own_stop
from doorstep_desk.decisions.queries import issued_contact_chance
from doorstep_desk.payments.queries import outstanding_of_case
from doorstep_desk.permits.queries import permit_for
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.visits.errors import (
    disposition_does_not_fit,
    promise_without_borrower,
    visit_recorded_differently,
)
from doorstep_desk.visits.models import ContactRecord
from doorstep_desk.visits.outcomes import outcomes_of


@dataclass(frozen=True, slots=True)
class Happened:
    """What the recorder says happened.

    Attributes:
        record_id: The recorder's own id; the same id twice is one record.
        case_id: About which case.
        channel: Visit or call.
        at: When it began.
        met: ``borrower``, ``third_party`` or ``nobody``.
        disposition: What came of it, from the closed list.
        note: Free words.
        reason: Why payments are late, one word of ``outcomes.REASONS``, or empty.
        promise_fen: What the borrower promised, or None.
        promise_due_on: Until when, or None.
        reminder: Whether and how they want to be reminded of the promise; None if nobody asked.
        asked_to_leave: Whether the visitors were asked to leave.
        asked_to_stop: Whether the borrower wants no more contact.
        point_id: Contact point used, or None.
        stop_id: Stop of the day plan, or None.
        seen: Newest history entry the recorder had seen, or None.
    """

    record_id: uuid.UUID
    case_id: int
    channel: Channel
    at: datetime
    met: str
    disposition: Disposition
    note: str = ""
    reason: str = ""
    promise_fen: int | None = None
    promise_due_on: date | None = None
    reminder: Wish | None = None
    asked_to_leave: bool = False
    asked_to_stop: bool = False
    point_id: int | None = None
    stop_id: uuid.UUID | None = None
    seen: str | None = None

    def at_stop(self, stop_id: uuid.UUID, point_id: int) -> "Happened":
        """Return the same, at a stop of the day plan and its address."""
        return replace(self, stop_id=stop_id, point_id=point_id)

    @property
    def body_hash(self) -> str:
        """Return a hash that is the same for the same answers."""
        parts = (
            self.case_id, self.channel.word, self.at.isoformat(), self.met,
            self.disposition.word, self.note, self.reason, self.promise_fen,
            self.promise_due_on, self.asked_to_leave, self.asked_to_stop, self.stop_id,
        )  # fmt: skip
        asked = () if self.reminder is None else (self.reminder,)
        return hashlib.sha256(repr((*parts, *asked)).encode()).hexdigest()


@transaction.atomic
def record_visit(*, actor: Actor, happened: Happened, at: datetime) -> ContactRecord:
    """Write down a visit: attempt, visit, promise, stop and audit together, or nothing.

    Raises:
        Refused: The actor may not; the case or stop is not theirs; the answers contradict each
            other; the promise cannot be taken; or the same id was used for other answers.
    """
    actor.require("visit.record")
    return _record(actor, happened, at)


@transaction.atomic
def record_call(*, actor: Actor, happened: Happened, at: datetime) -> ContactRecord:
    """Write down a call the same way.

    Raises:
        Refused: As for a visit.
    """
    actor.require("call.record")
    return _record(actor, happened, at)


def _record(actor: Actor, happened: Happened, at: datetime) -> ContactRecord:
    case = lock_case(actor, happened.case_id)
    known = ContactRecord.objects.filter(pk=happened.record_id).first()
    if known is not None:
        if known.body_hash != happened.body_hash:
            raise visit_recorded_differently()
        return known
    _refuse_contradictions(happened)
    case = lock_case(actor, happened.case_id, seen=happened.seen)
    had_permit = _under_permit(actor, case, happened, at)
    promise_id = _promise(actor, case, happened, at)
    _consequences(actor, case, happened, had_permit, at)
    row = ContactRecord.objects.create(
        id=happened.record_id, agency_id=case.agency_id, case_id=case.case_id,
        channel=happened.channel.word, stop_id=happened.stop_id,
        attempt_id=happened.record_id,
        promise_id=promise_id, met=happened.met, reason=happened.reason,
        recorded_by=actor.name, recorded_at=at, body_hash=happened.body_hash,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb=f"{happened.channel.word}.recorded",
        subject=f"case:{case.case_id}",
        record=str(row.pk), met=happened.met, disposition=happened.disposition.word,
    )  # fmt: skip
    return row


def _refuse_contradictions(happened: Happened) -> None:
    if happened.disposition not in outcomes_of(happened.channel).get(happened.met, ()):
        raise disposition_does_not_fit(happened.met, happened.disposition.word)
    if happened.promise_fen is not None and happened.met != "borrower":
        raise promise_without_borrower()
    if (happened.promise_fen is None) != (happened.promise_due_on is None):
        raise Refused("promise-incomplete", "A promise needs both an amount and a day.")


def _attempt(actor: Actor, case: HeldCase, happened: Happened) -> NewAttempt:
    chance = issued_contact_chance(case.case_id, local_day(happened.at), happened.channel)
    return NewAttempt(
        borrower_id=case.borrower_id, case_id=case.case_id, creditor_id=case.creditor_id,
        point_id=happened.point_id, person_key=case.person_key, at=happened.at,
        channel=happened.channel, purpose=Purpose.COLLECT, disposition=happened.disposition,
        asked_to_leave=happened.asked_to_leave, note=happened.note, recorded_by=actor.name,
        issued_chance=chance,
    )  # fmt: skip


def _promise(actor: Actor, case: HeldCase, happened: Happened, at: datetime) -> uuid.UUID | None:
    if happened.promise_fen is None or happened.promise_due_on is None:
        return None
    day = local_day(happened.at)
    outstanding = outstanding_of_case(case.case_id, day + timedelta(days=1))
    # What was promised before a pause began stands, also when it is heard of afterwards.
    paused = running_pauses(case.agency_id, day).filter(
        case_id=case.case_id, starts_at__lte=happened.at
    )
    promise = record_promise(
        actor=actor, promise_id=happened.record_id,
        terms=PromiseTerms(
            case.case_id,
            Money(happened.promise_fen, outstanding.currency),
            happened.promise_due_on,
        ),
        outstanding=outstanding, is_paused=paused.exists(), at=happened.at,
    )  # fmt: skip
    if happened.reminder is not None:
        about = About(case.case_id, promise_id=promise.pk)
        wish_reminder(actor=actor, about=about, wish=happened.reminder, at=at)
    return promise.pk


def _under_permit(actor: Actor, case: HeldCase, happened: Happened, at: datetime) -> bool:
    """Write the attempt down under its permit, or else as reported, and say which it was.

    What happened is kept even when nobody had leave for it; the law is then asked afterwards.
    """
    attempt = _attempt(actor, case, happened)
    permit = _permit_of(actor, case, happened)
    if permit is not None and execute_attempt(
        actor=actor, execution=Execution(permit, attempt, happened.record_id), at=at
    ):
        return True
    record_attempt(actor=actor, attempt=attempt, at=at, attempt_id=happened.record_id)
    return False


def _permit_of(actor: Actor, case: HeldCase, happened: Happened) -> uuid.UUID | None:
    if happened.stop_id is not None:
        return own_stop(actor, happened.stop_id, case.case_id).permit_id
    return permit_for(case.case_id, happened.channel.word, happened.at)


def _consequences(
    actor: Actor, case: HeldCase, happened: Happened, had_permit: bool, at: datetime
) -> None:
    if happened.stop_id is not None:
        stop = own_stop(actor, happened.stop_id, case.case_id)
        finish_stop(actor=actor, stop=stop, had_permit=had_permit, at=at)
    if happened.asked_to_stop:
        record_stop_request(
            actor=actor, borrower_id=case.borrower_id,
            person_key=case.person_key, case_id=case.case_id, form="oral", at=at,
        )  # fmt: skip
