"""What time is it, and may a test or a demonstration say otherwise?"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from doorstep.terms.local_time import BEIJING

_FIXED: ContextVar[datetime | None] = ContextVar("doorstep_fixed_clock", default=None)


def now() -> datetime:
    """Return the present instant, aware and in UTC.

    Inside ``fixed`` it is the instant given there; otherwise the environment variable
    ``DOORSTEP_NOW`` (ISO 8601 with an offset) stops the clock for a whole process.

    Raises:
        ValueError: ``DOORSTEP_NOW`` is not an instant with an offset.
    """
    if (chosen := _FIXED.get()) is not None:
        return chosen
    if stopped := os.environ.get("DOORSTEP_NOW"):
        return _in_utc(datetime.fromisoformat(stopped))
    return datetime.now(UTC)


def today(zone: ZoneInfo = BEIJING) -> date:
    """Return the present calendar day in a zone; in Shanghai it begins at 16:00 UTC."""
    return now().astimezone(zone).date()


@contextmanager
def fixed(at: datetime) -> Iterator[None]:
    """Stop the clock at an instant for the length of a block.

    Raises:
        ValueError: ``at`` carries no zone.
    """
    token = _FIXED.set(_in_utc(at))
    try:
        yield
    finally:
        _FIXED.reset(token)


def _in_utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"an instant needs an offset, such as +08:00; got {at.isoformat()}")
    return at.astimezone(UTC)
