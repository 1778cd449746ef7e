"""What do the synthetic borrowers answer to a published day, and what do they pay?"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from doorstep.compliance.leave.permit import SHORT_LIFE
from doorstep.simulation.borrower import (
    Answer,
    GivenPromise,
    Payer,
    PlannedContact,
    answer,
    payments_on,
)
from doorstep.terms.codes import Channel, Disposition, Purpose, Treatment
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.queries import open_promises
from doorstep_desk.attempts.actions import Execution, NewAttempt, execute_attempts
from doorstep_desk.attempts.queries import last_reached, was_recorded_under
from doorstep_desk.cases.facts import CasePoint, points_by_borrower
from doorstep_desk.cases.queries import persons_on_file
from doorstep_desk.commands.demo_store import SEED
from doorstep_desk.dayplans.queries import latest_run, planned_stops
from doorstep_desk.decisions.queries import DecisionSeen, decisions_on
from doorstep_desk.payments.actions import NewPayment, record_payments
from doorstep_desk.payments.allocation import OpenAccount, allocate_oldest_first
from doorstep_desk.payments.queries import open_accounts_by_borrower
from doorstep_desk.permits.actions import IssuedPermit, WantedPermit, issue_permits
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.policies.facts import rulebook_for_agency
from doorstep_desk.visits.actions.record import Happened, record_call, record_visit

CALLS_BEGIN_MINUTE: Final = 10 * 60
MINUTES_PER_CALL: Final = 2
NAMESPACE: Final = uuid.UUID("6f1d4b5e-6a5f-4c0e-9a53-0d6a2c1f7b11")

_MET: Final = {
    Disposition.RIGHT_PARTY_CONTACT: "borrower",
    Disposition.CONNECTED_SHORT: "borrower",
    Disposition.MET_BORROWER: "borrower",
    Disposition.THIRD_PARTY_CONTACT: "third_party",
    Disposition.WRONG_PERSON: "third_party",
    Disposition.MET_THIRD_PARTY: "third_party",
}
_KINDS: Final = {
    Channel.CALL: ("mobile", "landline"),
    Channel.SMS: ("mobile",),
    Channel.EMAIL: ("email",),
    Channel.LETTER: ("address",),
}
_WRITTEN: Final = {
    Treatment.SMS.word: (Channel.SMS, Purpose.REMIND),
    Treatment.EMAIL.word: (Channel.EMAIL, Purpose.REMIND),
    Treatment.HARDSHIP_OFFER.word: (Channel.SMS, Purpose.SERVICE),
    Treatment.LEGAL_REFERRAL.word: (Channel.LETTER, Purpose.LEGAL_REMEDY),
}


@dataclass(frozen=True, slots=True)
class _Contact:
    """A contact that the day chose for a case, and its minute of the day."""

    row: DecisionSeen
    channel: Channel
    purpose: Purpose
    minute: int


@dataclass(frozen=True, slots=True)
class _Day:
    actor: Actor
    on: date
    key_of: dict[int, str]

    def at(self, minute: int) -> datetime:
        return beijing_instant(self.on, 0) + timedelta(minutes=minute)

    def record_id(self, case_id: int, channel: Channel) -> uuid.UUID:
        return uuid.uuid5(NAMESPACE, f"{self.on.isoformat()}:{case_id}:{channel.word}")


def answer_day(*, actor: Actor, on: date) -> dict[str, Any]:
    """Record what the borrowers answer to a day, and what they pay; the same day twice is one.

    Visits and calls go through the same actions as those of people; messages and payments
    through those of a gateway and a bank.

    Raises:
        Refused: The actor may not.
    """
    subject = f"simulated:{on.isoformat()}"
    with transaction.atomic():
        if was_recorded_under(subject):
            return {"date": on.isoformat(), "contacts": 0, "promises": 0, "paid_fen": 0}
        people = persons_on_file(actor.agency_id)
        day = _Day(actor, on, {p.borrower_id: p.reference for p in people.values()})
        decided = decisions_on(actor.agency_id, on)
        visits = _visits(day, decided)
        calls = _calls(day, decided)
        _messages(day, decided, subject)
        paid = _payments(day)
    happened = [*visits, *calls]
    return {
        "date": on.isoformat(),
        "contacts": sum(item.met == "borrower" for item in happened),
        "promises": sum(item.promise_fen is not None for item in happened),
        "paid_fen": paid,
    }


def _visits(day: _Day, decided: list[DecisionSeen]) -> list[Happened]:
    run = latest_run(day.actor.agency_id, day.on)
    seen = {row.case_id: row for row in decided}
    done = []
    for stop in planned_stops(run) if run is not None else []:
        if stop.permit.cancelled_at is not None:
            continue  # paused or withdrawn since: nobody goes
        minute = stop.arrives_minute
        given = _asked(day, seen[stop.case_id], Channel.VISIT, minute)
        happened = _happened(day, seen[stop.case_id], Channel.VISIT, minute, given)
        happened = happened.at_stop(stop.pk, stop.point_id)
        record_visit(actor=day.actor, happened=happened, at=day.at(stop.leaves_minute))
        done.append(happened)
    return done


def _calls(day: _Day, decided: list[DecisionSeen]) -> list[Happened]:
    planned = [
        _Contact(row, Channel.CALL, Purpose.COLLECT, _minute_of_call(place))
        for place, row in enumerate(r for r in decided if r.treatment == Treatment.CALL.word)
    ]
    return [_call(day, each.row, each.minute) for each, _ in _with_leave(day, planned)]


def _minute_of_call(place: int) -> int:
    return CALLS_BEGIN_MINUTE + (place * MINUTES_PER_CALL) % 420


def _with_leave(day: _Day, planned: list[_Contact]) -> list[tuple[_Contact, uuid.UUID]]:
    """Ask leave for contacts that the day chose, and return those that still have it."""
    points = points_by_borrower(day.actor.agency_id, day.on)
    answers = issue_permits(
        actor=day.actor, rulebook=rulebook_for_agency(day.actor.agency_id, day.on),
        at=day.at(CALLS_BEGIN_MINUTE),
        wanted=[
            WantedPermit(
                case_id=each.row.case_id, person_id=each.row.borrower_id,
                point_id=_point(points.get(each.row.borrower_id, []), each.channel),
                channel=each.channel, purpose=each.purpose, starts_at=day.at(each.minute),
                ends_at=day.at(each.minute) + SHORT_LIFE,
                expires_at=day.at(each.minute) + SHORT_LIFE,
            )
            for each in planned
        ],
    )  # fmt: skip
    return [
        (each, answer.permit_id)
        for each, answer in zip(planned, answers, strict=True)
        if isinstance(answer, IssuedPermit)
    ]


def _point(points: list[CasePoint], channel: Channel) -> int:
    """Return the surest contact point for a channel, or 0 when there is none."""
    return next((p.point_id for p in points if p.kind in _KINDS[channel]), 0)


def _call(day: _Day, row: DecisionSeen, minute: int) -> Happened:
    given = _asked(day, row, Channel.CALL, minute)
    happened = _happened(day, row, Channel.CALL, minute, given)
    record_call(actor=day.actor, happened=happened, at=day.at(minute + 8))
    return happened


def _asked(day: _Day, row: DecisionSeen, channel: Channel, minute: int) -> Answer:
    return answer(
        SEED,
        PlannedContact(
            person_key=day.key_of[row.borrower_id], day=day.on, channel=channel, minute=minute,
            owed_fen=row.outstanding_fen,
            is_hardship_offer=row.treatment == Treatment.HARDSHIP_OFFER.word,
        ),
    )  # fmt: skip


def _happened(
    day: _Day, row: DecisionSeen, channel: Channel, minute: int, given: Answer
) -> Happened:
    promise = given.promise if _may_promise(row, given.promise) else None
    return Happened(
        record_id=day.record_id(row.case_id, channel), case_id=row.case_id, channel=channel,
        at=day.at(minute), met=_MET.get(given.disposition, "nobody"),
        disposition=given.disposition, note=given.note, reason="",
        promise_fen=promise.amount_fen if promise else None,
        promise_due_on=promise.due_on if promise else None,
        asked_to_leave=given.asked_to_leave,
    )  # fmt: skip


def _may_promise(row: DecisionSeen, promise: GivenPromise | None) -> bool:
    return promise is not None and 0 < promise.amount_fen <= row.outstanding_fen


def _messages(day: _Day, decided: list[DecisionSeen], subject: str) -> None:
    planned = [
        _Contact(row, *_WRITTEN[row.treatment], CALLS_BEGIN_MINUTE + place % 120)
        for place, row in enumerate(decided)
        if row.treatment in _WRITTEN
    ]
    execute_attempts(
        actor=day.actor, at=day.at(20 * 60), subject=subject,
        executions=[
            Execution(permit, _written(day, each)) for each, permit in _with_leave(day, planned)
        ],
    )  # fmt: skip


def _written(day: _Day, each: _Contact) -> NewAttempt:
    row = each.row
    given = _asked(day, row, each.channel, each.minute)
    return NewAttempt(
        borrower_id=row.borrower_id, case_id=row.case_id, creditor_id=row.creditor_id,
        point_id=None, person_key=row.person_key, at=day.at(each.minute), channel=each.channel,
        purpose=each.purpose, disposition=given.disposition, recorded_by="demo gateway",
        issued_chance=row.chances["sms"]["p"] if each.channel is Channel.SMS else None,
    )  # fmt: skip


def _payments(day: _Day) -> int:
    accounts = open_accounts_by_borrower(day.actor.agency_id, day.on)
    reached = last_reached(day.actor.agency_id, day.on)
    promised: dict[int, list[GivenPromise]] = {}
    case_owner = {a.case_id: borrower for borrower, rows in accounts.items() for a in rows}
    for promise in open_promises(day.actor.agency_id, day.at(24 * 60 - 1)):
        if promise.case_id in case_owner:
            promised.setdefault(case_owner[promise.case_id], []).append(
                GivenPromise(promise.amount_fen, promise.due_on)
            )
    payers = [
        Payer(
            person_key=day.key_of[borrower], owed_fen=sum(a.owed_fen for a in rows),
            reached_on=reached.get(borrower), promises=tuple(promised.get(borrower, ())),
        )
        for borrower, rows in accounts.items()
    ]  # fmt: skip
    borrower_of = {day.key_of[borrower]: borrower for borrower in accounts}
    rows = [
        payment
        for number, paid in enumerate(payments_on(SEED, day.on, payers))
        for payment in _split(day, accounts[borrower_of[paid.person_key]], paid.amount_fen, number)
    ]
    record_payments(actor=day.actor, payments=rows, at=day.at(22 * 60), origin="simulated")
    return sum(row.amount_fen for row in rows)


def _split(
    day: _Day, accounts: list[OpenAccount], amount_fen: int, number: int
) -> Iterator[NewPayment]:
    for account, share in allocate_oldest_first(accounts, amount_fen):
        yield NewPayment(
            account_id=account.account_id, case_id=account.case_id,
            transaction_id=f"SIM-{day.on.isoformat()}-{number:05d}", received_on=day.on,
            amount_fen=share, paid_through="synthetic",
        )  # fmt: skip
