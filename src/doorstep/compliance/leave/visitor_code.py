"""Is the pair at the door really sent: which digits do they show, and do these fit?

The digits rotate every minute and hang on a secret of the day that only the office and the pair's
phone hold. They name nobody: who reads them over a shoulder learns neither a person nor a case.
Eight digits, because a store may have a thousand pairs out: a made-up number is then taken for
real once in thirty thousand tries, with six digits it would be once in three hundred.
The truncation of the digest follows RFC 4226 section 5.3.
"""

import hmac
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from doorstep.terms.local_time import instant_number

STEP_SECONDS: Final = 60
"""How long one number is shown."""

DIGITS: Final = 8
_STEPS: Final = (0, -1, 1)
"""Typing takes a moment, and a phone's clock may be a minute off."""


def day_secret(master: bytes, pair_id: int, on: date) -> bytes:
    """Return the secret of one pair for one day.

    Args:
        master: Secret of the store, at least 32 bytes.
        pair_id: The pair.
        on: The day.

    Raises:
        ValueError: The master is too short to keep a secret.
    """
    if len(master) < sha256().digest_size:
        raise ValueError(f"a master secret has 32 bytes or more; this one has {len(master)}")
    return hmac.digest(master, f"visitor-code/{pair_id}/{on.isoformat()}".encode(), sha256)


def code_at(secret: bytes, at: datetime) -> str:
    """Return the digits that are shown at an instant."""
    return _digits(secret, instant_number(at) // STEP_SECONDS)


def seconds_left(at: datetime) -> int:
    """Return for how many seconds the digits of an instant are still shown; 1 to 60."""
    return STEP_SECONDS - instant_number(at) % STEP_SECONDS


def typed_digits(text: str) -> str:
    """Return what somebody typed as digits, blanks and full-width digits evened out.

    Anything that is no number of eight digits becomes an empty text.
    """
    found = "".join(str(int(sign)) for sign in text if sign.isdecimal())
    rest = [sign for sign in text if not sign.isdecimal() and not sign.isspace() and sign != "-"]
    return found if len(found) == DIGITS and not rest else ""


def whose(by_pair: Mapping[int, bytes], typed: str, at: datetime) -> int | None:
    """Return the pair that shows these digits at an instant, or None.

    Every pair and step is compared in the same time whatever fits, so that the time of an answer
    tells nothing.

    Args:
        by_pair: The secret of the day of each pair that is out now.
        typed: Eight digits, as ``typed_digits`` returns them.
        at: When they were read; the numbers before and after are taken too.
    """
    step = instant_number(at) // STEP_SECONDS
    found = None
    for pair_id, secret in by_pair.items():
        for offset in _STEPS:
            if hmac.compare_digest(_digits(secret, step + offset), typed):
                found = pair_id
    return found


def _digits(secret: bytes, step: int) -> str:
    digest = hmac.digest(secret, step.to_bytes(8, "big"), sha256)
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"
