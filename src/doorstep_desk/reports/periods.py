"""Over which days does a report go, and which days are compared?"""

from datetime import date, datetime, timedelta
from typing import Final

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.plumbing.span import Span

LENGTHS: Final = (30, 90, 180)
"""Days that a report may look back."""

MONTHS: Final = 6


def month_ends(as_of: date) -> tuple[date, ...]:
    """Return the last days of the months before a day, the oldest first, and the day itself."""
    found = [as_of]
    while len(found) <= MONTHS:
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return tuple(reversed(found))


def compared_days(as_of: date) -> tuple[date, ...]:
    """Return all days on which the stage of each case is asked for, without doubles, ascending."""
    begins = {as_of - timedelta(days=length) for length in LENGTHS}
    return tuple(sorted({*month_ends(as_of), *begins}))


def span_of(
    *, agency_id: int | None, creditor_id: int | None, as_of: date, length: int, now: datetime
) -> Span:
    """Return what a report is about: so many days up to a day, as known when that day was over."""
    over = beijing_instant(as_of + timedelta(days=1), 0)
    first = as_of - timedelta(days=length - 1)
    return Span(agency_id, creditor_id, first, as_of, min(now, over))
