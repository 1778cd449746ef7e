"""Who can still go out today, from when and for how many visits?"""

from collections.abc import Sequence
from dataclasses import replace

from doorstep.facts.pairs import PairShift
from doorstep.routing.plan import PairRoute, RoutePlan
from doorstep.routing.problem import RoutingProblem


def remaining_shifts(
    problem: RoutingProblem, plan: RoutePlan, now_minute: int
) -> tuple[PairShift, ...]:
    """Return the pairs as they are for a new version of a day that has begun.

    A visit that has begun, or to which the pair has left, stays in the old version. The pair is
    then taken to pass its start point again, so the new version may waste some driving but never
    promises what cannot be kept. A pair without time or visits left is left out.

    Args:
        problem: What the plan in force was made for.
        plan: The plan in force.
        now_minute: Minute of the local day.
    """
    row_of = {int(case): row for row, case in enumerate(problem.stops.case_id)}
    shifts = zip(problem.pairs, plan.routes, strict=True)
    found = []
    for pair, (shift, route) in enumerate(shifts):
        kept = fixed_stops(route, now_minute)
        back = now_minute
        if kept:
            last = route.stops[kept - 1]
            place = problem.place_of_stop(row_of[last.case_id])
            back = max(back, last.leaves_minute + int(problem.travel.minutes[place, pair]))
        found.append(
            replace(
                shift,
                starts_minute=max(shift.starts_minute, back),
                max_visits=shift.max_visits - kept,
            )
        )
    return _able(found)


def fixed_stops(route: PairRoute, now_minute: int) -> int:
    """Return how many stops of a route have begun or are being driven to."""
    leaving = [route.leaves_minute, *(stop.leaves_minute for stop in route.stops)]
    return sum(1 for left in leaving[: len(route.stops)] if left <= now_minute)


def _able(shifts: Sequence[PairShift]) -> tuple[PairShift, ...]:
    return tuple(
        shift
        for shift in shifts
        if shift.starts_minute < shift.ends_minute and shift.max_visits > 0
    )
