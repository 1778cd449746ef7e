"""Does a plan hold everything it must? Asked independently of whoever made it.

Nothing of the solver, its timing or its insertion code is used here: only the problem as data
and the plan as it would be published. Every plan passes here before anybody sees it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from doorstep.routing.plan import PairRoute, RoutePlan
from doorstep.routing.problem import RoutingProblem
from doorstep.terms.codes import Code


class Breach(Code):
    """What a plan can get wrong."""

    UNKNOWN_CASE = 0
    VISITED_TWICE = 1
    UNACCOUNTED_CASE = 2
    PAIR_NOT_ON_SHIFT = 3
    TOO_MANY_VISITS = 4
    LANGUAGE_MISSING = 5
    LEAVES_BEFORE_SHIFT = 6
    BACK_AFTER_SHIFT = 7
    TRAVEL_TOO_FAST = 8
    STARTS_BEFORE_ARRIVAL = 9
    WRONG_STAY = 10
    OUTSIDE_WINDOW = 11
    WRONG_LENGTH = 12
    WRONG_VALUE = 13
    REFUSED_BY_LAW = 14


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that does not hold.

    Attributes:
        breach: What.
        pair_id: In whose route; -1 if in none.
        case_id: At which case; -1 if at none.
        found: The number found, in the unit of the breach (minutes, metres, visits or fen).
        limit: The number it should have held.
    """

    breach: Breach
    pair_id: int = -1
    case_id: int = -1
    found: int = 0
    limit: int = 0


def check_plan(problem: RoutingProblem, plan: RoutePlan) -> tuple[Violation, ...]:
    """Return everything in a plan that does not hold; empty for a plan that may be published."""
    row_of = {int(case): row for row, case in enumerate(problem.stops.case_id)}
    pair_of = {pair.pair_id: row for row, pair in enumerate(problem.pairs)}
    found = list(_each_case_once(row_of, plan))
    for pair_id, times in Counter(route.pair_id for route in plan.routes).items():
        if pair_id not in pair_of or times > 1:
            found.append(Violation(Breach.PAIR_NOT_ON_SHIFT, pair_id, found=times, limit=1))
    for route in plan.routes:
        if route.pair_id in pair_of:
            known = all(stop.case_id in row_of for stop in route.stops)
            found.extend(_shift_holds(problem, pair_of[route.pair_id], route))
            found.extend(_stops_hold(problem, row_of, pair_of[route.pair_id], route))
            if known:
                found.extend(_ways_hold(problem, row_of, pair_of[route.pair_id], route))
    return tuple(found)


def _each_case_once(row_of: dict[int, int], plan: RoutePlan) -> Iterator[Violation]:
    visits = Counter(stop.case_id for route in plan.routes for stop in route.stops)
    for case_id, times in visits.items():
        if case_id not in row_of:
            yield Violation(Breach.UNKNOWN_CASE, case_id=case_id, found=times)
        if times > 1:
            yield Violation(Breach.VISITED_TWICE, case_id=case_id, found=times, limit=1)
    listed = Counter(plan.unvisited)
    for case_id in row_of:
        times = (visits[case_id] > 0) + listed[case_id]
        if times != 1:
            yield Violation(Breach.UNACCOUNTED_CASE, case_id=case_id, found=times, limit=1)
    for case_id in listed:
        if case_id not in row_of:
            yield Violation(Breach.UNKNOWN_CASE, case_id=case_id)


def _shift_holds(problem: RoutingProblem, pair: int, route: PairRoute) -> Iterator[Violation]:
    shift, pair_id = problem.pairs[pair], route.pair_id
    if len(route.stops) > shift.max_visits:
        yield Violation(
            Breach.TOO_MANY_VISITS, pair_id, found=len(route.stops), limit=shift.max_visits
        )
    if route.leaves_minute < shift.starts_minute:
        yield Violation(
            Breach.LEAVES_BEFORE_SHIFT,
            pair_id,
            found=route.leaves_minute,
            limit=shift.starts_minute,
        )
    if route.returns_minute > shift.ends_minute:
        yield Violation(
            Breach.BACK_AFTER_SHIFT, pair_id, found=route.returns_minute, limit=shift.ends_minute
        )


def _stops_hold(
    problem: RoutingProblem, row_of: dict[int, int], pair: int, route: PairRoute
) -> Iterator[Violation]:
    for stop in route.stops:
        row = row_of.get(stop.case_id)
        if row is None:
            continue
        stay, value = int(problem.stops.stay_minutes[row]), int(problem.stops.value_fen[row])
        language = problem.stops.language[row]
        spoken = not language or language in problem.pairs[pair].languages
        stayed = stop.leaves_minute - stop.starts_minute
        inside = _inside_a_window(problem, row, stop.starts_minute, stop.leaves_minute)
        for holds, breach, found, limit in (
            (spoken, Breach.LANGUAGE_MISSING, 0, 1),
            (
                stop.starts_minute >= stop.arrives_minute,
                Breach.STARTS_BEFORE_ARRIVAL,
                stop.starts_minute,
                stop.arrives_minute,
            ),
            (stayed == stay, Breach.WRONG_STAY, stayed, stay),
            (stop.value_fen == value, Breach.WRONG_VALUE, stop.value_fen, value),
            (inside, Breach.OUTSIDE_WINDOW, stop.starts_minute, stop.late_minute),
        ):
            if not holds:
                yield Violation(breach, route.pair_id, stop.case_id, found, limit)


def _inside_a_window(problem: RoutingProblem, row: int, starts: int, ends: int) -> bool:
    windows = problem.windows
    holds = (
        (windows.stop == row)
        & (windows.early_minute <= starts)
        & (starts <= windows.late_minute)
        & (ends <= windows.end_minute)
    )
    return bool(np.any(holds))


def _ways_hold(
    problem: RoutingProblem, row_of: dict[int, int], pair: int, route: PairRoute
) -> Iterator[Violation]:
    table, first = problem.travel, len(problem.pairs)
    here, free, metres, minutes = pair, route.leaves_minute, 0, 0
    legs = [
        (stop.case_id, first + row_of[stop.case_id], stop.arrives_minute, stop.leaves_minute)
        for stop in route.stops
    ]
    legs.append((-1, pair, route.returns_minute, route.returns_minute))
    for case_id, there, arrives, leaves in legs:
        if arrives < free + int(table.minutes[here, there]):
            yield Violation(
                Breach.TRAVEL_TOO_FAST,
                route.pair_id,
                case_id,
                found=arrives - free,
                limit=int(table.minutes[here, there]),
            )
        metres += int(table.metres[here, there])
        minutes += int(table.minutes[here, there])
        here, free = there, leaves
    if route.metres != metres:
        yield Violation(Breach.WRONG_LENGTH, route.pair_id, found=route.metres, limit=metres)
    if route.travel_minutes != minutes:
        yield Violation(
            Breach.WRONG_LENGTH, route.pair_id, found=route.travel_minutes, limit=minutes
        )
