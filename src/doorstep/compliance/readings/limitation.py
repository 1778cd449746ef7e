"""When does the limitation period of a claim end?

It ends on the day of the same name some years after its start; that day is still inside. A day
that does not exist, 29 February, gives way to the last of its month.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.columns import UNKNOWN_DAY
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
    """Compare the day of each request with the end of the period."""
    claim = now.requests.claim
    unknown = claim.limitation_from_day == UNKNOWN_DAY
    start = np.where(unknown, 0, claim.limitation_from_day)
    start = np.where(start == NO_DAY, 0, start)
    proven = np.where(
        claim.limitation_restarts_day == NO_DAY, start, claim.limitation_restarts_day
    )
    doubtful = np.where(claim.limitation_maybe_day == NO_DAY, proven, claim.limitation_maybe_day)
    years = legs.least("years")
    over_proven = now.day > years_later(proven.astype(np.int32), years)
    over_doubtful = now.day > years_later(doubtful.astype(np.int32), years)
    return Limitation(
        is_running=~unknown & ~over_proven,
        is_over=~unknown & over_proven & over_doubtful,
        rests_on_doubt=~unknown & over_proven & ~over_doubtful,
        is_unknown=unknown,
    )


def years_later(days: Days, years: NDArray[np.int32]) -> Days:
    """Return the day of the same name some years later, or the last day of its month."""
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
        if proof in counted and current <= day <= _years_after(current, years):
            current = found = day
    return found


def _years_after(day: date, years: int) -> date:
    number = np.array([(day - date(1970, 1, 1)).days], dtype=np.int32)
    end = years_later(number, np.array([years], dtype=np.int32))
    return date(1970, 1, 1).fromordinal(date(1970, 1, 1).toordinal() + int(end[0]))
