"""Where does each visit of the day stand on the timeline?

Positions are percentages of the width, so that the drawing fits any screen without shrinking its
text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from doorstep_desk.office.presentation.board import BoardPage, BoardStop, PairDay

_HOUR: Final = 60
_FIRST_HOUR: Final = 8
_LAST_HOUR: Final = 20
_HOURS_A_TICK: Final = 2
_HIDES: Final = 100
"""Minutes to either side in which the flag of the now-line would cover an hour's label."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One hour mark.

    Attributes:
        x: Percent from the left.
        label: The hour.
        anchor: How the label stands to the mark: ``start``, ``middle`` or ``end``.
    """

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the day.

    Attributes:
        x: Percent from the left.
        width: Percent.
        end: ``x`` and ``width`` together.
    """

    x: float
    width: float
    end: float


@dataclass(frozen=True, slots=True)
class Block:
    """One visit.

    Attributes:
        x: Percent of its middle.
        stop: The visit.
        window: The agreed window, or None when any lawful time would do.
    """

    x: float
    stop: BoardStop
    window: Span | None


@dataclass(frozen=True, slots=True)
class Lane:
    """One pair's day.

    Attributes:
        pair: The pair.
        out: From leaving to return.
        blocks: Its visits.
    """

    pair: PairDay
    out: Span
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """The day of all pairs.

    Attributes:
        ticks: Hour marks.
        closed: Stretches in which nobody may arrive.
        lanes: One for each pair.
        now: Percent of the now-line; None when it is not today.
        now_minute: The minute of the now-line.
    """

    ticks: tuple[Tick, ...]
    closed: tuple[Span, ...]
    lanes: tuple[Lane, ...]
    now: float | None
    now_minute: int | None


@dataclass(frozen=True, slots=True)
class _Axis:
    first: int
    last: int

    def at(self, minute: int) -> float:
        share = (minute - self.first) / (self.last - self.first)
        return round(100 * min(max(share, 0.0), 1.0), 2)

    def span(self, start: int, end: int) -> Span:
        x, until = self.at(start), self.at(end)
        return Span(x, round(until - x, 2), until)


def gantt_of(page: BoardPage) -> Gantt:
    """Lay the day of every pair on one axis."""
    axis = _axis(page.pairs)
    now = page.now_minute
    is_inside = now is not None and axis.first <= now <= axis.last
    return Gantt(
        ticks=tuple(_ticks(axis, now)),
        closed=tuple(
            span
            for span in (
                axis.span(axis.first, page.opens_minute),
                axis.span(page.latest_minute, axis.last),
            )
            if span.width > 0
        ),
        lanes=tuple(_lane(axis, pair, page) for pair in page.pairs),
        now=axis.at(now) if now is not None and is_inside else None,
        now_minute=now if is_inside else None,
    )


def _axis(pairs: Iterable[PairDay]) -> _Axis:
    first = min([_FIRST_HOUR, *(pair.shift_starts_minute // _HOUR for pair in pairs)])
    last = max([_LAST_HOUR, *(-(-pair.returns_minute // _HOUR) for pair in pairs)])
    return _Axis(first * _HOUR, last * _HOUR)


def _ticks(axis: _Axis, now: int | None) -> Iterable[Tick]:
    for hour in range(axis.first // _HOUR, axis.last // _HOUR + 1, _HOURS_A_TICK):
        minute = hour * _HOUR
        anchor = "start" if minute == axis.first else "end" if minute == axis.last else "middle"
        is_hidden = now is not None and abs(minute - now) < _HIDES
        yield Tick(axis.at(minute), "" if is_hidden else f"{hour}:00", anchor)


def _lane(axis: _Axis, pair: PairDay, page: BoardPage) -> Lane:
    leaves = min((stop.arrives_minute for stop in pair.stops), default=pair.shift_starts_minute)
    start = min(pair.shift_starts_minute, leaves)
    return Lane(
        pair=pair,
        out=axis.span(start, max(pair.returns_minute, start)),
        blocks=tuple(_block(axis, stop, page) for stop in pair.stops),
    )


def _block(axis: _Axis, stop: BoardStop, page: BoardPage) -> Block:
    middle = (stop.arrives_minute + stop.leaves_minute) // 2
    is_narrow = stop.is_agreed or (
        stop.opens_minute >= page.opens_minute + _HOUR
        or stop.closes_minute <= page.latest_minute - _HOUR
    )
    window = axis.span(stop.opens_minute, stop.closes_minute) if is_narrow else None
    return Block(axis.at(middle), stop, window)
