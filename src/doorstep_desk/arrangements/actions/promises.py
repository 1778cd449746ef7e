"""What can change about promises: they are taken, or come with an imported history."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from doorstep.affordability.accept import refuse_promise
from doorstep.ledger.grace import grace_days
from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import beijing_instant, local_day
from doorstep.terms.money import Money
from doorstep_desk.arrangements.errors import promise_decided
from doorstep_desk.arrangements.models import Promise, PromiseOutcome
from doorstep_desk.audit.actions import record, record_many
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
class SaidThen:
    """When a promise was really said, and how it stands on file.

    Attributes:
        record_id: What was recorded then; a first promise of it has the same identifier.
        promise_id: The newest row of its promise, or None where none was written down.
        case_id: On which case.
        at: When it was said; a correction does not move it.
        taken_by: Who took it.
    """

    record_id: uuid.UUID
    promise_id: uuid.UUID | None
    case_id: int
    at: datetime
    taken_by: str


@transaction.atomic
def correct_promise(
    *,
    actor: Actor,
    said: SaidThen,
    terms: PromiseTerms | None,
    outstanding: Money,
    is_paused: bool,
    at: datetime,
) -> Promise | None:
    """Put right a promise that was written down wrongly: the old row stays and ends as withdrawn.

    Args:
        actor: Who puts it right.
        said: When it was said, and the row that is wrong.
        terms: What was said really, or None where nothing was promised.
        outstanding: All that is owed on the case.
        is_paused: Whether the case was paused when it was said.
        at: When it is put right.

    Raises:
        Refused: The actor may not, payments have decided it already, or the core refuses.
    """
    actor.require("promise.correct")
    refusal = terms and refuse_promise(
        is_paused=is_paused, outstanding=outstanding, amount=terms.amount, due_on=terms.due_on,
        today=local_day(said.at),
    )  # fmt: skip
    if refusal:
        raise Refused(refusal.code, refusal.message)
    old = None if said.promise_id is None else _withdrawn(said.promise_id, at)
    new = None if terms is None else _instead(actor, said, terms, old)
    record(
        at=at, actor=actor, verb="promise.corrected", subject=f"case:{said.case_id}",
        promise=str(old.pk) if old else "", by=str(new.pk) if new else "",
    )  # fmt: skip
    return new


def _instead(actor: Actor, said: SaidThen, terms: PromiseTerms, old: Promise | None) -> Promise:
    return Promise.objects.create(
        id=new_id() if old else said.record_id, agency_id=actor.agency_id,
        case_id=said.case_id, amount_fen=terms.amount.fen, due_on=terms.due_on, made_at=said.at,
        taken_by=said.taken_by, corrects=old,
    )  # fmt: skip


def _withdrawn(promise_id: uuid.UUID, at: datetime) -> Promise:
    """Return the promise that was wrong, which ends here if it has not ended yet."""
    old = Promise.objects.select_related("outcome").get(pk=promise_id)
    if hasattr(old, "outcome"):
        if old.outcome.state != PromiseState.WITHDRAWN.word:
            raise promise_decided()
        return old
    PromiseOutcome.objects.create(
        promise=old, agency_id=old.agency_id, state=PromiseState.WITHDRAWN.word, paid_fen=0,
        settled_on=local_day(at), decided_at=at,
    )  # fmt: skip
    return old


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
