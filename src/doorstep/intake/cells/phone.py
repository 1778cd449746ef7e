"""Which phone numbers does a cell hold?"""

import re
from typing import Final

from doorstep.intake.cells.reading import Reading
from doorstep.intake.cells.text import PHONE, read_text
from doorstep.intake.tables import Value
from doorstep.terms.phone import (
    is_filler,
    is_landline,
    is_mobile,
    without_country_code,
    without_gaps,
)

_SEPARATORS: Final = re.compile(r"[/、,，;；]")
_TAIL: Final = re.compile(r"([0-9]+)\.0+")


def read_phones(value: Value) -> Reading:
    """Read one or several numbers.

    A number of no Chinese form warns ``phone_invalid``, a filler ``phone_placeholder``; neither
    becomes part of the value. A cell without a usable number has no value and no repairs.
    """
    if isinstance(value, str) and is_mobile(value) and not is_filler(value):
        return Reading((value,))
    reading = read_text(value, PHONE)
    if not isinstance(reading.value, str):
        return reading
    pieces = [piece.strip() for piece in _SEPARATORS.split(reading.value) if piece.strip()]
    repairs, warnings, numbers = [*reading.repairs], list[str](), list[str]()
    if len(pieces) > 1:
        repairs.append("multiple_values_split")
    for piece in pieces:
        number, changes = _normal(piece)
        if not (is_mobile(number) or is_landline(number)):
            warnings.append("phone_invalid")
        elif is_filler(number):
            warnings.append("phone_placeholder")
        else:
            numbers.append(number)
            repairs += changes
    if not numbers:
        return Reading(warnings=_once(warnings or ["phone_invalid"]))
    return Reading(_once(numbers), _once(repairs), _once(warnings))


def _normal(piece: str) -> tuple[str, list[str]]:
    """Return a number without its tail, gaps and country code, and which of them it had."""
    changes = []
    tail = _TAIL.fullmatch(piece)
    if tail:
        piece = tail[1]
        changes.append("decimal_tail_removed")
    bare = without_gaps(piece)
    short = without_country_code(bare)
    if not is_mobile(short):
        return piece, changes
    if short != bare:
        changes.append("phone_country_code_removed")
    if bare != piece:
        changes.append("separators_removed")
    return short, changes


def _once(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
