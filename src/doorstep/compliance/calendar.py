"""Is it a holiday, a rest day or a working day?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.parameters.holidays import HolidayYear
from doorstep.terms.codes import Known
from doorstep.terms.local_time import Days, day_number

KnownColumn = NDArray[np.int8]

_MONDAY_OFFSET = 3  # day 0, 1970-01-01, was a Thursday


@dataclass(frozen=True, slots=True)
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
        answer = np.where(np.isin(days, self.holidays), Known.YES, Known.NO)
        return np.where(self._is_loaded(days), answer, Known.UNKNOWN).astype(np.int8)

    def is_rest_day(self, days: Days) -> KnownColumn:
        """Return ``Known``: a Saturday or Sunday on which people do not work.

        A weekend day of a year that is not loaded may be a make-up workday, hence unknown.
        """
        weekend = is_weekend(days)
        rest = weekend & ~np.isin(days, self.makeup_workdays)
        answer = np.where(rest, Known.YES, Known.NO)
        in_doubt = weekend & ~self._is_loaded(days)
        return np.where(in_doubt, Known.UNKNOWN, answer).astype(np.int8)

    def _is_loaded(self, days: Days) -> NDArray[np.bool_]:
        loaded = np.zeros(days.shape, dtype=bool)
        for year in self.years:
            first, last = np.datetime64(f"{year}-01-01"), np.datetime64(f"{year}-12-31")
            loaded |= (days >= first.astype(np.int64)) & (days <= last.astype(np.int64))
        return loaded


@dataclass(frozen=True, slots=True)
class Calendar:
    """Calendars by country word (``cn``, ``us`` …); a country without one has no loaded year."""

    countries: Mapping[str, CountryCalendar]

    def of(self, country: str) -> CountryCalendar:
        """Return a country's calendar."""
        empty = np.empty(0, dtype=np.int32)
        return self.countries.get(country, CountryCalendar((), empty, empty))


def is_weekend(days: Days) -> NDArray[np.bool_]:
    """Say which days are Saturdays or Sundays."""
    return (days + _MONDAY_OFFSET) % 7 >= 5


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
