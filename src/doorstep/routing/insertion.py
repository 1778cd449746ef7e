"""Where does one more visit fit into a route at the least extra cost?"""

from collections.abc import Sequence
from dataclasses import dataclass

from doorstep.routing.problem import RoutingProblem
from doorstep.routing.selection import slot_minutes
from doorstep.routing.timing import Clockwork, clockwork_of


@dataclass(frozen=True, slots=True)
class Insertion:
    """One way to add a stop to a route.

    Attributes:
        pair: Row of the pair.
        position: Index in the route at which the stop would stand.
        minutes: Extra driving minutes.
        metres: Extra metres.
    """

    pair: int
    position: int
    minutes: int
    metres: int


def detour(problem: RoutingProblem, pair: int, route: Sequence[int], position: int) -> Insertion:
    """Return what a route's stop at a position adds to the drive without it."""
    places = [pair, *(problem.place_of_stop(stop) for stop in route), pair]
    before, here, after = places[position : position + 3]
    minutes, metres = problem.travel.minutes, problem.travel.metres
    return Insertion(
        pair,
        position,
        int(minutes[before, here] + minutes[here, after] - minutes[before, after]),
        int(metres[before, here] + metres[here, after] - metres[before, after]),
    )


def insertions(
    problem: RoutingProblem,
    clockwork: Clockwork,
    pair: int,
    route: Sequence[int],
    stop: int,
) -> list[Insertion]:
    """Return every position at which the windows and the shift still hold.

    Language and the number of visits are not looked at here.
    """
    found = []
    for position in range(len(route) + 1):
        longer = [*route[:position], stop, *route[position:]]
        if clockwork.starts(pair, longer) is not None:
            found.append(detour(problem, pair, longer, position))
    return found


def cheapest(found: Sequence[Insertion]) -> Insertion | None:
    """Return the insertion with the fewest extra minutes, then metres, or None."""
    return min(found, key=lambda way: (way.minutes, way.metres, way.position), default=None)


def detour_fen(problem: RoutingProblem, metres: int) -> float:
    """Return what driving a length costs."""
    return metres * problem.fen_per_kilometre / 1000


def construct(problem: RoutingProblem) -> list[list[int]]:
    """Fill all routes greedily by value per minute; the same problem gives the same routes.

    At each step the visit with the most value, less the cost of its detour, per minute of detour
    and stay goes in, where a visit takes up no less than its slot of the shift. A visit worth
    less than its detour never does.

    Returns:
        Rows of stops in order, one list per pair.
    """
    clockwork = clockwork_of(problem)
    routes: list[list[int]] = [[] for _ in problem.pairs]
    open_stops = [stop for stop in range(len(problem.stops)) if clockwork.windows[stop]]
    ways = {
        (pair, stop): _best_way(problem, clockwork, pair, routes[pair], stop)
        for pair in range(len(routes))
        for stop in open_stops
    }
    while True:
        choices = [(rate, -stop, -pair) for (pair, stop), (rate, _) in ways.items() if rate > 0]
        if not choices:
            return routes
        _, stop, pair = max(choices)
        stop, pair = -stop, -pair
        _, position = ways[pair, stop]
        routes[pair].insert(position, stop)
        ways = {key: way for key, way in ways.items() if key[1] != stop}
        for key in [key for key in ways if key[0] == pair]:
            ways[key] = _best_way(problem, clockwork, pair, routes[pair], key[1])


def _best_way(
    problem: RoutingProblem, clockwork: Clockwork, pair: int, route: list[int], stop: int
) -> tuple[float, int]:
    """Return value per minute and position of the best insertion; a rate of 0 if none pays."""
    full = len(route) >= problem.pairs[pair].max_visits
    if full or not problem.may_serve(pair, stop):
        return 0.0, 0
    way = cheapest(insertions(problem, clockwork, pair, route, stop))
    if way is None:
        return 0.0, 0
    worth = float(problem.stops.value_fen[stop]) - detour_fen(problem, way.metres)
    takes = max(way.minutes + clockwork.stay[stop], slot_minutes(problem.pairs[pair]), 1.0)
    return max(worth, 0.0) / takes, way.position
