"""What becomes of the day when a pair drops out or a visit is withdrawn?

Nothing that has begun or is being driven to is touched. Every other visit keeps its pair and its
order and never moves to an earlier time; visits without a pair go where they cost least. So a
change in one route stays a change in one route.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from doorstep.planning.ongoing import Ongoing, Place, cheapest_place, ongoing_route, settle
from doorstep.routing.explain import WhyNot
from doorstep.routing.insertion import detour_fen
from doorstep.routing.plan import Method, RoutePlan
from doorstep.routing.problem import RoutingProblem
from doorstep.routing.timing import Clockwork, clockwork_of


@dataclass(frozen=True, slots=True)
class Moved:
    """A visit that another pair makes now.

    Attributes:
        case_id: The case.
        from_pair_id: Who would have made it.
        to_pair_id: Who makes it.
        started_minute: When it would have begun.
        starts_minute: When it begins.
    """

    case_id: int
    from_pair_id: int
    to_pair_id: int
    started_minute: int
    starts_minute: int


@dataclass(frozen=True, slots=True)
class Shifted:
    """A visit that keeps its pair and begins later.

    Attributes:
        case_id: The case.
        later_minutes: By how much.
    """

    case_id: int
    later_minutes: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A planned visit that nobody can make any more.

    Attributes:
        case_id: The case.
        value_fen: What it was worth.
        why: The limit that keeps it out.
    """

    case_id: int
    value_fen: int
    why: WhyNot


@dataclass(frozen=True, slots=True)
class Replan:
    """A repaired day and what the repair costs.

    Attributes:
        plan: The new plan; it holds everything the old one held.
        moved: Visits that changed pair.
        shifted: Visits that begin later with the same pair.
        unplaced: Visits that fall out.
        extra_metres: Metres driven more than before; may be negative.
        extra_minutes: Driving minutes more than before; may be negative.
    """

    plan: RoutePlan
    moved: tuple[Moved, ...]
    shifted: tuple[Shifted, ...]
    unplaced: tuple[Unplaced, ...]
    extra_metres: int
    extra_minutes: int

    @property
    def broken_windows(self) -> int:
        """Return how many visits fall out because no pair can be there inside their window."""
        return sum(gone.why is WhyNot.NO_TIME_LEFT for gone in self.unplaced)


def drop_pair(
    problem: RoutingProblem,
    plan: RoutePlan,
    pair_id: int,
    now_minute: int,
    absent: frozenset[int] = frozenset(),
) -> Replan:
    """Return the day without a pair from now on.

    Visits that the pair has begun stay with it; all others, also the one it is driving to, go to
    other pairs where they cost least, the most valuable first.

    Args:
        problem: What the plan was made for.
        plan: The plan in force.
        pair_id: Who drops out.
        now_minute: Minute of the local day.
        absent: Pairs that dropped out earlier today; they get nothing.

    Raises:
        ValueError: The pair is not in the plan.
    """
    routes = _ongoing_routes(problem, plan, now_minute)
    gone = _row_of_pair(problem, pair_id)
    orphans = [
        *(
            stop
            for stop, start in zip(routes[gone].pinned, routes[gone].starts, strict=True)
            if start > now_minute
        ),
        *routes[gone].rest,
    ]
    routes[gone] = routes[gone].only_begun(now_minute)
    return _repair(problem, plan, routes, orphans, closed=_closed(problem, {pair_id, *absent}))


def withdraw_stop(
    problem: RoutingProblem,
    plan: RoutePlan,
    case_id: int,
    now_minute: int,
    absent: frozenset[int] = frozenset(),
) -> Replan:
    """Return the day without a visit that may no longer be made.

    Args:
        problem: What the plan was made for.
        plan: The plan in force.
        case_id: Whose visit is withdrawn.
        now_minute: Minute of the local day.
        absent: Pairs that dropped out earlier today; they get nothing.

    Raises:
        ValueError: The case is not in the plan, or its visit has already begun.
    """
    routes = _ongoing_routes(problem, plan, now_minute)
    row = _row_of_case(problem, case_id)
    for pair, route in enumerate(routes):
        if row in route.pinned or row in route.rest:
            if row in route.pinned and route.starts[route.pinned.index(row)] <= now_minute:
                raise ValueError(f"the visit to case {case_id} has already begun")
            routes[pair] = route.without(row)
            return _repair(problem, plan, routes, [], closed=_closed(problem, set(absent)))
    raise ValueError(f"case {case_id} has no visit in this plan")


def _ongoing_routes(problem: RoutingProblem, plan: RoutePlan, now_minute: int) -> list[Ongoing]:
    row_of = {int(case): row for row, case in enumerate(problem.stops.case_id)}
    return [
        ongoing_route(pair, route, row_of, problem, now_minute)
        for pair, route in enumerate(plan.routes)
    ]


def _closed(problem: RoutingProblem, absent: set[int]) -> frozenset[int]:
    return frozenset(row for row, pair in enumerate(problem.pairs) if pair.pair_id in absent)


def _row_of_pair(problem: RoutingProblem, pair_id: int) -> int:
    for row, pair in enumerate(problem.pairs):
        if pair.pair_id == pair_id:
            return row
    raise ValueError(f"pair {pair_id} is not in this plan")


def _row_of_case(problem: RoutingProblem, case_id: int) -> int:
    for row, case in enumerate(problem.stops.case_id):
        if int(case) == case_id:
            return row
    raise ValueError(f"case {case_id} has no visit in this plan")


def _repair(
    problem: RoutingProblem,
    before: RoutePlan,
    routes: list[Ongoing],
    orphans: Sequence[int],
    closed: frozenset[int],
) -> Replan:
    """Place the orphans one by one, the most valuable first, and report what changed."""
    clockwork = clockwork_of(problem)
    homeless = list(orphans)
    for pair, route in enumerate(routes):
        routes[pair], lost = settle(clockwork, route)
        homeless.extend(lost)
    homeless.sort(key=lambda stop: (-int(problem.stops.value_fen[stop]), stop))
    unplaced = []
    for stop in homeless:
        why = _place(problem, clockwork, routes, stop, closed)
        if why is not None:
            case_id = int(problem.stops.case_id[stop])
            unplaced.append(Unplaced(case_id, int(problem.stops.value_fen[stop]), why))
    return _report(problem, clockwork, before, routes, tuple(unplaced))


def _place(
    problem: RoutingProblem,
    clockwork: Clockwork,
    routes: list[Ongoing],
    stop: int,
    closed: frozenset[int],
) -> WhyNot | None:
    """Put a stop where it costs least, or return the limit that keeps it out."""
    able = [pair for pair in range(len(routes)) if pair not in closed]
    if not able:
        return WhyNot.NO_PAIR_ON_SHIFT
    able = [pair for pair in able if problem.may_serve(pair, stop)]
    if not able:
        return WhyNot.NO_PAIR_SPEAKS
    able = [pair for pair in able if routes[pair].visits < problem.pairs[pair].max_visits]
    if not able:
        return WhyNot.NO_VISIT_LEFT
    ways = [cheapest_place(problem, clockwork, routes[pair], stop) for pair in able]
    found: list[Place] = [way for way in ways if way is not None]
    if not found:
        return WhyNot.NO_TIME_LEFT
    best = min(found, key=lambda way: (way.minutes, way.metres, way.pair))
    if detour_fen(problem, best.metres) >= int(problem.stops.value_fen[stop]):
        return WhyNot.WORTH_LESS_THAN_DETOUR
    routes[best.pair] = replace(routes[best.pair], rest=best.rest, rest_starts=best.rest_starts)
    return None


def _report(
    problem: RoutingProblem,
    clockwork: Clockwork,
    before: RoutePlan,
    routes: list[Ongoing],
    unplaced: tuple[Unplaced, ...],
) -> Replan:
    laid_out = tuple(route.lay_out(problem, clockwork) for route in routes)
    visited = {stop.case_id for route in laid_out for stop in route.stops}
    plan = replace(
        before,
        routes=laid_out,
        unvisited=tuple(int(case) for case in problem.stops.case_id if int(case) not in visited),
        method=Method.REPAIRED,
    )
    was = {
        stop.case_id: (route.pair_id, stop.starts_minute)
        for route in before.routes
        for stop in route.stops
    }
    moved, shifted = [], []
    for route in laid_out:
        for stop in route.stops:
            pair_id, started = was[stop.case_id]
            if pair_id != route.pair_id:
                moved.append(
                    Moved(stop.case_id, pair_id, route.pair_id, started, stop.starts_minute)
                )
            elif stop.starts_minute != started:
                shifted.append(Shifted(stop.case_id, stop.starts_minute - started))
    return Replan(
        plan=plan,
        moved=tuple(moved),
        shifted=tuple(shifted),
        unplaced=unplaced,
        extra_metres=plan.metres - before.metres,
        extra_minutes=sum(route.travel_minutes for route in plan.routes)
        - sum(route.travel_minutes for route in before.routes),
    )
