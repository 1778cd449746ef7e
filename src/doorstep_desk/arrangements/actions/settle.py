"""What became of promises, decided by payments; decided again where a payment was taken back."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.ledger.grace import grace_days
from doorstep.ledger.promises import PaidSum, PromiseDue, settle
from doorstep.ledger.promises import PromiseOutcome as Judged
from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import day_number, day_of, local_day
from doorstep_desk.arrangements.models import Promise, PromiseOutcome, PromiseRevision
from doorstep_desk.arrangements.queries import (
    decided_before,
    open_promises,
    promises_of_cases,
)
from doorstep_desk.audit.actions import record_many
from doorstep_desk.payments.queries import received_since, taken_back_since
from doorstep_desk.plumbing.actor import Actor

LOOKS_BACK: Final = timedelta(days=400)
"""A payment that is taken back later than this changes no promise any more."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of one promise.

    Attributes:
        promise_id: Which.
        case_id: On which case.
        state: Kept, partly kept or broken.
        paid_fen: What was paid on it.
        settled_on: The day that decided it.
    """

    promise_id: uuid.UUID
    case_id: int
    state: PromiseState
    paid_fen: int
    settled_on: date


@transaction.atomic
def record_settlements(*, actor: Actor, settled: Sequence[Settlement], at: datetime) -> int:
    """Write down what became of promises; a promise is settled once.

    Raises:
        Refused: The actor may not.
    """
    actor.require("promise.settle")
    known = set(
        PromiseOutcome.objects.filter(promise_id__in=[s.promise_id for s in settled]).values_list(
            "promise_id", flat=True
        )
    )
    fresh = [s for s in settled if s.promise_id not in known]
    PromiseOutcome.objects.bulk_create(
        [
            PromiseOutcome(
                promise_id=s.promise_id, agency_id=actor.agency_id, state=s.state.word,
                paid_fen=s.paid_fen, settled_on=s.settled_on, decided_at=at,
            )
            for s in fresh
        ],
        batch_size=2000,
    )  # fmt: skip
    for state in (PromiseState.KEPT, PromiseState.PARTLY_KEPT, PromiseState.BROKEN):
        record_many(
            at=at, actor=actor, verb=f"promise.{state.word}",
            rows=[
                (f"case:{s.case_id}", {"promise": str(s.promise_id), "fen": s.paid_fen})
                for s in fresh
                if s.state is state
            ],
        )  # fmt: skip
    return len(fresh)


@transaction.atomic
def settle_promises(*, actor: Actor, on: date, at: datetime) -> list[Settlement]:
    """Decide by payments what became of open promises, first in, first out.

    Promises that were settled before are counted along, so that the money which kept them keeps
    no other one. Where a payment was taken back since, what it decided is decided again: a
    promise whose window still runs is open once more.

    Args:
        actor: In whose name.
        on: The day that begins; payments dated before it count.
        at: When it is decided.

    Returns:
        What was decided now, also what was decided anew.

    Raises:
        Refused: The actor may not.
    """
    actor.require("promise.settle")
    agency = actor.agency_id
    waiting = {promise.pk: promise.case_id for promise in open_promises(agency, at)}
    before = decided_before(agency, taken_back_since(agency, at - LOOKS_BACK, at))
    if not waiting and not before:
        return []
    reopened = set(
        PromiseOutcome.objects.filter(promise_id__in=list(waiting)).values_list(
            "promise_id", flat=True
        )
    )
    cases = {*waiting.values(), *(case for case, _, _ in before.values())}
    judged = _judged(agency, cases, on, at)
    decided = [each for each in judged if each[1].decided_day is not None]
    first = [
        _settlement(promise, found)
        for promise, found in decided
        if promise.pk in waiting and promise.pk not in reopened
    ]
    record_settlements(actor=actor, settled=first, at=at)
    again = [each for each in decided if each[0].pk in reopened]
    again += [
        (promise, found)
        for promise, found in judged
        if promise.pk in before and before[promise.pk][1:] != (found.state.word, found.paid_fen)
    ]
    return first + _revise(actor, again, at)


Pairs = Sequence[tuple[Promise, Judged]]


def _judged(agency: int, cases: Iterable[int], on: date, at: datetime) -> Pairs:
    promises = promises_of_cases(agency, cases, at)
    since = min(local_day(promise.made_at) for promise in promises)
    outcomes = settle(
        [
            PromiseDue(
                place, p.case_id, day_number(local_day(p.made_at)), day_number(p.due_on),
                p.amount_fen,
            )
            for place, p in enumerate(promises)
        ],
        [
            PaidSum(paid.case_id, day_number(paid.received_on), paid.amount_fen)
            for paid in received_since(agency, cases, since)
            if paid.received_on < on
        ],
        day_number(on),
        grace_days(on),
    )  # fmt: skip
    return [(promises[found.promise_id], found) for found in outcomes]


def _settlement(promise: Promise, found: Judged) -> Settlement:
    on = day_of(found.decided_day) if found.decided_day is not None else promise.due_on
    return Settlement(promise.pk, promise.case_id, found.state, found.paid_fen, on)


def _revise(actor: Actor, again: Pairs, at: datetime) -> list[Settlement]:
    """Write down what was decided anew, and return what is not open."""
    PromiseRevision.objects.bulk_create(
        PromiseRevision(
            promise=promise, agency_id=promise.agency_id, state=found.state.word,
            paid_fen=found.paid_fen, decided_at=at,
            settled_on=None if found.decided_day is None else day_of(found.decided_day),
        )
        for promise, found in again
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="promise.decided_again",
        rows=[
            (
                f"case:{promise.case_id}",
                {"promise": str(promise.pk), "state": found.state.word, "fen": found.paid_fen},
            )
            for promise, found in again
        ],
    )  # fmt: skip
    return [_settlement(p, found) for p, found in again if found.state != PromiseState.OPEN]
