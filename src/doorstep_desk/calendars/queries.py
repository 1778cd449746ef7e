"""What can be asked about the days that were added?"""

from datetime import date, datetime
from typing import Final

from doorstep.compliance.calendar import WHOLE_YEAR
from doorstep.parameters.holidays import holiday_years
from doorstep_desk.calendars.models import CalendarDay

WARNED_FROM_MONTH: Final = 12
"""From this month on somebody is told that the next year is not loaded."""


def approved_days(agency_id: int, known_at: datetime | None = None) -> list[CalendarDay]:
    """Return what two people agreed on, as far as was known at an instant, oldest first."""
    rows = CalendarDay.objects.filter(agency_id=agency_id).exclude(approved_at=None)
    if known_at is not None:
        rows = rows.filter(approved_at__lte=known_at)
    return list(rows.order_by("approved_at", "id"))


def all_days(agency_id: int, year: int) -> list[CalendarDay]:
    """Return everything that was ever proposed for a year, the newest first."""
    rows = CalendarDay.objects.filter(agency_id=agency_id, on__year=year)
    return list(rows.order_by("-proposed_at", "-id"))


def waiting_days(agency_id: int) -> list[CalendarDay]:
    """Return the proposals that wait for a second person, the newest first."""
    rows = CalendarDay.objects.filter(agency_id=agency_id, approved_at=None, withdrawn_at=None)
    return list(rows.order_by("-proposed_at", "-id"))


def years_loaded(agency_id: int, country: str = "cn") -> frozenset[int]:
    """Return the years whose calendar is known, bundled or entered."""
    bundled = {each.year for each in holiday_years(country)}
    entered = CalendarDay.objects.filter(
        agency_id=agency_id, country=country, kind=WHOLE_YEAR
    ).exclude(approved_at=None)
    return frozenset(bundled | {on.year for on in entered.values_list("on", flat=True)})


def missing_year(agency_id: int, on: date, country: str = "cn") -> int | None:
    """Return the year that somebody should load by now, or None.

    It is the present year when nobody loaded it, and from December on the next one: without it
    every rule that asks for holidays holds, and nothing that it bears on can be planned.
    """
    wanted = [on.year, on.year + 1] if on.month >= WARNED_FROM_MONTH else [on.year]
    bundled = {each.year for each in holiday_years(country)}
    if bundled.issuperset(wanted):
        return None
    loaded = years_loaded(agency_id, country)
    return next((year for year in wanted if year not in loaded), None)
