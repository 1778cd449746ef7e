"""Which phone number is meant, and is it a mobile or a fixed line?

In China the rule is the form alone (``1[3-9]`` and nine digits; ``0`` and an area code): tables
of number blocks grow old. For other countries the phonenumbers library decides.
"""

import importlib
import re
from dataclasses import dataclass
from typing import Final

from doorstep.terms.codes import PointKind

_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
_COUNTRY_CODE: Final = re.compile(r"(?:\+?86|0086)(?=1[3-9][0-9]{9}$)")
_LANDLINE: Final = re.compile(r"(0[0-9]{2,3})-?([0-9]{7,8})(?:(?:-|转|x|ext\.?)([0-9]{1,6}))?")
_THREE_DIGIT_AREA: Final = re.compile(r"0(?:10|2[0-9])")
_GAPS: Final = re.compile(r"[\s\-]+")
_FILLERS: Final = frozenset({"13800138000", "13812345678", "13912345678"})


@dataclass(frozen=True, slots=True)
class Phone:
    """One number in its normal form.

    Attributes:
        number: Eleven digits for a Chinese mobile; area, hyphen, local number and an optional
            hyphen and extension for a Chinese fixed line; E.164 elsewhere.
        kind: ``PointKind.MOBILE`` or ``PointKind.LANDLINE``.
    """

    number: str
    kind: PointKind


def is_mobile(number: str) -> bool:
    """Say whether a text is a Chinese mobile number in its normal form."""
    return _MOBILE.fullmatch(number) is not None


def is_landline(number: str) -> bool:
    """Say whether a text is a Chinese fixed line with its area code, with or without hyphen."""
    return _LANDLINE.fullmatch(number) is not None


def without_gaps(text: str) -> str:
    """Return the text without blanks and hyphens."""
    return _GAPS.sub("", text)


def without_country_code(digits: str) -> str:
    """Return a Chinese mobile without +86, 0086 or 86; any other text as it is."""
    return _COUNTRY_CODE.sub("", digits, count=1)


def is_filler(number: str) -> bool:
    """Say whether a number has the right form but stands for "none".

    Fillers are numbers whose last eight digits are the same, and three that forms often use.
    """
    digits = without_gaps(number)
    return digits in _FILLERS or (len(digits) >= 8 and len(set(digits[-8:])) == 1)


def phone_of(text: str, country: str = "CN") -> Phone | None:
    """Return the number in its normal form, or None when it is no number of that country.

    Args:
        text: One number, as people write it.
        country: ISO 3166 code of the country in which a number without country code lies.
    """
    if country != "CN":
        return _foreign(text, country)
    digits = without_country_code(without_gaps(text))
    if is_mobile(digits):
        return Phone(digits, PointKind.MOBILE)
    landline = _LANDLINE.fullmatch(text.strip())
    if landline is None:
        return None
    return Phone(_landline_form(landline), PointKind.LANDLINE)


def _landline_form(found: re.Match[str]) -> str:
    """Put the hyphen where the area code ends: three digits for 010 and 02x, else four."""
    area, local, extension = found.groups()
    digits = area + local
    width = 3 if _THREE_DIGIT_AREA.match(digits) else 4
    form = f"{digits[:width]}-{digits[width:]}"
    return f"{form}-{extension}" if extension else form


def _foreign(text: str, country: str) -> Phone | None:
    # The library's tables are large; most callers never need them.
    library = importlib.import_module("phonenumbers")
    try:
        number = library.parse(text, country)
    except library.NumberParseException:
        return None
    if not library.is_possible_number(number):
        return None
    fixed = library.number_type(number) == library.PhoneNumberType.FIXED_LINE
    form: str = library.format_number(number, library.PhoneNumberFormat.E164)
    return Phone(form, PointKind.LANDLINE if fixed else PointKind.MOBILE)
