"""Which follow-ups does somebody look at, page by page?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from doorstep_desk.followups.models import FollowUp
from doorstep_desk.plumbing.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class FollowUpWish:
    """What somebody looks for.

    Attributes:
        owner: Role word; empty for all.
        kind: Kind word; empty for all.
        is_done: Finished ones instead of open ones.
    """

    owner: str = ""
    kind: str = ""
    is_done: bool = False


def found_followups(agency_id: int, wish: FollowUpWish) -> QuerySet[FollowUp]:
    """Return the follow-ups that fit."""
    rows = FollowUp.objects.filter(agency_id=agency_id, done_at__isnull=not wish.is_done)
    if wish.owner:
        rows = rows.filter(owner_role=wish.owner)
    if wish.kind:
        rows = rows.filter(kind=wish.kind)
    return rows.select_related("case", "case__borrower", "owner")


def followup_page(
    agency_id: int, wish: FollowUpWish, cursor: str | None, size: int = 50
) -> Page[FollowUp]:
    """Return one page of the follow-ups that fit, by day."""
    return page_of(
        found_followups(agency_id, wish), order=("due_on", "id"), cursor=cursor, size=size
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits.

    Attributes:
        late: Open ones whose day has passed.
        today: Open ones due today.
    """

    late: int
    today: int


def waiting_on(agency_id: int, on: date) -> Waiting:
    """Return how many open follow-ups wait on a day."""
    rows = FollowUp.objects.filter(agency_id=agency_id, done_at=None)
    return Waiting(rows.filter(due_on__lt=on).count(), rows.filter(due_on=on).count())


def kinds_on_file(agency_id: int) -> list[str]:
    """Return the kinds of follow-ups that exist, by name."""
    rows = FollowUp.objects.filter(agency_id=agency_id).order_by("kind")
    return list(rows.values_list("kind", flat=True).distinct())
