"""Where does each open and closed stretch of a day stand on the timeline?

Positions are percentages of the width, so that the drawing fits any screen without shrinking its
text.
"""

from dataclasses import dataclass
from typing import Final

from doorstep_desk.office.presentation import formats
from doorstep_desk.office.presentation.lawbook.may_i import Answer, ChannelDay, Stretch

_DAY: Final = 1440
_HOURS_A_TICK: Final = 4
_HIDES: Final = 150
"""Minutes to either side in which the flag of the asked minute would cover an hour's label."""
_ROOM: Final = 11.0
"""Percent of the width that the label of an open stretch needs."""
_FLAG_ROOM: Final = 60
"""Minutes that half the flag takes: it never leaves the drawing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An hour mark.

    Attributes:
        x: Percent from the left.
        label: The hour; empty where the flag stands.
        anchor: ``start``, ``middle`` or ``end``.
    """

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch as it is drawn.

    Attributes:
        x: Percent from the left.
        width: Percent.
        middle: Percent of its middle.
        verdict: Chooses its look.
        label: Its hours, where there is room.
    """

    x: float
    width: float
    middle: float
    verdict: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One channel's line.

    Attributes:
        day: The channel's day.
        pieces: Its stretches.
    """

    day: ChannelDay
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class DayLine:
    """The whole drawing.

    Attributes:
        marks: Hour marks.
        lines: One per channel.
        asked: Percent of the minute asked about.
        flag: Percent of its flag, kept inside.
        minute: That minute.
    """

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    asked: float
    flag: float
    minute: int


def day_line(answer: Answer) -> DayLine:
    """Lay the day of every channel on one axis from midnight to midnight."""
    flag = min(max(answer.minute, _FLAG_ROOM), _DAY - _FLAG_ROOM)
    return DayLine(
        marks=tuple(_mark(hour, flag) for hour in range(0, 25, _HOURS_A_TICK)),
        lines=tuple(
            Line(day, tuple(_piece(stretch) for stretch in day.stretches)) for day in answer.days
        ),
        asked=_share(answer.minute),
        flag=_share(flag),
        minute=answer.minute,
    )


def _mark(hour: int, flag: int) -> Mark:
    anchor = "start" if hour == 0 else "end" if hour * 60 == _DAY else "middle"
    is_hidden = abs(hour * 60 - flag) < _HIDES
    return Mark(_share(hour * 60), "" if is_hidden else f"{hour}:00", anchor)


def _piece(stretch: Stretch) -> Piece:
    x, until = _share(stretch.opens_minute), _share(stretch.ends_minute)
    has_room = until - x >= _ROOM and stretch.verdict == "allow"
    label = formats.clock_range(stretch.opens_minute, stretch.ends_minute) if has_room else ""
    return Piece(x, round(until - x, 2), round((x + until) / 2, 2), stretch.verdict, label)


def _share(minute: int) -> float:
    return round(100 * minute / _DAY, 2)
