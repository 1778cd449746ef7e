"""What does the code look like with which anybody can check a paper?

Sixteen letters and digits of Crockford's alphabet, eighty random bits: nobody finds a paper by
trying. What people misread is read as what was meant.
"""

import secrets
from typing import Final

PURPOSE: Final = "document-code"
"""For which its fingerprint is kept; the code itself stands in the sealed sheet only."""

LONGEST_TYPED: Final = 40
"""Nobody types a code longer than this; the rest is cut off."""

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH: Final = 16
_GROUP: Final = 4
_MISREAD: Final = str.maketrans("OIL", "011")


def new_code() -> str:
    """Return a new code in groups of four."""
    return grouped("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)))


def grouped(code: str) -> str:
    """Return a code as it is printed."""
    return "-".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def read_code(typed: str) -> str:
    """Return what was typed as a code in groups, or nothing if it is none."""
    plain = "".join(typed.upper().split()).replace("-", "").translate(_MISREAD)
    is_code = len(plain) == _LENGTH and all(each in _ALPHABET for each in plain)
    return grouped(plain) if is_code else ""
