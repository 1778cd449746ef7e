"""By which of a lender's own ways can a borrower pay?"""

from doorstep_desk.payments.models import PayWay

KINDS = ("link", "app", "transfer")
"""All ways there are; money never passes through the hands of an agency."""


def pay_ways_of(agency_id: int, lender_id: int) -> list[PayWay]:
    """Return the approved ways to pay a lender, the oldest first."""
    rows = PayWay.objects.filter(agency_id=agency_id, lender_id=lender_id, withdrawn_at=None)
    return list(rows.exclude(approved_at=None).order_by("approved_at", "id"))


def pay_ways_by_lender(agency_id: int) -> dict[int, list[PayWay]]:
    """Return the approved ways to pay of all lenders, the oldest first, in one query."""
    rows = PayWay.objects.filter(agency_id=agency_id, withdrawn_at=None)
    found: dict[int, list[PayWay]] = {}
    for row in rows.exclude(approved_at=None).order_by("approved_at", "id"):
        found.setdefault(row.lender_id, []).append(row)
    return found


def pay_ways_on_file(agency_id: int) -> list[PayWay]:
    """Return the ways that are approved or wait for a second person, by lender."""
    rows = PayWay.objects.filter(agency_id=agency_id, withdrawn_at=None).select_related("lender")
    return list(rows.order_by("lender_id", "-proposed_at", "id"))
