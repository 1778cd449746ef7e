"""What becomes of a calendar when an organisation adds or corrects days?

The bundled table stays as it was announced; changes are laid over it, each with its own source
elsewhere. A change of a single day does not load its year: until somebody says that the whole
year is known, its other days stay unknown and the rules that ask for them hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from doorstep.compliance.calendar import Calendar, CountryCalendar
from doorstep.terms.local_time import day_number

HOLIDAY: Final = "holiday"
WORKDAY: Final = "workday"
WHOLE_YEAR: Final = "year"
KINDS: Final = (HOLIDAY, WORKDAY, WHOLE_YEAR)


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """One day that was added or corrected, or a year that is known as a whole.

    Attributes:
        country: Word, such as ``cn``.
        day: The day; of a whole year any day in it.
        kind: ``holiday``, ``workday`` (also on a weekend) or ``year``.
    """

    country: str
    day: date
    kind: str


def with_changes(calendar: Calendar, changes: Iterable[CalendarChange]) -> Calendar:
    """Return a calendar with changes laid over it; of two for one day the later one stands.

    Raises:
        ValueError: A change is of no known kind.
    """
    countries = dict(calendar.countries)
    for change in changes:
        if change.kind not in KINDS:
            raise ValueError(f"{change.kind!r} is none of {', '.join(KINDS)}")
        countries[change.country] = _changed(_of_country(countries, change), change)
    return Calendar(countries)


def _of_country(countries: dict[str, CountryCalendar], change: CalendarChange) -> CountryCalendar:
    """Return the calendar that a change is laid over, an empty one for a new country."""
    return Calendar(countries).of(change.country)


def _changed(country: CountryCalendar, change: CalendarChange) -> CountryCalendar:
    holidays, makeup = set(country.holidays.tolist()), set(country.makeup_workdays.tolist())
    years, number = set(country.years), day_number(change.day)
    match change.kind:
        case "holiday":
            holidays.add(number)
            makeup.discard(number)
        case "workday":
            holidays.discard(number)
            makeup.add(number)
        case _:
            years.add(change.day.year)
    return CountryCalendar(
        tuple(sorted(years)),
        np.array(sorted(holidays), dtype=np.int32),
        np.array(sorted(makeup), dtype=np.int32),
    )
