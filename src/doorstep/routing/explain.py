"""Why is this visit here, and why is that one not made? In numbers, not in words."""

from dataclasses import dataclass

from doorstep.routing.insertion import Insertion, cheapest, detour, detour_fen, insertions
from doorstep.routing.plan import PairRoute, RoutePlan
from doorstep.routing.problem import RoutingProblem
from doorstep.routing.selection import promising
from doorstep.routing.timing import Clockwork, clockwork_of
from doorstep.terms.codes import Code


@dataclass(frozen=True, slots=True)
class StopReason:
    """Why a visit stands where it stands.

    Attributes:
        case_id: The case.
        pair_id: Who makes it.
        order: 1 for the first visit of the route.
        value_fen: What the visit is worth.
        early_minute: First lawful start of the window used.
        late_minute: Last lawful start of the window used.
        starts_minute: Planned start.
        detour_minutes: Driving minutes that the route would save without it.
        detour_metres: Metres that the route would save without it.
        detour_fen: What these metres cost.
    """

    case_id: int
    pair_id: int
    order: int
    value_fen: int
    early_minute: int
    late_minute: int
    starts_minute: int
    detour_minutes: int
    detour_metres: int
    detour_fen: int


class WhyNot(Code):
    """Why a candidate is not visited, the strongest reason first."""

    NO_PAIR_ON_SHIFT = 0
    NO_LAWFUL_WINDOW = 1
    NO_PAIR_SPEAKS = 2
    WORTH_NOTHING = 3
    OUT_OF_REACH = 4
    WORTH_LESS_THAN_DETOUR = 5
    NO_VISIT_LEFT = 6
    NO_TIME_LEFT = 7
    NOT_TRIED = 8
    BETTER_USED = 9


@dataclass(frozen=True, slots=True)
class UnvisitedReason:
    """Why a candidate is not visited.

    Attributes:
        case_id: The case.
        value_fen: What the visit would be worth.
        why: The reason.
        price_fen: What it would have had to beat: the cost of the detour, or the least visit
            among those made (see ``why``); 0 where there is no price.
        detour_minutes: Extra driving of the cheapest way to fit it in, or to drive there and
            back if it fits nowhere.
        pair_id: The pair for which that holds; -1 if none.
    """

    case_id: int
    value_fen: int
    why: WhyNot
    price_fen: int = 0
    detour_minutes: int = 0
    pair_id: int = -1


def stop_reasons(problem: RoutingProblem, plan: RoutePlan) -> tuple[StopReason, ...]:
    """Return a reason for every visit, route by route, in order."""
    found = []
    for pair, (route, rows) in enumerate(zip(plan.routes, _rows(problem, plan), strict=True)):
        for order, stop in enumerate(route.stops):
            cost = detour(problem, pair, rows, order)
            found.append(
                StopReason(
                    case_id=stop.case_id,
                    pair_id=route.pair_id,
                    order=order + 1,
                    value_fen=stop.value_fen,
                    early_minute=stop.early_minute,
                    late_minute=stop.late_minute,
                    starts_minute=stop.starts_minute,
                    detour_minutes=cost.minutes,
                    detour_metres=cost.metres,
                    detour_fen=round(detour_fen(problem, cost.metres)),
                )
            )
    return tuple(found)


def unvisited_reasons(problem: RoutingProblem, plan: RoutePlan) -> tuple[UnvisitedReason, ...]:
    """Return a reason for every candidate that is not visited, in the plan's order."""
    clockwork, rows = clockwork_of(problem), _rows(problem, plan)
    row_of = {int(case): row for row, case in enumerate(problem.stops.case_id)}
    tried = set(promising(problem).tolist())
    least = min((stop.value_fen for route in plan.routes for stop in route.stops), default=0)
    found = []
    for case_id in plan.unvisited:
        stop = row_of[case_id]
        value = int(problem.stops.value_fen[stop])
        found.append(
            _never(problem, clockwork, stop)
            or _no_room(problem, clockwork, rows, stop, least)
            or UnvisitedReason(
                case_id, value, WhyNot.BETTER_USED if stop in tried else WhyNot.NOT_TRIED, least
            )
        )
    return tuple(found)


def _rows(problem: RoutingProblem, plan: RoutePlan) -> list[list[int]]:
    row_of = {int(case): row for row, case in enumerate(problem.stops.case_id)}
    return [_rows_of(row_of, route) for route in plan.routes]


def _rows_of(row_of: dict[int, int], route: PairRoute) -> list[int]:
    return [row_of[stop.case_id] for stop in route.stops]


def _never(problem: RoutingProblem, clockwork: Clockwork, stop: int) -> UnvisitedReason | None:
    """Return why nobody could visit even with the whole day free, or None."""
    case_id, value = int(problem.stops.case_id[stop]), int(problem.stops.value_fen[stop])
    if not problem.pairs:
        return UnvisitedReason(case_id, value, WhyNot.NO_PAIR_ON_SHIFT)
    if not clockwork.windows[stop]:
        return UnvisitedReason(case_id, value, WhyNot.NO_LAWFUL_WINDOW)
    able = [pair for pair in range(len(problem.pairs)) if problem.may_serve(pair, stop)]
    if not able:
        return UnvisitedReason(case_id, value, WhyNot.NO_PAIR_SPEAKS)
    if value == 0:
        return UnvisitedReason(case_id, value, WhyNot.WORTH_NOTHING)
    alone = [detour(problem, pair, [stop], 0) for pair in able]
    reachable = [way for way in alone if clockwork.starts(way.pair, [stop]) is not None]
    if not reachable:
        return _because(problem, stop, WhyNot.OUT_OF_REACH, cheapest(alone), 0)
    return None


def _no_room(
    problem: RoutingProblem,
    clockwork: Clockwork,
    rows: list[list[int]],
    stop: int,
    least: int,
) -> UnvisitedReason | None:
    """Return which limit keeps it out of the routes as they are, or None if it would fit."""
    able = [pair for pair in range(len(problem.pairs)) if problem.may_serve(pair, stop)]
    ways = [way for pair in able for way in insertions(problem, clockwork, pair, rows[pair], stop)]
    if not ways:
        alone = [detour(problem, pair, [stop], 0) for pair in able]
        return _because(problem, stop, WhyNot.NO_TIME_LEFT, cheapest(alone), least)
    best = cheapest(ways)
    if best is not None and _costs(problem, best) >= int(problem.stops.value_fen[stop]):
        price = _costs(problem, best)
        return _because(problem, stop, WhyNot.WORTH_LESS_THAN_DETOUR, best, price)
    if all(len(rows[way.pair]) >= problem.pairs[way.pair].max_visits for way in ways):
        return _because(problem, stop, WhyNot.NO_VISIT_LEFT, best, least)
    return None


def _costs(problem: RoutingProblem, way: Insertion) -> int:
    return round(detour_fen(problem, way.metres))


def _because(
    problem: RoutingProblem, stop: int, why: WhyNot, way: Insertion | None, price_fen: int
) -> UnvisitedReason:
    return UnvisitedReason(
        case_id=int(problem.stops.case_id[stop]),
        value_fen=int(problem.stops.value_fen[stop]),
        why=why,
        price_fen=price_fen,
        detour_minutes=way.minutes if way else 0,
        pair_id=problem.pairs[way.pair].pair_id if way else -1,
    )
