"""What can be asked about appointments?"""

from datetime import date, datetime, timedelta

from django.db import connection

from doorstep.planning.slots import Slot
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.appointments.appointed import slot_of
from doorstep_desk.appointments.models import Appointment
from doorstep_desk.plumbing.tables.once import once_a_page


@once_a_page
def appointments_of_borrower(borrower_id: int) -> tuple[Appointment, ...]:
    """Return every appointment that a borrower ever had, the newest first."""
    rows = Appointment.objects.filter(borrower_id=borrower_id).order_by("-booked_at", "-id")
    return tuple(rows)


def booked_slots(agency_id: int, first_on: date, last_on: date, but: int) -> list[Slot]:
    """Return what is booked with an agency, once per appointment, and not by whom.

    Args:
        agency_id: With whom.
        first_on: First day.
        last_on: Last day.
        but: Borrower whose own appointment is left out.
    """
    since, until = beijing_instant(first_on, 0), beijing_instant(last_on + timedelta(days=1), 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT starts_at, ends_at FROM doorstep_visits_booked(%s, %s, %s, %s)",
            [agency_id, since, until, but],
        )
        return [slot_of(*row) for row in cursor.fetchall()]


def unmet_on(agency_id: int, on: date, at: datetime) -> list[Appointment]:
    """Return the appointments of a day that stand and are not past at an instant."""
    rows = Appointment.objects.filter(
        agency_id=agency_id, ended_at=None, ends_at__gt=at, booked_at__lte=at,
        starts_at__gte=beijing_instant(on, 0),
        starts_at__lt=beijing_instant(on + timedelta(days=1), 0),
    )  # fmt: skip
    return list(rows.select_related("case", "borrower").order_by("starts_at", "id"))
