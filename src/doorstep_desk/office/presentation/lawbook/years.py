"""Where does each source of a rule stand on the line of years?

Positions are percentages of the width, so that the drawing fits any screen without shrinking its
text.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep_desk.office.presentation.lawbook.register import RulePage, SourceRow

_LEAST_YEARS: Final = 6
_MOST_TICKS: Final = 7
_LABEL_ROOM: Final = 14.0
"""Percent of the width that the numbers of a source need inside its bar."""


@dataclass(frozen=True, slots=True)
class YearMark:
    """A year on the axis.

    Attributes:
        x: Percent from the left.
        label: The year.
    """

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class SourceBar:
    """The time in which a source is in force.

    Attributes:
        source: The source.
        x: Percent from the left.
        width: Percent.
        label: Its numbers, or nothing where there is no room.
        is_open_left: It began before the axis.
        is_open_right: It has no end.
    """

    source: SourceRow
    x: float
    width: float
    label: str
    is_open_left: bool
    is_open_right: bool


@dataclass(frozen=True, slots=True)
class YearLine:
    """The whole drawing.

    Attributes:
        marks: Years.
        bars: One line per source.
        today: Percent of the present day.
    """

    marks: tuple[YearMark, ...]
    bars: tuple[SourceBar, ...]
    today: float


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def at(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(100 * min(max(share, 0.0), 1.0), 2)


def year_line(page: RulePage) -> YearLine:
    """Lay the sources of a rule on one axis of years."""
    axis = _axis(page)
    return YearLine(
        marks=tuple(_marks(axis)),
        bars=tuple(_bar(axis, source, page) for source in page.sources),
        today=axis.at(page.today),
    )


def _axis(page: RulePage) -> _Axis:
    known = [day for each in page.sources for day in (each.since_on, each.until_on) if day]
    last = max([page.today.year, *(day.year for day in known)]) + 2
    first = min([page.today.year - _LEAST_YEARS + 2, *(day.year for day in known)])
    return _Axis(date(first, 1, 1), date(last, 1, 1))


def _marks(axis: _Axis) -> list[YearMark]:
    years = axis.last.year - axis.first.year
    step = -(-years // _MOST_TICKS)
    return [
        YearMark(axis.at(date(year, 1, 1)), str(year))
        for year in range(axis.first.year, axis.last.year, step)
    ]


def _bar(axis: _Axis, source: SourceRow, page: RulePage) -> SourceBar:
    x = axis.at(source.since_on or axis.first)
    until = axis.at(source.until_on or axis.last)
    numbers = [
        each.shown
        for each in page.values
        if each.source == source.source and each.since_on == source.since_on
    ]
    has_room = until - x >= _LABEL_ROOM
    return SourceBar(
        source=source,
        x=x,
        width=round(max(until - x, 0.6), 2),
        label=" · ".join(numbers[:3]) if has_room else "",
        is_open_left=source.since_on is None,
        is_open_right=source.until_on is None,
    )
