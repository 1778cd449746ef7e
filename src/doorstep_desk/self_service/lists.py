"""What did borrowers say on their pages, page by page, and what of it waits?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from doorstep_desk.plumbing.paging import Page, page_of
from doorstep_desk.self_service.models import Said


@dataclass(frozen=True, slots=True)
class SaidWish:
    """What somebody looks for.

    Attributes:
        owner: Role word; empty for all.
        kind: Kind word; empty for all.
        state: ``answered``, ``late``, or empty for everything that waits.
    """

    owner: str = ""
    kind: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class SaidWaiting:
    """How much waits.

    Attributes:
        open: Without an answer.
        late: Of these, beyond their day.
        today: Of these, due on the day.
    """

    open: int
    late: int
    today: int


def said_page(
    agency_id: int | None, wish: SaidWish, on: date, cursor: str | None, size: int = 50
) -> Page[Said]:
    """Return one page: what waits by its day and the newest first, what was answered newest first.

    Args:
        agency_id: Whose borrowers.
        wish: What is looked for.
        on: Today.
        cursor: Where the page before ended, or None.
        size: Rows per page.
    """
    rows = _of(agency_id)
    if wish.owner:
        rows = rows.filter(owner_role=wish.owner)
    if wish.kind:
        rows = rows.filter(kind=wish.kind)
    if wish.state == "answered":
        rows, order = rows.exclude(answered_at=None), ("-answered_at", "id")
        return page_of(rows, order=order, cursor=cursor, size=size)
    rows = rows.filter(answered_at=None)
    if wish.state == "late":
        rows = rows.filter(due_on__lt=on)
    return page_of(rows, order=("due_on", "-said_at", "id"), cursor=cursor, size=size)


def said_waiting(agency_id: int | None, on: date) -> SaidWaiting:
    """Return how much waits on a day, in one query."""
    counted = _of(agency_id).filter(answered_at=None).aggregate(
        open=Count("id"), late=Count("id", filter=Q(due_on__lt=on)),
        today=Count("id", filter=Q(due_on=on)),
    )  # fmt: skip
    return SaidWaiting(**counted)


def _of(agency_id: int | None) -> QuerySet[Said]:
    return Said.objects.filter(agency_id=agency_id)
