"""Which day, or which moment, does a cell say?

A date with two possible readings, or with a two-digit year, is never guessed.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from doorstep.intake.cells.reading import Reading, failed
from doorstep.intake.cells.text import NUMBER, read_text
from doorstep.intake.tables import Formula, Value

FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""Serial numbers between these are days (1954 to 2119); others are something else."""

_TIME: Final = re.compile(
    r"(?P<day>.*?\S)(?:\s+|T)(?P<hour>[0-9]{1,2})[:：时](?P<minute>[0-9]{1,2})"
    r"(?:[:：分](?P<second>[0-9]{1,2})(?:\.[0-9]+)?秒?|分)?"
)
_YEAR_FIRST: Final = re.compile(
    r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"
)
_COMPACT: Final = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_MONTH_NAME: Final = re.compile(
    r"([0-9]{1,2})[-/. ]([A-Za-z]{3,9})[-/. ,]+([0-9]{4}|[0-9]{2})"
    r"|([A-Za-z]{3,9})[-/. ]([0-9]{1,2})[-/. ,]+([0-9]{4}|[0-9]{2})"
)
_SHORT_YEAR: Final = re.compile(
    r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日"
)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|"
        "sep sept september|oct october|nov november|dec december".split("|"),
        start=1,
    )
    for name in names.split()
}
_UNREADABLE: Final = failed("date_unreadable")
_AMBIGUOUS: Final = failed("date_ambiguous")


def read_day(value: Value, day_zero: date) -> Reading:
    """Read a day; a time of day beside it is dropped, with a repair unless it is midnight.

    Args:
        value: The cell.
        day_zero: Day of serial number 0 in this workbook.
    """
    reading = read_moment(value, day_zero)
    if not isinstance(reading.value, datetime):
        return reading
    has_time = reading.value.time() != time()
    repairs = (*reading.repairs, "time_dropped") if has_time else reading.repairs
    return Reading(reading.value.date(), repairs, reading.warnings)


def read_moment(value: Value, day_zero: date) -> Reading:
    """Read a day with its time: a ``datetime`` when the cell has a time, else a ``date``."""
    match value:
        case Formula(stored=None):
            return failed("formula_no_value")
        case Formula(stored=stored) if stored is not None:
            reading = read_moment(stored, day_zero)
            return reading if reading.error else reading.warned("formula_cached_value")
        case datetime():
            return Reading(value.replace(tzinfo=None, microsecond=0))
        case date():
            return Reading(value)
        case bool() | time():
            return _UNREADABLE
        case int() | float():
            return _from_number(value, day_zero)
        case _:
            reading = read_text(value, NUMBER)
            text = reading.value
            return (
                _from_text(text, reading.repairs, day_zero) if isinstance(text, str) else reading
            )


def _from_number(number: int | float, day_zero: date) -> Reading:
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return Reading(_serial(number, day_zero), ("date_serial_converted",))
    compact = _COMPACT.fullmatch(str(number))
    day = _day(*compact.groups()) if compact else None
    return Reading(day) if day else _UNREADABLE


def _serial(number: int | float, day_zero: date) -> date | datetime:
    whole, seconds = divmod(round(number * 86_400), 86_400)
    day = day_zero + timedelta(days=whole)
    if not seconds:
        return day
    return datetime.combine(day, time()) + timedelta(seconds=seconds)


def _from_text(text: str, repairs: tuple[str, ...], day_zero: date) -> Reading:
    clock = None
    timed = _TIME.fullmatch(text)
    if timed:
        text, clock = timed["day"], _clock(timed)
        if clock is None:
            return _UNREADABLE
    found = _from_digits(text, day_zero) or _in_other_order(text)
    if found.error or not isinstance(found.value, date):
        return found
    repairs += found.repairs
    return Reading(datetime.combine(found.value, clock) if clock else found.value, repairs)


def _clock(timed: re.Match[str]) -> time | None:
    try:
        return time(int(timed["hour"]), int(timed["minute"]), int(timed["second"] or 0))
    except ValueError:
        return None


def _from_digits(text: str, day_zero: date) -> Reading | None:
    """Read a day with its year first, or a serial number; None when it is in another form."""
    if len(text) == 5 and text.isascii() and text.isdigit():
        return _from_number(int(text), day_zero)
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        year, month, day = (found[1], found[3], found[4]) if found[1] else found.groups()[4:]
    else:
        found = _COMPACT.fullmatch(text)
        if found is None:
            return None
        year, month, day = found.groups()
    read = _day(year, month, day)
    return Reading(read) if read else _UNREADABLE


def _in_other_order(text: str) -> Reading:
    if _SHORT_YEAR.fullmatch(text):
        return _AMBIGUOUS
    named = _MONTH_NAME.fullmatch(text)
    if named:
        day, month, year = named.groups()[:3] if named[1] else (named[5], named[4], named[6])
        return _with_month_name(day, month.lower(), year)
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return _UNREADABLE
    first, second, year = found[1], found[3], found[4]
    readings = {read for read in (_day(year, second, first), _day(year, first, second)) if read}
    if len(readings) > 1:
        return _AMBIGUOUS
    return Reading(readings.pop(), ("date_format_assumed",)) if readings else _UNREADABLE


def _with_month_name(day: str, month: str, year: str) -> Reading:
    if month not in _MONTHS:
        return _UNREADABLE
    if len(year) == 2:
        return _AMBIGUOUS
    read = _day(year, str(_MONTHS[month]), day)
    return Reading(read, ("date_format_assumed",)) if read else _UNREADABLE


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
