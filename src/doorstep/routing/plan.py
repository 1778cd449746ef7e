"""What does a finished day of routes look like?"""

from dataclasses import dataclass

from doorstep.terms.codes import Code


class Method(Code):
    """How a plan came about."""

    SEARCH = 0
    GREEDY = 1
    REPAIRED = 2


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One visit in a route; minutes after local midnight.

    Attributes:
        case_id: The case.
        arrives_minute: When the pair is there.
        starts_minute: When the visit begins; later than arrival if the pair has to wait.
        leaves_minute: When it ends.
        early_minute: First lawful start of the window used.
        late_minute: Last start of the window used that leaves room for the stay.
        travel_minutes: From the place before.
        metres: From the place before.
        value_fen: What the visit is worth.
    """

    case_id: int
    arrives_minute: int
    starts_minute: int
    leaves_minute: int
    early_minute: int
    late_minute: int
    travel_minutes: int
    metres: int
    value_fen: int

    @property
    def wait_minutes(self) -> int:
        """Return the minutes between arrival and start."""
        return self.starts_minute - self.arrives_minute


@dataclass(frozen=True, slots=True)
class PairRoute:
    """One pair's day.

    Attributes:
        pair_id: The pair.
        letter: Its name on the board.
        leaves_minute: When it leaves its start point; the latest that delays no visit.
        returns_minute: When it is back.
        metres: Whole length, the way back included.
        travel_minutes: Whole driving time, the way back included.
        stops: The visits in order; may be empty.
    """

    pair_id: int
    letter: str
    leaves_minute: int
    returns_minute: int
    metres: int
    travel_minutes: int
    stops: tuple[RouteStop, ...]

    @property
    def value_fen(self) -> int:
        """Return the sum of the visits' values."""
        return sum(stop.value_fen for stop in self.stops)

    @property
    def minutes(self) -> int:
        """Return minutes from leaving to being back."""
        return self.returns_minute - self.leaves_minute


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """All pairs' days, and the candidates that nobody visits.

    Attributes:
        routes: One per pair, in the order of the problem's pairs.
        unvisited: Cases without a visit, in the order of the candidates.
        method: How it came about.
        iterations: Search steps made; 0 if none.
        seed: Seed of the search.
    """

    routes: tuple[PairRoute, ...]
    unvisited: tuple[int, ...]
    method: Method
    iterations: int
    seed: int

    @property
    def visits(self) -> int:
        """Return the number of visits."""
        return sum(len(route.stops) for route in self.routes)

    @property
    def metres(self) -> int:
        """Return metres driven by all pairs."""
        return sum(route.metres for route in self.routes)

    @property
    def minutes(self) -> int:
        """Return minutes from leaving to being back, summed over the pairs that go out."""
        return sum(route.minutes for route in self.routes)

    @property
    def value_fen(self) -> int:
        """Return the sum of the visits' values, in fen, before the cost of driving."""
        return sum(route.value_fen for route in self.routes)

    def pair_of(self, case_id: int) -> int | None:
        """Return the pair that visits a case, or None if nobody does."""
        for route in self.routes:
            if any(stop.case_id == case_id for stop in route.stops):
                return route.pair_id
        return None
