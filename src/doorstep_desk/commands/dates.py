"""Which day is meant?"""

from datetime import date

from doorstep.cli.failure import CommandFailed


def day_of_option(written: str | None, option: str) -> date | None:
    """Return the day written in an option, or None when it was left out.

    Raises:
        CommandFailed: What stands there is no day.
    """
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CommandFailed(f"{option} {written!r} is no day; write it as 2026-11-25.") from None
