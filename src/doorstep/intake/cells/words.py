"""What does a name, a key or an identity cell say?"""

import re
from typing import Final

from doorstep.intake.cells.reading import Clean, Reading, failed
from doorstep.intake.cells.text import KEY, NAME, read_text
from doorstep.intake.tables import EXACT, Value

_HAN: Final = "〇\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\ue000-\uf8ff\U00020000-\U0003ffff"
_INNER: Final = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_TAIL: Final = re.compile(r"([0-9]+)\.0+")
_LOST: Final = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
_GAPS: Final = re.compile(r"[\s\-]+")


def read_name(value: Value) -> Reading:
    """Read a name; blanks between Han characters go, everything else stays."""
    reading = read_text(value, NAME)
    if not isinstance(reading.value, str):
        return reading
    return _changed(reading, _INNER.sub("", reading.value), "inner_space_removed")


def read_key(value: Value) -> Reading:
    """Read an account, contract, case or transaction number, or another code."""
    reading = read_text(value, KEY)
    if not isinstance(reading.value, str):
        return reading
    tail = _TAIL.fullmatch(reading.value)
    return _changed(reading, tail[1] if tail else reading.value, "decimal_tail_removed")


def read_identity(value: Value) -> Reading:
    """Read an identity number as far as any document goes; see the rules for residents'.

    A number that has lost digits is never repaired, not even when the check character would
    allow it.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= EXACT:
        return failed("id_precision_lost")
    reading = read_text(value, KEY)
    if not isinstance(reading.value, str):
        return reading
    if _LOST.fullmatch(reading.value):
        return failed("id_precision_lost")
    if "*" in reading.value or "＊" in reading.value:
        return failed("id_masked")
    return _changed(reading, _GAPS.sub("", reading.value), "separators_removed")


def _changed(reading: Reading, value: Clean, rule: str) -> Reading:
    if value == reading.value:
        return reading
    return Reading(value, (*reading.repairs, rule), reading.warnings, reading.error)
