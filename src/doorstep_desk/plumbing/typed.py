"""What did somebody mean who typed this into a form?"""

import re
import unicodedata
import uuid
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from doorstep.terms.local_time import BEIJING

_AMOUNT: Final = re.compile(r"(?P<yuan>\d{1,9})(?:\.(?P<part>\d{1,2}))?")


def typed_fen(text: str) -> int:
    """Return a sum of money as typed, such as ``1,200.50``, in fen.

    Raises:
        ValueError: It is not a sum with at most two decimals.
    """
    plain = unicodedata.normalize("NFKC", text).strip().strip("¥元 ").replace(",", "")
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise ValueError(f"not a sum: {text!r}")
    return int(found["yuan"]) * 100 + int((found["part"] or "0").ljust(2, "0"))


def typed_day(text: str) -> date:
    """Return a day as a date field sends it.

    Raises:
        ValueError: It is not a day.
    """
    return date.fromisoformat(text.strip())


def typed_instant(text: str, zone: ZoneInfo = BEIJING) -> datetime:
    """Return an instant as a date-and-time field sends it, read in a zone.

    Raises:
        ValueError: It is not an instant.
    """
    found = datetime.fromisoformat(text.strip())
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def typed_id(text: str) -> uuid.UUID:
    """Return an identifier that a form carries.

    Raises:
        ValueError: It is not one.
    """
    return uuid.UUID(text.strip())
