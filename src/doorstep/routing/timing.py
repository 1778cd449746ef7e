"""When does each visit of a route begin, if the pair never dawdles?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from doorstep.routing.plan import PairRoute, RouteStop
from doorstep.routing.problem import RoutingProblem


@dataclass(frozen=True, slots=True)
class Clockwork:
    """The problem as plain lists, which short loops read many times faster than arrays.

    Attributes:
        minutes: Travel minutes between places.
        stay: Minutes at each stop.
        windows: First and last starts of each stop.
        pairs: Number of pairs; stop ``s`` is place ``pairs + s``.
        opens: Shift start of each pair.
        closes: Shift end of each pair.
    """

    minutes: list[list[int]]
    stay: list[int]
    windows: list[list[tuple[int, int]]]
    pairs: int
    opens: list[int]
    closes: list[int]

    def start_at(self, stop: int, arrival: int) -> int | None:
        """Return the first lawful start at or after an arrival, or None if there is none."""
        for early, late in self.windows[stop]:
            if arrival <= late:
                return max(arrival, early)
        return None

    def starts(self, pair: int, stops: Sequence[int]) -> list[int] | None:
        """Return the start of each visit, or None if the route does not fit the shift."""
        return self.starts_from(pair, stops, place=pair, free=self.opens[pair])

    def starts_from(
        self, pair: int, stops: Sequence[int], place: int, free: int
    ) -> list[int] | None:
        """Return the start of each visit for a pair that is free at a place at a minute.

        Args:
            pair: Row of the pair.
            stops: Stops still to be visited, in order.
            place: Place where the pair is.
            free: Minute from which it can drive.

        Returns:
            A start per stop, or None if a window or the way home in time cannot be held.
        """
        found = []
        for stop in stops:
            start = self.start_at(stop, free + self.minutes[place][self.pairs + stop])
            if start is None:
                return None
            found.append(start)
            place, free = self.pairs + stop, start + self.stay[stop]
        return found if free + self.minutes[place][pair] <= self.closes[pair] else None


def clockwork_of(problem: RoutingProblem) -> Clockwork:
    """Return the problem's times as plain lists."""
    return Clockwork(
        minutes=problem.travel.minutes.tolist(),
        stay=problem.stops.stay_minutes.tolist(),
        windows=[problem.windows_of(stop) for stop in range(len(problem.stops))],
        pairs=len(problem.pairs),
        opens=[pair.starts_minute for pair in problem.pairs],
        closes=[pair.ends_minute for pair in problem.pairs],
    )


def time_route(
    problem: RoutingProblem, clockwork: Clockwork, pair: int, stops: Sequence[int]
) -> PairRoute:
    """Return a pair's route with all times and lengths filled in.

    Raises:
        ValueError: The route does not fit the windows or the shift.
    """
    starts = clockwork.starts(pair, stops)
    if starts is None:
        raise ValueError(f"these stops do not fit the day of pair {problem.pairs[pair].letter}")
    return lay_out(problem, clockwork, pair, stops, starts)


def lay_out(
    problem: RoutingProblem,
    clockwork: Clockwork,
    pair: int,
    stops: Sequence[int],
    starts: Sequence[int],
) -> PairRoute:
    """Return a route whose starts are already known."""
    shift = problem.pairs[pair]
    if not stops:
        at = shift.starts_minute
        return PairRoute(shift.pair_id, shift.letter, at, at, 0, 0, ())
    places = [pair, *(problem.place_of_stop(stop) for stop in stops), pair]
    legs = [clockwork.minutes[a][b] for a, b in pairwise(places)]
    metres = [int(problem.travel.metres[a, b]) for a, b in pairwise(places)]
    leaves = starts[0] - legs[0]
    free, done = leaves, []
    for stop, start, leg, length in zip(stops, starts, legs, metres, strict=False):
        window = next(w for w in clockwork.windows[stop] if w[0] <= start <= w[1])
        ends = start + clockwork.stay[stop]
        case_id, value = int(problem.stops.case_id[stop]), int(problem.stops.value_fen[stop])
        done.append(
            RouteStop(case_id, free + leg, start, ends, window[0], window[1], leg, length, value)
        )
        free = ends
    return PairRoute(
        pair_id=shift.pair_id,
        letter=shift.letter,
        leaves_minute=leaves,
        returns_minute=free + legs[-1],
        metres=sum(metres),
        travel_minutes=sum(legs),
        stops=tuple(done),
    )
