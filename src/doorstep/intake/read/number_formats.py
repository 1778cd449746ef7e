"""Which cell styles of a workbook show days or times, and what is the moment of a number?"""

import re
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from typing import Final

from doorstep.intake.read.xml_parts import Attributes, attribute, parse_part, whole


class Shown(Enum):
    """What a number format makes of a number."""

    NUMBER = auto()
    DAY = auto()
    MOMENT = auto()
    TIME = auto()


_BUILT_IN: Final = {
    **dict.fromkeys((*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58), Shown.DAY),
    **dict.fromkeys((22,), Shown.MOMENT),
    **dict.fromkeys((*range(18, 22), 32, 33, 34, 35, 45, 47, 55, 56), Shown.TIME),
}
"""Formats without a text of their own; 27 to 58 are those of East Asian editions."""

_LITERALS: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LAST_DAY: Final = 2_958_465
"""Serial number of 9999-12-31."""


def shown_by(code: str) -> Shown:
    """Return what a number format shows: ``yyyy-mm-dd`` a day, ``0.00`` a number."""
    if code.strip().lower() == "general":
        return Shown.NUMBER
    bare = _LITERALS.sub("", code.split(";")[0]).lower()
    has_time = "h" in bare or "s" in bare
    has_day = "y" in bare or "d" in bare or ("m" in bare and not has_time)
    if has_day:
        return Shown.MOMENT if has_time else Shown.DAY
    return Shown.TIME if has_time else Shown.NUMBER


def styles_of(content: bytes) -> list[Shown]:
    """Return what each cell style of a styles part shows, in the order of their numbers."""
    formats: dict[int, Shown] = dict(_BUILT_IN)
    styles: list[Shown] = []
    is_inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal is_inside
        if name == "numFmt":
            number = whole(attribute(attributes, "numFmtId"))
            if number is not None:
                formats[number] = shown_by(attribute(attributes, "formatCode"))
        elif name == "cellXfs":
            is_inside = True
        elif name == "xf" and is_inside:
            number = whole(attribute(attributes, "numFmtId"))
            styles.append(formats.get(number or 0, Shown.NUMBER))

    def end(name: str) -> None:
        nonlocal is_inside
        is_inside = is_inside and name != "cellXfs"

    parse_part(content, start, end)
    return styles


def moment_of(number: float, shown: Shown, day_zero: date) -> date | datetime | time | float:
    """Return the day or moment that a stored number shows, to the nearest second.

    A whole number in a format with hours is a moment at midnight, in one without a day. A
    number outside the calendar stays a number.
    """
    if shown is Shown.NUMBER or not 0 <= number <= _LAST_DAY:
        return number
    whole, seconds = divmod(round(number * 86_400), 86_400)
    try:
        moment = datetime.combine(day_zero, time()) + timedelta(days=whole, seconds=seconds)
    except OverflowError:
        return number
    if shown is Shown.TIME and whole == 0:
        return moment.time()
    return moment.date() if shown is Shown.DAY and seconds == 0 else moment
