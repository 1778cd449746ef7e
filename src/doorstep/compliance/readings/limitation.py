"""When does the limitation period of a claim end?

It ends on the day of the same name some years after its start; that day is still inside. A day
that does not exist, 29 February, gives way to the last of its month.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.claim import ClaimFacts
from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.asked.joins import Rows
from doorstep.compliance.asked.rows import rows_of
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation
from doorstep.terms.codes import Known
from doorstep.terms.local_time import NO_DAY, Days


@dataclass(frozen=True, slots=True)
class Limitation:
    """The state of the period for each request, shape ``(n,)``.

    Attributes:
        is_running: The claim can be pursued.
        is_over: The period is over, whatever counts as a restart.
        rests_on_doubt: It is over unless a restart of unknown proof counts.
        is_unknown: The day from which it runs is unknown.
    """

    is_running: Mask
    is_over: Mask
    rests_on_doubt: Mask
    is_unknown: Mask


def limitation_of(now: Situation, legs: Legs) -> Limitation:
    """Compare the day of each request with the end of the period.

    Only requests for which a day is given, or is unknown, are looked at; the others are in no
    state at all.
    """
    if "limitation" not in now.kept:
        rows = np.flatnonzero(now.requests.claim.limitation_from_day != NO_DAY)
        now.kept["limitation"] = _spread(now, legs, rows)
    found: Limitation = now.kept["limitation"]
    return found


def _spread(now: Situation, legs: Legs, rows: Rows) -> Limitation:
    """Compute the state of some requests; the others are in none."""
    masks = [np.zeros(len(now), dtype=bool) for _ in range(4)]
    if len(rows):
        found = _state(rows_of(now.requests.claim, rows), now.day[rows], legs.least("years")[rows])
        for mask, values in zip(masks, found, strict=True):
            mask[rows] = values
    return Limitation(*masks)


def _state(claim: ClaimFacts, day: Days, years: NDArray[np.int32]) -> tuple[Mask, ...]:
    """Return the four masks of ``Limitation`` for claims whose question arises."""
    unknown = claim.limitation_from_day == UNKNOWN_DAY
    start = np.where(unknown, 0, claim.limitation_from_day)
    proven = np.where(
        claim.limitation_restarts_day == NO_DAY, start, claim.limitation_restarts_day
    )
    doubtful = np.where(claim.limitation_maybe_day == NO_DAY, proven, claim.limitation_maybe_day)
    over_proven = day > years_later(proven.astype(np.int32), years)
    over_doubtful = day > years_later(doubtful.astype(np.int32), years)
    return (
        ~unknown & ~over_proven,
        ~unknown & over_proven & over_doubtful,
        ~unknown & over_proven & ~over_doubtful,
        unknown,
    )


def years_later(days: Days, years: NDArray[np.int32]) -> Days:
    """Return the day of the same name some years later, or the last day of its month."""
    if not len(days):
        return days
    first, span = int(years[0]), int(days.max())
    if int(days.min()) >= 0 and span < _TABLE_DAYS and bool((years == first).all()):
        return _ends(first)[days]
    return _by_the_calendar(days, years)


_TABLE_DAYS: Final = 65_536
"""Days since 1970-01-01 whose end is looked up in a table: until 2149."""


@lru_cache(maxsize=16)
def _ends(years: int) -> Days:
    """Return the end of a period that starts on each of the days of the table."""
    days = np.arange(_TABLE_DAYS, dtype=np.int32)
    return _by_the_calendar(days, np.full(_TABLE_DAYS, years, dtype=np.int32))


def _by_the_calendar(days: Days, years: NDArray[np.int32]) -> Days:
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    later = month + (12 * years).astype("timedelta64[M]")
    wanted = later.astype("datetime64[D]") + (day - month.astype("datetime64[D]"))
    last = (later + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    end: Days = np.minimum(wanted, last).astype(np.int64).astype(np.int32)
    return end


def last_start(
    starts_on: date, restarts: tuple[tuple[date, Known], ...], years: int, *, count_doubtful: bool
) -> date | None:
    """Return the day of the last restart that counts, or None.

    Args:
        starts_on: Day from which the period first runs.
        restarts: Day and proof of each demand, acknowledgement or suit.
        years: Length of the period.
        count_doubtful: Count those of unknown proof as well.
    """
    counted = {Known.YES, Known.UNKNOWN} if count_doubtful else {Known.YES}
    current, found = starts_on, None
    for day, proof in sorted(restarts):
        if proof in counted and current <= day <= years_after(current, years):
            current = found = day
    return found


def years_after(day: date, years: int) -> date:
    """Return the last day of a period that starts on a day."""
    number = np.array([(day - date(1970, 1, 1)).days], dtype=np.int32)
    end = years_later(number, np.array([years], dtype=np.int32))
    return date(1970, 1, 1).fromordinal(date(1970, 1, 1).toordinal() + int(end[0]))
