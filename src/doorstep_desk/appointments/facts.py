"""What does the core see of appointments?"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.appointments.models import Appointment as Row
from doorstep_desk.appointments.queries import appointments_of_borrower


def appointments_ahead(
    as_of: datetime,
    since: datetime,
    *,
    agency_id: int | None = None,
    borrower_ids: Collection[int] | None = None,
) -> dict[int, Appointment]:
    """Return the appointments that stood at an instant and were not over then, by borrower.

    Args:
        as_of: The instant; what was booked or cancelled later does not count.
        since: What had ended by here is past.
        agency_id: Only those with one agency.
        borrower_ids: Only these borrowers'.
    """
    rows = Row.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=as_of), booked_at__lte=as_of, ends_at__gt=since
    )
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    if borrower_ids is not None:
        rows = rows.filter(borrower_id__in=list(borrower_ids))
    return {
        borrower: Appointment(key, case, borrower, starts, ends)
        for key, case, borrower, starts, ends in rows.order_by("booked_at").values_list(
            "id", "case_id", "borrower_id", "starts_at", "ends_at"
        )
    }


def appointment_of(borrower_id: int, as_of: datetime, since: datetime) -> Appointment | None:
    """Return the appointment of one borrower, as ``appointments_ahead`` would."""
    for row in appointments_of_borrower(borrower_id):
        is_over = row.ended_at is not None and row.ended_at <= as_of
        if row.booked_at <= as_of and row.ends_at > since and not is_over:
            return Appointment(row.pk, row.case_id, borrower_id, row.starts_at, row.ends_at)
    return None
