"""Which visits does each pair make today, when, and why?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.pairs import PairShift
from doorstep.planning.windows import LawfulStarts, stop_windows
from doorstep.routing.check import Violation, check_plan
from doorstep.routing.explain import (
    StopReason,
    UnvisitedReason,
    stop_reasons,
    unvisited_reasons,
)
from doorstep.routing.plan import PairRoute, RoutePlan
from doorstep.routing.problem import RoutingProblem, StopColumns, start_places
from doorstep.routing.solve import ITERATIONS, solve
from doorstep.routing.travel import TravelProvider

KEPT_WORD_FEN: Final = 50_000
"""What keeping a booked visit adds for the search, beyond three times the best other visit.

A price of the house for a word that was given: no visit that it could displace outweighs it. It
steers the search alone and is in no figure that anybody reads.
"""

VisitCandidates = StopColumns
"""Candidates for a visit: case, prize, place, stay and language, one row each."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The day as it is published.

    Attributes:
        plan: Routes and unvisited cases.
        reasons: One per visit, route by route, in order.
        unplanned: One per candidate without a visit.
        violations: What the independent checker found; empty, or the plan must not be published.
    """

    plan: RoutePlan
    reasons: tuple[StopReason, ...]
    unplanned: tuple[UnvisitedReason, ...]
    violations: tuple[Violation, ...]

    @property
    def routes(self) -> tuple[PairRoute, ...]:
        """Return the pairs' routes."""
        return self.plan.routes

    @property
    def visits(self) -> int:
        """Return the number of visits."""
        return self.plan.visits

    @property
    def kilometres(self) -> float:
        """Return the kilometres driven by all pairs."""
        return self.plan.metres / 1000

    @property
    def minutes(self) -> int:
        """Return the minutes from leaving to being back, over all pairs."""
        return self.plan.minutes

    @property
    def value_fen(self) -> int:
        """Return the sum of the visits' prizes."""
        return self.plan.value_fen

    def visited_cases(self) -> NDArray[np.int64]:
        """Return the cases that are visited, route by route, in order."""
        return np.array(
            [stop.case_id for route in self.routes for stop in route.stops], dtype=np.int64
        )

    def reason_of(self, case_id: int) -> StopReason | UnvisitedReason:
        """Return why a case is visited or not.

        Raises:
            KeyError: The case was no candidate.
        """
        known: tuple[StopReason | UnvisitedReason, ...] = (*self.reasons, *self.unplanned)
        for reason in known:
            if reason.case_id == case_id:
                return reason
        raise KeyError(case_id)


def prepare_day(
    candidates: VisitCandidates,
    pairs: Sequence[PairShift],
    windows: LawfulStarts,
    travel: TravelProvider,
) -> RoutingProblem:
    """Return the day as a routing problem.

    Args:
        candidates: Visits that could be made; their value is the prize.
        pairs: Who is on shift.
        windows: When each candidate may lawfully begin, by row of ``candidates``.
        travel: Where times and lengths come from; asked for the pairs' start points in order,
            then the candidates in order.
    """
    latitude, longitude = start_places(pairs)
    table = travel.between(
        [*latitude, *candidates.latitude.tolist()], [*longitude, *candidates.longitude.tolist()]
    )
    return RoutingProblem(
        stops=candidates,
        windows=stop_windows(windows, candidates.stay_minutes, pairs),
        pairs=tuple(pairs),
        travel=table,
    )


def eager_for(problem: RoutingProblem, booked: Collection[int]) -> RoutingProblem:
    """Return the same day with visits that borrowers booked worth more than all others.

    Args:
        problem: The day.
        booked: Cases with an appointment that day.
    """
    stops = problem.stops
    is_booked = np.isin(stops.case_id, np.array(sorted(booked), dtype=np.int64))
    extra = KEPT_WORD_FEN + 3 * int(stops.value_fen.max(initial=0))
    eager = np.where(is_booked, stops.value_fen + extra, stops.value_fen)
    return replace(problem, stops=replace(stops, value_fen=eager))


def as_valued(plan: RoutePlan, problem: RoutingProblem) -> RoutePlan:
    """Return a plan with each visit at the value that the problem gives it."""
    value = dict(
        zip(problem.stops.case_id.tolist(), problem.stops.value_fen.tolist(), strict=True)
    )
    return replace(
        plan,
        routes=tuple(
            replace(
                route,
                stops=tuple(replace(stop, value_fen=value[stop.case_id]) for stop in route.stops),
            )
            for route in plan.routes
        ),
    )


def plan_day(
    candidates: VisitCandidates,
    pairs: Sequence[PairShift],
    windows: LawfulStarts,
    travel: TravelProvider,
    seed: int,
    iterations: int = ITERATIONS,
) -> DayPlan:
    """Choose, assign and order today's visits, and say why.

    Args:
        candidates: Visits that could be made; their value is the prize.
        pairs: Who is on shift; with nobody the plan has no visit and each case says so.
        windows: When each candidate may lawfully begin, by row of ``candidates``.
        travel: Where times and lengths come from.
        seed: Seed of the search.
        iterations: Search steps; the same inputs, seed and steps give the same plan.

    Returns:
        The plan, already checked.
    """
    problem = prepare_day(candidates, pairs, windows, travel)
    return describe_plan(problem, solve(problem, iterations, seed))


def describe_plan(problem: RoutingProblem, plan: RoutePlan) -> DayPlan:
    """Return a plan with its reasons, checked against the problem it must hold."""
    return DayPlan(
        plan=plan,
        reasons=stop_reasons(problem, plan),
        unplanned=unvisited_reasons(problem, plan),
        violations=check_plan(problem, plan),
    )
