"""What does a Chinese resident identity number say, and is it one?

Source: GB 11643-1999, citizen identification number: six digits of region, eight of birth date,
three of sequence (odd for men), and a check character by ISO 7064, MOD 11-2.
"""

import re
from datetime import date
from enum import StrEnum
from operator import mul
from typing import Final


class Gender(StrEnum):
    """As the identity number and lenders' files tell it."""

    MALE = "male"
    FEMALE = "female"


class IdentityProblem(StrEnum):
    """Why a text is no resident identity number, in the order in which it is tested."""

    FORMAT = "format"
    BIRTH_DATE = "birth_date"
    CHECKSUM = "checksum"


PROVINCES: Final = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)}
    | {*range(61, 66), 71, 81, 82, 83, 91}
)
"""First two digits that exist: provinces, then Taiwan, Hong Kong, Macao and residents' permits."""

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS: Final = "10X98765432"
_FORM: Final = re.compile(r"[0-9]{17}[0-9X]")
_OLD_FORM: Final = re.compile(r"[0-9]{15}")
MAJORITY: Final = 18
"""Years of age from which a person is of full age (Civil Code, art. 17)."""


def check_character(first17: str) -> str:
    """Return the check character that belongs behind 17 digits.

    Raises:
        ValueError: The text is not 17 digits.
    """
    if len(first17) != len(_WEIGHTS) or not (first17.isascii() and first17.isdigit()):
        raise ValueError("a check character belongs behind 17 digits")
    total = sum(map(mul, _WEIGHTS, map(int, first17)))
    return _CHECK_CHARACTERS[total % 11]


def is_old_form(number: str) -> bool:
    """Say whether a text has the 15-digit form that was issued before 1999."""
    return _OLD_FORM.fullmatch(number) is not None


def upgraded(number: str) -> str:
    """Return the 18-character form of a 15-digit number; all those people were born in 19xx.

    Raises:
        ValueError: The text is not 15 digits.
    """
    if not is_old_form(number):
        raise ValueError("only a number of 15 digits can be upgraded")
    first17 = f"{number[:6]}19{number[6:]}"
    return first17 + check_character(first17)


def problem_of(number: str, as_of: date) -> IdentityProblem | None:
    """Return the first thing wrong with an 18-character number, or None.

    Args:
        number: With an upper-case ``X``; the 15-digit form is a wrong format here.
        as_of: A birth date after this day is wrong.
    """
    if not _FORM.fullmatch(number) or int(number[:2]) not in PROVINCES:
        return IdentityProblem.FORMAT
    born = born_on(number)
    if born is None or born > as_of:
        return IdentityProblem.BIRTH_DATE
    if check_character(number[:17]) != number[17]:
        return IdentityProblem.CHECKSUM
    return None


def born_on(number: str) -> date | None:
    """Return the birth date inside an 18-character number; None when no such day exists."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def gender_of(number: str) -> Gender:
    """Return the gender that the 17th digit of an 18-character number stands for."""
    return Gender.MALE if int(number[16]) % 2 else Gender.FEMALE


def age_on(born: date, day: date) -> int:
    """Return completed years of age; a person born on 29 February turns older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
