"""Which money waits for a person, and what was decided?"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from doorstep_desk.payments.models import WaitingDecision, WaitingPayment
from doorstep_desk.plumbing.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class WaitingWish:
    """What somebody looks for.

    Attributes:
        code: Reason; empty for all.
        is_decided: Those about which somebody decided instead of those that wait.
    """

    code: str = ""
    is_decided: bool = False


def waiting_page(
    agency_id: int, wish: WaitingWish, cursor: str | None, size: int = 50
) -> Page[WaitingPayment]:
    """Return one page of what waits, the newest first."""
    rows = _waiting(agency_id, is_decided=wish.is_decided)
    if wish.code:
        rows = rows.filter(code=wish.code)
    return page_of(
        rows.select_related("lender", "decision", "account__case"),
        order=("-came_at", "-id"), cursor=cursor, size=size,
    )  # fmt: skip


def waiting_by_code(agency_id: int) -> dict[str, int]:
    """Return how much waits for each reason, the most first."""
    rows = _waiting(agency_id, is_decided=False).order_by()
    counts = rows.values_list("code").annotate(n=Count("pk")).order_by("-n", "code")
    return dict(counts)


def count_waiting(agency_id: int) -> int:
    """Return how much waits."""
    return _waiting(agency_id, is_decided=False).count()


def waiting_payment(agency_id: int, waiting_id: uuid.UUID) -> WaitingPayment | None:
    """Return one of them with its decision, or None."""
    rows = WaitingPayment.objects.filter(agency_id=agency_id, pk=waiting_id)
    return rows.select_related("lender", "decision", "account__case").first()


def reversals_waiting(
    agency_id: int, lender_id: int, numbers: Collection[str]
) -> Sequence[WaitingPayment]:
    """Return reversals that came before one of these payments, the oldest first."""
    rows = WaitingPayment.objects.filter(
        agency_id=agency_id, lender_id=lender_id, code="reversal-of-nothing",
        reverses__in=list(numbers), decision=None,
    )  # fmt: skip
    return list(rows.order_by("came_at", "id"))


def decisions_on(agency_id: int, source_keys: Collection[str]) -> dict[str, str]:
    """Return the decision on each of what waits by the hash of its content, in one query."""
    rows = WaitingDecision.objects.filter(
        agency_id=agency_id, waiting__source_key__in=list(source_keys)
    )
    return dict(rows.values_list("waiting__source_key", "decision"))


def _waiting(agency_id: int, *, is_decided: bool) -> QuerySet[WaitingPayment]:
    return WaitingPayment.objects.filter(agency_id=agency_id, decision__isnull=not is_decided)
