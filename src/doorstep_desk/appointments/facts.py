"""What does the core see of appointments?"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.appointments.models import Appointment as Row
from doorstep_desk.plumbing.tables.once import once_a_page


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


@once_a_page
def appointment_of(borrower_id: int, as_of: datetime, since: datetime) -> Appointment | None:
    """Return the appointment of one borrower, as ``appointments_ahead`` would."""
    return appointments_ahead(as_of, since, borrower_ids=[borrower_id]).get(borrower_id)
