"""What can be asked about follow-ups?"""

from django.db.models import QuerySet

from doorstep_desk.followups.models import FollowUp


def open_followups(agency_id: int, role: str = "") -> QuerySet[FollowUp]:
    """Return what is still to be done, the earliest day first."""
    rows = FollowUp.objects.filter(agency_id=agency_id, done_at=None)
    if role:
        rows = rows.filter(owner_role=role)
    return rows.select_related("case", "case__borrower", "owner").order_by("due_on", "id")


def followups_of_case(case_id: int) -> list[FollowUp]:
    """Return a case's follow-ups, open ones first."""
    return list(FollowUp.objects.filter(case_id=case_id).order_by("-done_at", "due_on"))
