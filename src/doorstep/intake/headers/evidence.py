"""By what signs was a header understood? Told to people who settle a lender's profile."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from doorstep.intake.dictionary import INVISIBLE, header_word, simplified


class Evidence(StrEnum):
    """What had to be taken away, or who said so, before a header was a known word."""

    PROFILE = "profile"
    EXACT = "exact"
    WRAPPED = "wrapped"
    STARRED = "starred"
    BRACKETED = "bracketed"
    SUFFIXED = "suffixed"
    TRADITIONAL = "traditional"
    OTHER_WIDTH = "other_width"
    OTHER_CASE = "other_case"
    DOUBLED = "doubled"


class UnitSource(StrEnum):
    """Where the unit of an amount column comes from."""

    PROFILE = "profile"
    HEADER = "header"
    ABOVE = "above"
    ASSUMED = "assumed"


_BLANK: Final = re.compile(rf"\s|{INVISIBLE.pattern}")
_BRACKET: Final = re.compile(r"[(（【\[].*[)）】\]]", re.DOTALL)
_SUFFIX: Final = re.compile(r"_(?:fen|yuan|wan)$", re.IGNORECASE)


def evidence_of(title: str) -> tuple[Evidence, ...]:
    """Return what separates a header as written from its normal form; ``EXACT`` for nothing."""
    if header_word(title) == title:
        return (Evidence.EXACT,)
    bare = _BLANK.sub("", title)
    plain = unicodedata.normalize("NFKC", bare)
    signs = (
        (Evidence.WRAPPED, bare != title),
        (Evidence.STARRED, plain.startswith(("*", "※"))),
        (Evidence.BRACKETED, _BRACKET.search(bare) is not None),
        (Evidence.SUFFIXED, _SUFFIX.search(plain) is not None),
        (Evidence.TRADITIONAL, simplified(plain) != plain),
        (Evidence.OTHER_WIDTH, _BRACKET.sub("", plain) != _BRACKET.sub("", bare)),
        (Evidence.OTHER_CASE, plain.lower() != plain),
    )
    return tuple(sign for sign, is_there in signs if is_there)
