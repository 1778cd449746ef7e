"""What can change about promises: they are taken, and settled by payments."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from doorstep.affordability.accept import refuse_promise
from doorstep.ledger.grace import grace_days
from doorstep.ledger.promises import PaidSum, PromiseDue, settle
from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import beijing_instant, day_number, day_of, local_day
from doorstep.terms.money import Money
from doorstep_desk.arrangements.models import Promise, PromiseOutcome
from doorstep_desk.arrangements.queries import open_promises, promises_of_cases
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.payments.queries import received_since
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused


@dataclass(frozen=True, slots=True)
class PromiseTerms:
    """What was said.

    Attributes:
        case_id: On which case.
        amount: How much.
        due_on: Until when.
    """

    case_id: int
    amount: Money
    due_on: date


@transaction.atomic
def record_promise(
    *,
    actor: Actor,
    promise_id: uuid.UUID,
    terms: PromiseTerms,
    outstanding: Money,
    is_paused: bool,
    at: datetime,
) -> Promise:
    """Write down a borrower's promise to pay, and who took it.

    Args:
        actor: Who took it.
        promise_id: The recorder's own id, so that the same form sent twice is one promise.
        terms: What was said.
        outstanding: All that is owed on the case now.
        is_paused: Whether the case is paused.
        at: When it was said.

    Raises:
        Refused: The actor may not, or the core refuses; see ``refuse_promise`` for the codes.
    """
    actor.require("promise.record")
    refusal = refuse_promise(
        is_paused=is_paused,
        outstanding=outstanding,
        amount=terms.amount,
        due_on=terms.due_on,
        today=local_day(at),
    )
    if refusal:
        raise Refused(refusal.code, refusal.message)
    promise = Promise.objects.create(
        id=promise_id, agency_id=actor.agency_id, case_id=terms.case_id,
        amount_fen=terms.amount.fen, due_on=terms.due_on, made_at=at, taken_by=actor.name,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="promise.recorded", subject=f"case:{terms.case_id}",
        fen=terms.amount.fen, due=terms.due_on.isoformat(),
    )  # fmt: skip
    return promise


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


@dataclass(frozen=True, slots=True)
class KnownPromise:
    """A promise of an imported history, with what became of it.

    Attributes:
        case_id: On which case.
        amount: How much was promised.
        due_on: Until when.
        made_at: When it was said.
        state: What became of it; open while its window runs.
        paid_fen: What was paid on it.
    """

    case_id: int
    amount: Money
    due_on: date
    made_at: datetime
    state: PromiseState
    paid_fen: int


@transaction.atomic
def keep_promises(*, actor: Actor, promises: Sequence[KnownPromise], at: datetime) -> int:
    """Keep the promises of an imported history, settled ones with their outcome.

    Raises:
        Refused: The actor may not.
    """
    actor.require("promise.settle")
    rows = [
        Promise(
            id=new_id(), agency_id=actor.agency_id, case_id=p.case_id,
            amount_fen=p.amount.fen, due_on=p.due_on, made_at=p.made_at, taken_by="history",
        )
        for p in promises
    ]  # fmt: skip
    Promise.objects.bulk_create(rows, batch_size=2000)
    grace = timedelta(days=grace_days(local_day(at)))
    PromiseOutcome.objects.bulk_create(
        [
            PromiseOutcome(
                promise=row, agency_id=actor.agency_id, state=p.state.word,
                paid_fen=p.paid_fen, settled_on=p.due_on + grace,
                decided_at=beijing_instant(p.due_on + grace, 23),
            )
            for row, p in zip(rows, promises, strict=True)
            if p.state is not PromiseState.OPEN
        ],
        batch_size=2000,
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="promise.kept_on_file",
        rows=[(f"agency:{actor.agency_id}", {"promises": len(rows)})],
    )  # fmt: skip
    return len(rows)


@transaction.atomic
def settle_promises(*, actor: Actor, on: date, at: datetime) -> list[Settlement]:
    """Decide by payments what became of open promises, first in, first out.

    Promises that were settled before are counted along, so that the money which kept them keeps
    no other one.

    Args:
        actor: In whose name.
        on: The day that begins; payments dated before it count.
        at: When it is decided.

    Raises:
        Refused: The actor may not.
    """
    actor.require("promise.settle")
    agency = actor.agency_id
    waiting = {promise.pk: promise.case_id for promise in open_promises(agency, at)}
    if not waiting:
        return []
    cases = set(waiting.values())
    promises = promises_of_cases(agency, cases, at)
    since = min(local_day(promise.made_at) for promise in promises)
    money = received_since(agency, cases, since)
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
            for paid in money
            if paid.received_on < on
        ],
        day_number(on),
        grace_days(on),
    )  # fmt: skip
    settled = [
        Settlement(
            promises[o.promise_id].pk, o.case_id, o.state, o.paid_fen, day_of(o.decided_day)
        )
        for o in outcomes
        if promises[o.promise_id].pk in waiting and o.decided_day is not None
    ]
    record_settlements(actor=actor, settled=settled, at=at)
    return settled
