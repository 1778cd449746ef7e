"""What can be asked about promises and arrangements?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from doorstep.affordability.arrangement import ArrangementTerms
from doorstep.affordability.content import sheet_from, terms_from
from doorstep.affordability.lifecycle import ArrangementState
from doorstep.affordability.sheet import Sheet
from doorstep.terms.codes import PromiseState
from doorstep_desk.arrangements.models import (
    Arrangement,
    ArrangementStep,
    Promise,
    PromiseOutcome,
    PromiseRevision,
)


def promises_of_case(case_id: int) -> list[Promise]:
    """Return a case's promises with their outcomes, newest first."""
    rows = Promise.objects.filter(case_id=case_id).select_related("outcome", "corrected_by")
    return list(rows.order_by("-made_at"))


def newest_of_promise(record_id: UUID) -> Promise | None:
    """Return how the promise of a record stands after corrections, with its outcome, or None."""
    rows = Promise.objects.select_related("outcome", "corrected_by")
    row = rows.filter(pk=record_id).first()
    while row is not None and hasattr(row, "corrected_by"):
        row = rows.get(pk=row.corrected_by.pk)
    return row


def is_withdrawn(promise: Promise) -> bool:
    """Say whether a promise was taken back as wrong."""
    return hasattr(promise, "outcome") and promise.outcome.state == PromiseState.WITHDRAWN.word


def open_promises(agency_id: int, as_of: datetime) -> list[Promise]:
    """Return the promises that nobody has settled yet, by case and time."""
    rows = promises_standing().filter(
        agency_id=agency_id, standing=PromiseState.OPEN.word, made_at__lte=as_of
    )
    return list(rows.order_by("case_id", "made_at", "id"))


def open_promises_of(case_ids: Iterable[int]) -> list[Promise]:
    """Return the promises on some cases that nobody has settled yet, the newest last."""
    rows = promises_standing().filter(case_id__in=list(case_ids), standing=PromiseState.OPEN.word)
    return list(rows.order_by("made_at", "id"))


def promises_standing(as_of: datetime | None = None) -> QuerySet[Any, Any]:
    """Return promises with ``standing``: the word for what became of each, as known at an instant.

    A payment that was taken back may have changed what was decided first.
    """
    revisions = PromiseRevision.objects.filter(promise_id=OuterRef("pk")).order_by("-id")
    first: Any = F("outcome__state")
    if as_of is not None:
        revisions = revisions.filter(decided_at__lte=as_of)
        first = Case(When(outcome__decided_at__lte=as_of, then=first), output_field=CharField())
    return Promise.objects.annotate(
        standing=Coalesce(
            Subquery(revisions.values("state")[:1]), first,
            Value(PromiseState.OPEN.word), output_field=CharField(),
        )
    )  # fmt: skip


def decided_before(
    agency_id: int, since: Mapping[int, datetime]
) -> dict[UUID, tuple[int, str, int]]:
    """Return case, state and paid sum of promises decided before an instant of their case.

    Args:
        agency_id: Whose.
        since: The instant, such as that of a reversal, by case.
    """
    if not since:
        return {}
    rows = (
        Promise.objects.filter(agency_id=agency_id, case_id__in=list(since))
        .exclude(outcome=None)
        .exclude(outcome__state=PromiseState.WITHDRAWN.word)
        .select_related("outcome")
        .prefetch_related(Prefetch("revisions", PromiseRevision.objects.order_by("id")))
    )
    found = {}
    for row in rows:
        last: Any = (row.outcome, *row.revisions.all())[-1]
        if last.decided_at < since[row.case_id]:
            found[row.pk] = (row.case_id, last.state, last.paid_fen)
    return found


def promises_of_cases(agency_id: int, case_ids: Iterable[int], as_of: datetime) -> list[Promise]:
    """Return the promises of some cases that money may keep, by case and time.

    What was made up to an instant counts; what was withdrawn takes no payment from the others.
    """
    rows = Promise.objects.filter(
        agency_id=agency_id, case_id__in=list(case_ids), made_at__lte=as_of
    ).exclude(outcome__state=PromiseState.WITHDRAWN.word)
    return list(rows.order_by("case_id", "made_at", "id"))


@dataclass(frozen=True, slots=True)
class SettledPromise:
    """One promise and what became of it.

    Attributes:
        promise_id: Which.
        case_id: On which case.
        state: Word of ``codes.PromiseState``.
        amount_fen: What was promised.
        paid_fen: What was paid on it.
        settled_on: The day that decided it.
    """

    promise_id: UUID
    case_id: int
    state: str
    amount_fen: int
    paid_fen: int
    settled_on: date


def settled_between(agency_id: int, first: datetime, last: datetime) -> list[SettledPromise]:
    """Return the promises that were decided in a span, the end excluded."""
    rows = PromiseOutcome.objects.filter(
        agency_id=agency_id, decided_at__gte=first, decided_at__lt=last
    ).values_list(
        "promise_id", "promise__case_id", "state", "promise__amount_fen", "paid_fen", "settled_on"
    )
    return [SettledPromise(*row) for row in rows.order_by("promise__case_id", "promise_id")]


def promises_made_between(agency_id: int, first: datetime, last: datetime) -> int:
    """Return how many promises were taken in a span, the end excluded; corrections are none."""
    return Promise.objects.filter(
        agency_id=agency_id, made_at__gte=first, made_at__lt=last, corrects=None
    ).count()


def terms_of(row: Arrangement) -> ArrangementTerms:
    """Return what an arrangement says."""
    return terms_from(json.loads(row.terms))


def sheet_of(row: Arrangement) -> Sheet:
    """Return the household's month on which an arrangement rests."""
    return sheet_from(json.loads(row.sheet))


def states_of(arrangement_ids: Iterable[UUID]) -> dict[UUID, ArrangementState]:
    """Return where each of some arrangements stands, in one query."""
    rows = (
        ArrangementStep.objects.filter(arrangement_id__in=list(arrangement_ids))
        .order_by("arrangement_id", "-ordinal")
        .distinct("arrangement_id")
    )
    return {
        arrangement: ArrangementState(state)
        for arrangement, state in rows.values_list("arrangement_id", "state")
    }


def state_of(arrangement_id: UUID) -> ArrangementState:
    """Return where one arrangement stands."""
    return states_of([arrangement_id])[arrangement_id]


@dataclass(frozen=True, slots=True)
class ArrangementSeen:
    """An arrangement with its history.

    Attributes:
        row: What was proposed.
        terms: The same, read.
        state: Where it stands.
        steps: All that happened to it, the oldest first.
        number: Number of its case.
        borrower: Name of the borrower.
    """

    row: Arrangement
    terms: ArrangementTerms
    state: ArrangementState
    steps: tuple[ArrangementStep, ...]
    number: str
    borrower: str


def arrangements_of_case(case_id: int) -> list[ArrangementSeen]:
    """Return the arrangements of a case, the newest first, in two queries."""
    return _seen(Arrangement.objects.filter(case_id=case_id).order_by("-proposed_at", "-id"))


def arrangements_to_decide(agency_id: int, most: int) -> list[ArrangementSeen]:
    """Return what waits for a second person: proposals and contested ones, the oldest first.

    Which ones is asked before who they are: in one question a database that has not yet counted
    its new rows walks all of them for each of them.
    """
    waiting = list(_standing_at(DECIDE).filter(agency_id=agency_id))
    rows = Arrangement.objects.filter(agency_id=agency_id, pk__in=waiting)
    return _seen(rows.order_by("proposed_at", "id")[:most])


def count_to_decide(agency_id: int) -> int:
    """Return how many arrangements wait for a second person."""
    return _standing_at(DECIDE).filter(agency_id=agency_id).count()


def arrangements_decided(agency_id: int, most: int) -> list[ArrangementSeen]:
    """Return the newest arrangements that needed a second person and got a decision."""
    rows = Arrangement.objects.filter(
        agency_id=agency_id, steps__step__in=("approve", "refuse", "uphold")
    ).distinct()
    return _seen(rows.order_by("-proposed_at", "-id")[:most])


DECIDE = (ArrangementState.WAITING, ArrangementState.CONTESTED)
"""States in which somebody else has to decide."""


def _standing_at(states: Iterable[ArrangementState]) -> QuerySet[ArrangementStep, UUID]:
    later = ArrangementStep.objects.filter(
        arrangement_id=OuterRef("arrangement_id"), ordinal__gt=OuterRef("ordinal")
    )
    rows = ArrangementStep.objects.filter(~Exists(later), state__in=[str(each) for each in states])
    return rows.values_list("arrangement_id", flat=True)


def _seen(rows: QuerySet[Arrangement]) -> list[ArrangementSeen]:
    steps = Prefetch("steps", ArrangementStep.objects.order_by("ordinal"))
    found = rows.select_related("case__borrower").prefetch_related(steps)
    return [
        ArrangementSeen(
            row, terms_of(row), ArrangementState(tuple(row.steps.all())[-1].state),
            tuple(row.steps.all()), row.case.number, row.case.borrower.name,
        )
        for row in found
    ]  # fmt: skip
