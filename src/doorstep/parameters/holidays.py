"""Which days off and make-up workdays were announced, by country and year?

Files: ``<country>/holidays/<year>.yaml``; their source is the announcement of that year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from doorstep.parameters.strict_yaml import ParameterError, mapping, parsed, texts_in

_KEYS = frozenset({"country", "year", "source", "holidays", "makeup_workdays"})


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """What one country announced for one year.

    Attributes:
        country: Word, such as ``cn``.
        year: The year.
        blocks: First and last day of each block, both included.
        makeup_workdays: Weekend days on which people work.
        source: The announcement.
    """

    country: str
    year: int
    blocks: tuple[tuple[date, date], ...]
    makeup_workdays: tuple[date, ...]
    source: str

    def days_off(self) -> Iterator[date]:
        """Yield every day of every block."""
        for first, last in self.blocks:
            yield from (first + timedelta(days=step) for step in range((last - first).days + 1))


@cache
def holiday_years(country: str) -> tuple[HolidayYear, ...]:
    """Return the years that are loaded for a country, in order; none is an empty tuple."""
    folder = files("doorstep.parameters").joinpath(country, "holidays")
    if not folder.is_dir():
        return ()
    return tuple(holiday_year(text, name) for text, name in texts_in(folder))


def holiday_year(text: str, name: str) -> HolidayYear:
    """Read one holiday file.

    Raises:
        ParameterError: A key is unknown or missing, or a block runs backwards.
    """
    raw = mapping(parsed(text, name), name, _KEYS)
    blocks = tuple(_block(entry, name) for entry in raw["holidays"])
    makeup = tuple(_day(day, name) for day in raw["makeup_workdays"])
    return HolidayYear(raw["country"], int(raw["year"]), blocks, makeup, raw["source"])


def _block(entry: Any, name: str) -> tuple[date, date]:
    raw = mapping(entry, f"{name} holidays", frozenset({"from", "to", "name"}))
    first, last = _day(raw["from"], name), _day(raw["to"], name)
    if last < first:
        raise ParameterError(f"{name}: block {first} to {last} runs backwards")
    return first, last


def _day(value: Any, name: str) -> date:
    if not isinstance(value, date):
        raise ParameterError(f"{name}: {value!r} is no day")
    return value
