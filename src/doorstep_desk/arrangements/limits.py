"""How much may be proposed to be let off, by which lender's word, from when on?"""

from datetime import date

from doorstep_desk.arrangements.models import AuthorityLimit

ROLES = ("agent", "lead")
"""Who proposes arrangements."""


def limit_in_force(agency_id: int, lender_id: int, role: str, on: date) -> AuthorityLimit | None:
    """Return the approved limit that holds for a role on a day, or None."""
    rows = AuthorityLimit.objects.filter(
        agency_id=agency_id, lender_id=lender_id, role=role, effective_from__lte=on
    ).exclude(approved_at=None)
    return rows.order_by("-effective_from", "-approved_at", "-id").first()


def limits_on_file(agency_id: int) -> list[AuthorityLimit]:
    """Return all limits that were not taken back, by lender and role, the newest first."""
    rows = AuthorityLimit.objects.filter(agency_id=agency_id, withdrawn_at=None)
    return list(
        rows.select_related("lender").order_by("lender_id", "role", "-effective_from", "-id")
    )
