"""Where do the points, bands and whiskers of the drawings lie?"""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Final

from doorstep_desk.office.presentation import formats
from doorstep_desk.office.presentation.odds.parts import Dot, Square, Whisker
from doorstep_desk.plumbing.speech import say

SIDE: Final = 240.0
"""Width and height of the inside of a square drawing, in pixels."""


def curve_square(points: Sequence[Mapping[str, Any]], sentence: str) -> Square | None:
    """Lay out what was said against what came, on a scale that just holds every interval."""
    if not points:
        return None
    top = ceil(5 * max(max(point["high"], point["said"]) for point in points)) / 5

    def x(share: float) -> float:
        return float(round(SIDE * share / top, 1))

    def y(share: float) -> float:
        return float(round(SIDE - SIDE * share / top, 1))

    dots = tuple(
        Dot(
            x(p["said"]), y(p["came"]), y(p["low"]), y(p["high"]), _percent(p["said"]),
            _percent(p["came"]), formats.interval(p["low"], p["high"]), p["rows"],
        )
        for p in points
    )  # fmt: skip
    upper = [f"{dot.x:g},{dot.high_y:g}" for dot in dots]
    lower = [f"{dot.x:g},{dot.low_y:g}" for dot in reversed(dots)]
    return Square(
        line=" ".join(f"{dot.x:g},{dot.y:g}" for dot in dots),
        band=" ".join(upper + lower),
        dots=dots,
        ticks=tuple((x(top * at / 4), y(top * at / 4), _percent(top * at / 4)) for at in range(5)),
        diagonal_y=0.0,
        sentence=sentence,
    )


def lift_square(points: Sequence[Mapping[str, Any]], sentence: str) -> Square | None:
    """Lay out how many of the outcomes the highest chances hold."""
    if not points:
        return None
    corners = [(0.0, SIDE)] + [
        (round(SIDE * p["rows_share"], 1), round(SIDE - SIDE * p["found_share"], 1))
        for p in points
    ]
    dots = tuple(
        Dot(x, y, y, y, _percent(p["rows_share"]), _percent(p["found_share"]), "", 0)
        for (x, y), p in zip(corners[1:], points, strict=True)
    )
    ticks = tuple((SIDE * at / 4, SIDE - SIDE * at / 4, f"{25 * at}%") for at in range(5))
    line = " ".join(f"{x:g},{y:g}" for x, y in corners)
    return Square(line, "", dots, ticks, 0.0, sentence)


def whiskers(
    rows: Sequence[tuple[str, float | None, float, float, str, str, int]],
) -> tuple[Whisker, ...]:
    """Lay differences out on one scale around zero.

    Args:
        rows: Name, difference (None when there are too few), both ends of its interval, what may
            be said, its kind, and how many decimals are shown.
    """
    known = [
        abs(end) for _, value, low, high, *_ in rows if value is not None for end in (low, high)
    ]
    reach = max([*known, 1e-9])

    def at(value: float) -> float:
        return round(50 + 46 * value / reach, 2)

    return tuple(
        Whisker(name, "", "", 50, 50, 0, 50, says, kind)
        if value is None
        else Whisker(
            name, _signed(value, places), between(_signed(low, places), _signed(high, places)),
            at(value), at(low), round(at(high) - at(low), 2), 50, says, kind,
        )
        for name, value, low, high, says, kind, places in rows
    )  # fmt: skip


def between(low: str, high: str) -> str:
    """Return an interval of figures with signs in the reader's language."""
    return say(f"{low} 至 {high}", f"{low} to {high}")


def _percent(share: float) -> str:
    return f"{formats.whole_percent(share)}%"


def _signed(value: float, places: int) -> str:
    sign = "−" if round(value, places) < 0 else "+" if round(value, places) > 0 else ""
    return f"{sign}{abs(value):.{places}f}"
