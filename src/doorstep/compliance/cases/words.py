"""How do the words of a case become codes, instants and days?"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from doorstep.compliance.asked.columns import UNKNOWN_DAY, UNKNOWN_NUMBER
from doorstep.compliance.words import Jurisdiction
from doorstep.terms.codes import Channel, Known
from doorstep.terms.local_time import NO_DAY, day_number, instant_number

UNKNOWN: Final = "unknown"
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EU: Final = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()
)
DEFAULT_POINT: Final = {
    "call": "mobile",
    "sms": "mobile",
    "email": "email",
    "im": "messenger",
    "visit": "home_address",
    "letter": "home_address",
    "legal_notice": "home_address",
    "third_party": "third_party_phone",
}


def truth(value: Any) -> Known:
    """Return yes, no or unknown."""
    if value == UNKNOWN:
        return Known.UNKNOWN
    return Known.YES if value else Known.NO


def truth_of(value: Any, yes: Iterable[Any], no: Iterable[Any]) -> Known:
    """Return yes or no by the words that mean so; anything else is unknown."""
    if value in tuple(yes):
        return Known.YES
    return Known.NO if value in tuple(no) else Known.UNKNOWN


def instant(text: str) -> int:
    """Return the seconds of an instant as cases write it."""
    return instant_number(datetime.fromisoformat(text.replace("Z", "+00:00")))


def day(text: str | None) -> int:
    """Return a day number; none and unknown have their own."""
    if text is None:
        return int(NO_DAY)
    if text == UNKNOWN:
        return int(UNKNOWN_DAY)
    return day_number(date.fromisoformat(text))


def number(value: Any) -> int:
    """Return a whole number, or -1 if it is unknown or absent."""
    return UNKNOWN_NUMBER if value in (None, UNKNOWN) else int(value)


def clock(text: str) -> int:
    """Return ``HH:MM`` as a second of the day."""
    return int(text[:2]) * 3600 + int(text[3:]) * 60


def channel_bits(words: Iterable[str]) -> int:
    """Return channels as bits; ``all`` has the bit after the last channel."""
    bits = 0
    for word in words:
        bits |= 1 << (7 if word == "all" else Channel.of(word))
    return bits


def weekday_mask(words: Iterable[str]) -> int:
    """Return days of the week as bits, Monday the lowest."""
    return sum(1 << WEEKDAYS.index(word) for word in set(words))


def zones_of(borrower: dict[str, Any]) -> tuple[str, ...]:
    """Return the candidate zones, or nothing if they are unknown."""
    zones = borrower["timezones"]
    return () if zones == UNKNOWN else tuple(zones)


def main_zone(borrower: dict[str, Any]) -> ZoneInfo:
    """Return the zone in which a case writes clock times; UTC if unknown."""
    return ZoneInfo((*zones_of(borrower), "UTC")[0])


def jurisdictions_of(borrower: dict[str, Any]) -> Jurisdiction:
    """Return whose rules apply where the borrower is."""
    country, region = borrower["country"], borrower["region"]
    word = {"GB": "UK"}.get(country, "EU" if country in EU else country)
    places = Jurisdiction[word] if word in Jurisdiction.__members__ else Jurisdiction(0)
    if region == "US-MA":
        places |= Jurisdiction.US_MA
    if region == "US-NY" and borrower["city"] == "New York City":
        places |= Jurisdiction.US_NYC
    return places


class Numbers:
    """Numbers for names, given in the order in which they are first asked for."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, name: str) -> int:
        """Return the number of a name; the same name always has the same number."""
        return self._numbers.setdefault(name, len(self._numbers) + 1)
