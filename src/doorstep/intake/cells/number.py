"""Which whole number does a cell say?"""

import re
from typing import Final

from doorstep.intake.cells.reading import Reading, failed
from doorstep.intake.cells.text import NUMBER, read_text
from doorstep.intake.tables import Formula, Value

_FORM: Final = re.compile(r"([+-]?[0-9]{1,9})(\.0+)?\s*(天|日|期|岁)?")
_UNREADABLE: Final = failed("number_unreadable")


def read_number(value: Value) -> Reading:
    """Read a count of days, instalments or years.

    The error ``number_unreadable`` is no rule of the closed list: no number is required by
    itself, so the caller warns.
    """
    if isinstance(value, Formula):
        if value.stored is None:
            return failed("formula_no_value")
        reading = read_number(value.stored)
        return reading if reading.error else reading.warned("formula_cached_value")
    if isinstance(value, int) and not isinstance(value, bool):
        return Reading(value) if abs(value) < 10**9 else _UNREADABLE
    if isinstance(value, float):
        return read_number(int(value)) if value.is_integer() else _UNREADABLE
    if not isinstance(value, str):
        return _UNREADABLE
    reading = read_text(value, NUMBER)
    return _from_text(reading) if isinstance(reading.value, str) else reading


def _from_text(reading: Reading) -> Reading:
    found = _FORM.fullmatch(str(reading.value))
    if found is None:
        return _UNREADABLE
    repairs = reading.repairs
    if found[2]:
        repairs = (*repairs, "decimal_tail_removed")
    if found[3]:
        repairs = (*repairs, "unit_word_removed")
    return Reading(int(found[1]), repairs)
