"""Which local day and clock time is it, in the case's own zone?

Columns hold instants as ``int64`` seconds since 1970-01-01 UTC and days as ``int32`` days since
1970-01-01 in the local calendar. ``NO_DAY`` and ``NO_INSTANT`` stand for "none or unknown"; both
sort before every real value.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

BEIJING: Final = ZoneInfo("Asia/Shanghai")
NO_DAY: Final = np.int32(-(2**31))
NO_INSTANT: Final = np.int64(-(2**63))
BEIJING_OFFSET_SECONDS: Final = 8 * 3600
"""Beijing time has had one fixed offset since 1991-09-15; earlier instants are unsupported."""

_EPOCH: Final = date(1970, 1, 1)

Days = NDArray[np.int32]
Instants = NDArray[np.int64]


def day_number(day: date) -> int:
    """Return days since 1970-01-01."""
    return (day - _EPOCH).days


def day_of(number: int) -> date:
    """Return the date of a day number."""
    return _EPOCH + timedelta(days=int(number))


def instant_number(at: datetime) -> int:
    """Return whole seconds since 1970-01-01 UTC.

    Raises:
        ValueError: ``at`` carries no zone.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return int(at.timestamp())


def instant_of(number: int) -> datetime:
    """Return the UTC instant of a number of seconds."""
    return datetime.fromtimestamp(int(number), tz=UTC)


def local_day(at: datetime, zone: ZoneInfo = BEIJING) -> date:
    """Return the calendar day of an instant in a zone.

    At 00:30 in Shanghai it is still yesterday in UTC.
    """
    return at.astimezone(zone).date()


def beijing_days(instants: Instants) -> Days:
    """Return the Beijing day number of each instant; ``NO_INSTANT`` gives ``NO_DAY``."""
    known = instants != NO_INSTANT
    shifted = np.where(known, instants, 0) + BEIJING_OFFSET_SECONDS
    days = np.floor_divide(shifted, 86_400).astype(np.int32)
    return np.where(known, days, NO_DAY).astype(np.int32)


def beijing_seconds_of_day(instants: Instants) -> NDArray[np.int32]:
    """Return seconds since Beijing midnight of each instant, shape ``(n,)``, 0 to 86,399."""
    return ((instants + BEIJING_OFFSET_SECONDS) % 86_400).astype(np.int32)


def beijing_instant(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the instant at which Beijing clocks show ``hour:minute`` on ``day``."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)
