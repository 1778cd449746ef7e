"""Which day is meant?"""

from datetime import date
from typing import Final

from doorstep.cli.failure import CommandFailed

EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2099, 12, 31)
"""Days that can be worked; the law and the calendars know none outside."""


def day_of_option(written: str | None, option: str) -> date | None:
    """Return the day written in an option, or None when it was left out.

    Raises:
        CommandFailed: What stands there is no day, or one of another century.
    """
    if written is None:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise CommandFailed(f"{option} {written!r} is no day; write it as 2026-11-25.") from None
    if not EARLIEST <= day <= LATEST:
        raise CommandFailed(
            f"{option} {written} cannot be worked; name a day from {EARLIEST} to {LATEST}."
        )
    return day
