"""Is it a holiday, a rest day or a working day?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.lazily import lazily
from doorstep.parameters.holidays import HolidayYear
from doorstep.terms.codes import Known
from doorstep.terms.local_time import Days, day_number

KnownColumn = NDArray[np.int8]

HOLIDAY: Final = "holiday"
WORKDAY: Final = "workday"
WHOLE_YEAR: Final = "year"
KINDS: Final = (HOLIDAY, WORKDAY, WHOLE_YEAR)
"""What an organisation may say about a day, or about a whole year."""

_MONDAY_OFFSET = 3  # day 0, 1970-01-01, was a Thursday


@dataclass(frozen=True)
class CountryCalendar:
    """Public holidays and make-up workdays of one country, for the years that are loaded.

    Attributes:
        years: Years loaded; a day of another year is neither holiday nor workday but unknown.
        holidays: Day numbers of all days off, ascending.
        makeup_workdays: Day numbers of weekend days on which people work, ascending.
    """

    years: tuple[int, ...]
    holidays: Days
    makeup_workdays: Days

    def is_holiday(self, days: Days) -> KnownColumn:
        """Return ``Known`` for each day, any shape."""
        return self._holiday_on[self._places(days)]

    def is_rest_day(self, days: Days) -> KnownColumn:
        """Return ``Known``: a Saturday or Sunday on which people do not work.

        A weekend day of a year that is not loaded may be a make-up workday, hence unknown.
        """
        rest = np.where(is_weekend(days), self._rest_on[self._places(days)], Known.NO)
        return rest.astype(np.int8)

    @lazily
    def _span(self) -> tuple[int, int]:
        """The first day of the first loaded year, and the days to the end of the last one."""
        if not self.years:
            return 0, 0
        first = day_number(date(self.years[0], 1, 1))
        return first, day_number(date(self.years[-1] + 1, 1, 1)) - first

    def _places(self, days: Days) -> NDArray[np.intp]:
        """Return where each day stands in the tables below; the last place is every other day."""
        first, length = self._span
        place = days.astype(np.intp) - first
        return np.where((place < 0) | (place >= length), length, place)

    @lazily
    def _holiday_on(self) -> KnownColumn:
        """``Known`` by place: the day is a holiday."""
        return self._table(self.holidays, Known.NO, Known.YES)

    @lazily
    def _rest_on(self) -> KnownColumn:
        """``Known`` by place: people rest if the day is a weekend day."""
        return self._table(self.makeup_workdays, Known.YES, Known.NO)

    def _table(self, named: Days, others: Known, value: Known) -> KnownColumn:
        first, length = self._span
        table = np.full(length + 1, Known.UNKNOWN, dtype=np.int8)
        for year in self.years:
            start = day_number(date(year, 1, 1)) - first
            table[start : day_number(date(year + 1, 1, 1)) - first] = others
        inside = named[(named >= first) & (named < first + length)] - first
        table[inside[table[inside] != Known.UNKNOWN]] = value
        return table


@dataclass(frozen=True, slots=True)
class Calendar:
    """Calendars by country word (``cn``, ``us`` …); a country without one has no loaded year."""

    countries: Mapping[str, CountryCalendar]

    def of(self, country: str) -> CountryCalendar:
        """Return a country's calendar."""
        return self.countries.get(country, _EMPTY)


def is_weekend(days: Days) -> NDArray[np.bool_]:
    """Say which days are Saturdays or Sundays."""
    return (days + _MONDAY_OFFSET) % 7 >= 5


def weekday_bits(days: Days) -> NDArray[np.int32]:
    """Return the day of the week of each day as one bit, Monday the lowest."""
    return np.left_shift(1, (days + _MONDAY_OFFSET) % 7).astype(np.int32)


_EMPTY: Final = CountryCalendar((), np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32))


def calendar_of(years: Mapping[str, tuple[HolidayYear, ...]]) -> Calendar:
    """Build calendars from holiday files."""
    return Calendar({country: _country(loaded) for country, loaded in years.items()})


def _country(years: tuple[HolidayYear, ...]) -> CountryCalendar:
    off = {day_number(day) for year in years for day in year.days_off()}
    makeup = {day_number(day) for year in years for day in year.makeup_workdays}
    loaded = tuple(sorted({year.year for year in years}))
    return CountryCalendar(loaded, _column(off), _column(makeup))


def _column(days: set[int]) -> Days:
    return np.array(sorted(days), dtype=np.int32)


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

    A change of a single day does not load its year: until somebody says that the whole year is
    known, its days stay unknown and the rules that ask for them hold.

    Raises:
        ValueError: A change is of no known kind.
    """
    for change in changes:
        if change.kind not in KINDS:
            raise ValueError(f"{change.kind!r} is none of {', '.join(KINDS)}")
        changed = _changed(calendar.of(change.country), change)
        calendar = Calendar({**calendar.countries, change.country: changed})
    return calendar


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
