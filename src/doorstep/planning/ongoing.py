"""What of a route is already fixed at some minute of the day, and what can still be changed?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from doorstep.planning.remaining import fixed_stops
from doorstep.routing.insertion import detour
from doorstep.routing.plan import PairRoute
from doorstep.routing.problem import RoutingProblem
from doorstep.routing.timing import Clockwork, lay_out


@dataclass(frozen=True, slots=True)
class Ongoing:
    """A route at some minute of the day.

    Attributes:
        pair: Row of the pair.
        pinned: Stops begun or being driven to, in order; they do not change.
        starts: Their starts.
        rest: Stops after them, in order.
        rest_starts: Their starts.
        floor: Start before which each stop of the old plan must not begin: people were told.
        free_minute: Minute before which the pair cannot leave for anything new.
    """

    pair: int
    pinned: tuple[int, ...]
    starts: tuple[int, ...]
    rest: tuple[int, ...]
    rest_starts: tuple[int, ...]
    floor: Mapping[int, int]
    free_minute: int

    @property
    def visits(self) -> int:
        """Return the number of stops, fixed or not."""
        return len(self.pinned) + len(self.rest)

    def only_begun(self, now_minute: int) -> "Ongoing":
        """Return the route with nothing but the stops that have begun."""
        begun = sum(start <= now_minute for start in self.starts)
        return replace(
            self, pinned=self.pinned[:begun], starts=self.starts[:begun], rest=(), rest_starts=()
        )

    def without(self, stop: int) -> "Ongoing":
        """Return the route without a stop; the pair may then leave at once for the next."""
        kept = [
            (other, start)
            for other, start in zip(self.pinned, self.starts, strict=True)
            if other != stop
        ]
        left = [
            (other, start)
            for other, start in zip(self.rest, self.rest_starts, strict=True)
            if other != stop
        ]
        return replace(
            self,
            pinned=tuple(other for other, _ in kept),
            starts=tuple(start for _, start in kept),
            rest=tuple(other for other, _ in left),
            rest_starts=tuple(start for _, start in left),
        )

    def departure(self, clockwork: Clockwork) -> tuple[int, int]:
        """Return the place from which the pair goes on, and the minute at which it can."""
        if not self.pinned:
            return self.pair, max(self.free_minute, clockwork.opens[self.pair])
        last = self.pinned[-1]
        return clockwork.pairs + last, max(
            self.free_minute, self.starts[-1] + clockwork.stay[last]
        )

    def lay_out(self, problem: RoutingProblem, clockwork: Clockwork) -> PairRoute:
        """Return the whole route with all times and lengths."""
        return lay_out(
            problem,
            clockwork,
            self.pair,
            (*self.pinned, *self.rest),
            (*self.starts, *self.rest_starts),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """One way to put a stop into what is left of a route.

    Attributes:
        pair: Row of the pair.
        rest: The stops after the fixed ones, with the new one.
        rest_starts: Their starts.
        minutes: Extra driving minutes.
        metres: Extra metres.
    """

    pair: int
    rest: tuple[int, ...]
    rest_starts: tuple[int, ...]
    minutes: int
    metres: int


def ongoing_route(
    pair: int,
    route: PairRoute,
    row_of: Mapping[int, int],
    problem: RoutingProblem,
    now_minute: int,
) -> Ongoing:
    """Return what of a planned route is fixed at a minute.

    A stop is fixed once it has begun, and already once the pair has left for it.
    """
    fixed = fixed_stops(route, now_minute)
    rows = tuple(row_of[stop.case_id] for stop in route.stops)
    starts = tuple(stop.starts_minute for stop in route.stops)
    return Ongoing(
        pair=pair,
        pinned=rows[:fixed],
        starts=starts[:fixed],
        rest=rows[fixed:],
        rest_starts=starts[fixed:],
        floor=dict(zip(rows, starts, strict=True)),
        free_minute=max(now_minute, problem.pairs[pair].starts_minute),
    )


def settle(clockwork: Clockwork, route: Ongoing) -> tuple[Ongoing, list[int]]:
    """Return a route with its rest timed anew, and the stops that no longer fit.

    Where the shorter way never takes longer, taking a stop out loses none of the others.
    """
    kept: tuple[int, ...] = ()
    lost = []
    starts: tuple[int, ...] = ()
    for stop in route.rest:
        timed = _starts(clockwork, route, (*kept, stop))
        if timed is None:
            lost.append(stop)
        else:
            kept, starts = (*kept, stop), timed
    return replace(route, rest=kept, rest_starts=starts), lost


def cheapest_place(
    problem: RoutingProblem, clockwork: Clockwork, route: Ongoing, stop: int
) -> Place | None:
    """Return the place of least extra driving after the fixed stops, or None if none holds."""
    found = []
    for position in range(len(route.rest) + 1):
        rest = (*route.rest[:position], stop, *route.rest[position:])
        starts = _starts(clockwork, route, rest)
        if starts is not None:
            whole = (*route.pinned, *rest)
            way = detour(problem, route.pair, whole, len(route.pinned) + position)
            found.append(Place(route.pair, rest, starts, way.minutes, way.metres))
    return min(found, key=lambda place: (place.minutes, place.metres), default=None)


def _starts(clockwork: Clockwork, route: Ongoing, rest: tuple[int, ...]) -> tuple[int, ...] | None:
    """Return starts of the rest, none before its floor, or None if a window or shift breaks."""
    place, free = route.departure(clockwork)
    found = []
    for stop in rest:
        arrival = free + clockwork.minutes[place][clockwork.pairs + stop]
        start = clockwork.start_at(stop, max(arrival, route.floor.get(stop, 0)))
        if start is None:
            return None
        found.append(start)
        place, free = clockwork.pairs + stop, start + clockwork.stay[stop]
    home = free + clockwork.minutes[place][route.pair]
    return tuple(found) if home <= clockwork.closes[route.pair] else None
