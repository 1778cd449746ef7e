"""What can be asked about promises?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from doorstep_desk.arrangements.models import Promise, PromiseOutcome


def promises_of_case(case_id: int) -> list[Promise]:
    """Return a case's promises with their outcomes, newest first."""
    rows = Promise.objects.filter(case_id=case_id).select_related("outcome")
    return list(rows.order_by("-made_at"))


def open_promises(agency_id: int, as_of: datetime) -> list[Promise]:
    """Return the promises that nobody has settled yet, by case and time."""
    rows = Promise.objects.filter(agency_id=agency_id, outcome=None, made_at__lte=as_of)
    return list(rows.order_by("case_id", "made_at", "id"))


def promises_of_cases(agency_id: int, case_ids: Iterable[int], as_of: datetime) -> list[Promise]:
    """Return all promises of some cases made up to an instant, by case and time."""
    rows = Promise.objects.filter(
        agency_id=agency_id, case_id__in=list(case_ids), made_at__lte=as_of
    )
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
    """Return how many promises were taken in a span, the end excluded."""
    return Promise.objects.filter(
        agency_id=agency_id, made_at__gte=first, made_at__lt=last
    ).count()
