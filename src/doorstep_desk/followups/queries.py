"""What can be asked about follow-ups?"""

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet

from doorstep_desk.followups.models import FollowUp

LETTER: Final = "closing_letter"
"""Kind of the follow-up that ends with a letter."""


def open_followups(agency_id: int, role: str = "") -> QuerySet[FollowUp]:
    """Return what is still to be done, the earliest day first."""
    rows = FollowUp.objects.filter(agency_id=agency_id, done_at=None)
    if role:
        rows = rows.filter(owner_role=role)
    return rows.select_related("case", "case__borrower", "owner").order_by("due_on", "id")


def followups_of_case(case_id: int) -> list[FollowUp]:
    """Return a case's follow-ups, open ones first."""
    return list(FollowUp.objects.filter(case_id=case_id).order_by("-done_at", "due_on"))


def cases_with_letter(agency_id: int, case_ids: Iterable[int]) -> set[int]:
    """Return which of some cases get a closing letter for all their accounts at once."""
    rows = FollowUp.objects.filter(
        agency_id=agency_id, case_id__in=list(case_ids), kind=LETTER,
        source__startswith="arrangement:",
    )  # fmt: skip
    return set(rows.values_list("case_id", flat=True))
