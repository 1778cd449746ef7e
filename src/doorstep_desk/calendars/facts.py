"""Which calendar does an organisation judge by?"""

from datetime import datetime

from doorstep.compliance.calendar import Calendar, CalendarChange, with_changes
from doorstep.compliance.rulebook import calendar_for
from doorstep_desk.calendars.queries import approved_days


def calendar_for_agency(
    agency_id: int, known_at: datetime | None = None, jurisdiction: str = "CN"
) -> Calendar:
    """Return the bundled calendar with an organisation's approved days laid over it.

    Args:
        agency_id: Whose days.
        known_at: Leave out days that were approved later; None keeps everything.
        jurisdiction: Key of the core's rulebooks.
    """
    changes = [
        CalendarChange(row.country, row.on, row.kind) for row in approved_days(agency_id, known_at)
    ]
    return with_changes(calendar_for(jurisdiction), changes)
