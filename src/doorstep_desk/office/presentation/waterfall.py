"""Where do the bars of a waterfall begin and end?

From the average of similar cases each reason moves the chance up or down; the last bar is the
case itself. Positions are percentages of the width.
"""

from dataclasses import dataclass
from typing import Final

from doorstep_desk.office.presentation.case import Step, Waterfall

_ROOM: Final = 0.22
"""Share of the width kept free on each side, for the figures beside the bars."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason as drawn.

    Attributes:
        step: The reason.
        x: Left end, percent.
        width: Width, percent.
        came_from: Where the bar before ended, percent.
        is_rise: It raises the chance.
        label_x: Where the figure stands, percent.
        anchor: ``start`` to the right of the bar, ``end`` to the left.
    """

    step: Step
    x: float
    width: float
    came_from: float
    is_rise: bool
    label_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A waterfall as drawn.

    Attributes:
        waterfall: What is drawn.
        average_x: The average, percent.
        bars: The reasons.
        value_x: The case, percent.
        band_x: Left end of its interval, percent.
        band_width: Width of its interval, percent.
    """

    waterfall: Waterfall
    average_x: float
    bars: tuple[Bar, ...]
    value_x: float
    band_x: float
    band_width: float


def drawing_of(waterfall: Waterfall) -> Drawing:
    """Lay a waterfall out on its own scale, wide enough for every bar and the interval."""
    sums = [waterfall.average]
    for step in waterfall.steps:
        sums.append(sums[-1] + step.points)
    odds = waterfall.odds
    low, high = min([*sums, odds.low]), max([*sums, odds.high])
    room = max(high - low, 0.02)

    def at(share: float) -> float:
        inside = (share - low) / room
        return round(100 * (_ROOM + inside * (1 - 2 * _ROOM)), 2)

    bars = tuple(
        _bar(step, at(before), at(after))
        for step, before, after in zip(waterfall.steps, sums, sums[1:], strict=False)
    )
    band = at(odds.low)
    return Drawing(
        waterfall=waterfall,
        average_x=at(waterfall.average),
        bars=bars,
        value_x=at(odds.value),
        band_x=band,
        band_width=round(at(odds.high) - band, 2),
    )


def _bar(step: Step, before: float, after: float) -> Bar:
    is_rise = step.points >= 0
    return Bar(
        step=step,
        x=min(before, after),
        width=round(abs(after - before), 2),
        came_from=before,
        is_rise=is_rise,
        label_x=after,
        anchor="start" if is_rise else "end",
    )
