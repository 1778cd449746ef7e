"""How long do arrangements hold?

The product-limit estimate of Kaplan and Meier, with Greenwood's variance and a band on the
log(-log) scale, so that it stays between nothing and everything. An arrangement counts from the
day on which both sides agreed. Only a break ends it; one that was completed, reshaped, withdrawn
or stands contested, and one that still runs, leaves those who are watched on that day without a
word against it.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, inf, log, sqrt
from statistics import NormalDist
from typing import Final

from doorstep.affordability.lifecycle import ENDED, ArrangementState, Step

BAND: Final = 0.90
"""House style: bands hold in nine cases of ten."""
ENOUGH: Final = 30
"""Below so many arrangements a curve is shown as thin, and nobody should compare it."""
STILL_WATCHED: Final = 10
"""A stretch of the curve behind which fewer stand is shown as thin."""


@dataclass(frozen=True, slots=True)
class Life:
    """One arrangement as watched up to a day.

    Attributes:
        days: Whole days from the agreement to its break, or to when it was last watched.
        is_broken: It broke on that day.
    """

    days: int
    is_broken: bool


@dataclass(frozen=True, slots=True)
class Point:
    """The curve from one day on.

    Attributes:
        day: Days since the agreement.
        watched: How many stand behind it: agreed, not broken and not yet gone before this day.
        broken: How many broke on this day.
        share: Estimated share that holds beyond this day, 0 to 1.
        low: Lower end of the band.
        high: Upper end of the band.
    """

    day: int
    watched: int
    broken: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve and what it rests on.

    Attributes:
        points: Day 0, then each day on which one broke; flat in between.
        count: How many arrangements it rests on.
        broken: How many of them broke.
        until: The longest time that any was watched, in days.
        thin_from: First day on which fewer than ten were watched; None without arrangements.
    """

    points: tuple[Point, ...]
    count: int
    broken: int
    until: int
    thin_from: int | None = None

    @property
    def is_thin(self) -> bool:
        """Say whether too few stand behind it for comparisons."""
        return self.count < ENOUGH

    def at(self, day: int) -> Point | None:
        """Return what holds on a day; None beyond the longest time that any was watched."""
        if not self.points or day > self.until:
            return None
        return next(point for point in reversed(self.points) if point.day <= day)

    @property
    def median_days(self) -> int | None:
        """Return the first day beyond which no more than half hold; None while more do."""
        return next((point.day for point in self.points if point.share <= 0.5), None)


def survival(lives: Sequence[Life], band: float = BAND) -> Curve:
    """Return the curve of some arrangements.

    The band has no width before the first break, because nothing has varied yet; once all have
    broken, its upper end stays where it was.

    Args:
        lives: One entry each.
        band: How often the band would hold the truth, between 0 and 1.

    Raises:
        ValueError: A life has fewer days than none, or the band is not between 0 and 1.
    """
    if not 0 < band < 1:
        raise ValueError(f"a band holds with a chance between 0 and 1; got {band}")
    if any(life.days < 0 for life in lives):
        raise ValueError("nothing can end before it was agreed")
    if not lives:
        return Curve((), 0, 0, 0)
    reach = NormalDist().inv_cdf(0.5 + band / 2)
    watched, share, spread = len(lives), 1.0, 0.0
    points = [Point(0, watched, 0, 1.0, 1.0, 1.0)]
    for day, ended in itertools.groupby(sorted(lives, key=_day), key=_day):
        each = list(ended)
        broken = sum(life.is_broken for life in each)
        if broken:
            share *= 1 - broken / watched
            spread += broken / (watched * (watched - broken)) if watched > broken else inf
            low, high = _band(share, spread, reach, points[-1].high)
            points.append(Point(day, watched, broken, share, low, high))
        watched -= len(each)
    if len(points) > 1 and points[1].day == 0:
        points = points[1:]
    days = sorted(map(_day, lives), reverse=True)
    thin_from = 0 if len(days) < STILL_WATCHED else days[STILL_WATCHED - 1] + 1
    broken = sum(life.is_broken for life in lives)
    return Curve(tuple(points), len(lives), broken, days[0], thin_from)


def watched_on(lives: Sequence[Life], day: int) -> int:
    """Return how many stand behind the curve on a day after the agreement."""
    return sum(life.days >= day for life in lives)


def life_of(steps: Sequence[tuple[date, Step, ArrangementState]], on: date) -> Life | None:
    """Return the life of an arrangement as known when a day ended; None if it was not agreed.

    Args:
        steps: All that happened to it, in order: day, step, and the state after it.
        on: The day; later steps are not known yet.
    """
    known = [each for each in steps if each[0] <= on]
    agreed = next((day for day, step, _ in known if step == Step.AGREE), None)
    if agreed is None:
        return None
    day, _, state = known[-1]
    is_over = state in ENDED or state == ArrangementState.CONTESTED
    until = day if is_over else on
    return Life((until - agreed).days, state == ArrangementState.BROKEN)


def _day(life: Life) -> int:
    return life.days


def _band(share: float, spread: float, reach: float, before: float) -> tuple[float, float]:
    """Return both ends of the band: share ** exp(± reach · √spread / ln share)."""
    if share <= 0 or spread == inf:
        return 0.0, before
    wide = reach * sqrt(spread) / log(share)
    ends = share ** exp(-wide), share ** exp(wide)
    return min(ends), max(ends)
