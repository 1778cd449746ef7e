"""Does somebody know the end of a borrower's identity number, which tells them from others?"""

import hmac
from typing import Final

DIGITS: Final = 4


def end_of(identity_number: str | None) -> str:
    """Return the end of an identity number, or nothing where none is on file."""
    return "".join((identity_number or "").split()).upper()[-DIGITS:]


def knows_end(identity_number: str | None, typed: str) -> bool:
    """Say whether what was typed ends like the number on file; False without one."""
    known, said = end_of(identity_number), end_of(typed)
    return bool(known) and hmac.compare_digest(known.encode(), said.encode())
