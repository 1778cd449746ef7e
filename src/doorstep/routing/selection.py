"""Which candidates are worth giving to the search at all?"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.pairs import PairShift
from doorstep.routing.problem import RoutingProblem, Rows

CANDIDATES_PER_VISIT: Final = 3
"""Candidates kept per visit that the pairs can make. A search given many more spends its time
unloading routes: on a set serving 145 of 1,000 it was still 16 % short after 20 seconds."""

NEIGHBOURS: Final = 5
"""How many nearest places stand for "the way to it" when routes are not yet known."""


def slot_minutes(shift: PairShift) -> float:
    """Return the minutes of a shift that each of its visits takes up at least.

    A pair that may make ten visits in ten hours gains nothing by making one in twenty minutes:
    where the number of visits is the limit, a short visit uses as much of the day as any other.
    """
    return (shift.ends_minute - shift.starts_minute) / max(shift.max_visits, 1)


def value_per_minute(problem: RoutingProblem) -> NDArray[np.float64]:
    """Return each stop's value by the part of a shift it takes up, in fen a minute.

    That part is its stay and the mean way from its nearest places (stops or start points), but
    no less than the mean slot of a visit.
    """
    pairs, stops = len(problem.pairs), len(problem.stops)
    if not stops:
        return np.zeros(0)
    ways = problem.travel.minutes[:, pairs:].astype(np.float64)
    ways[pairs + np.arange(stops), np.arange(stops)] = np.inf
    near = min(NEIGHBOURS, pairs + stops - 1)
    nearest = np.sort(ways, axis=0)[:near].mean(axis=0) if near else np.zeros(stops)
    slot = np.mean([slot_minutes(pair) for pair in problem.pairs]) if pairs else 0.0
    rate: NDArray[np.float64] = problem.stops.value_fen / np.maximum(
        nearest + problem.stops.stay_minutes, max(float(slot), 1.0)
    )
    return rate


def promising(problem: RoutingProblem) -> Rows:
    """Return the stops to search over: lawful some time today, and the best by value per minute.

    Ties go to the earlier row, so that the choice replays.
    """
    servable = np.array(
        [
            bool(problem.windows_of(stop))
            and any(problem.may_serve(pair, stop) for pair in range(len(problem.pairs)))
            for stop in range(len(problem.stops))
        ],
        dtype=bool,
    )
    rows = np.flatnonzero(servable & (problem.stops.value_fen > 0))
    room = CANDIDATES_PER_VISIT * problem.capacity()
    order = np.argsort(-value_per_minute(problem)[rows], kind="stable")
    return np.sort(rows[order[:room]]).astype(np.int64)
