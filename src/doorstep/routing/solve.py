"""Which visits are made today, by whom and in which order?"""

from itertools import pairwise
from typing import Final

import numpy as np

from doorstep.routing.engine import PENALTY_BY_RATE, Model, build, search
from doorstep.routing.insertion import construct, detour_fen
from doorstep.routing.plan import Method, RoutePlan
from doorstep.routing.problem import RoutingProblem
from doorstep.routing.selection import promising
from doorstep.routing.timing import clockwork_of, time_route

ITERATIONS: Final = 6_000
"""Search steps by default. On seeded days of 120 and 400 candidates for 4 to 8 pairs they take 3
to 7 CPU seconds, and twice as many add at most 0.2 % (``benchmarks/route_day.py``)."""

STEPS_PER_ROUND: Final = 1_500
"""The search starts anew from the best plan after this many steps. Six rounds of 1,500 found 1 to
2 % more on selective days than one of 9,000, and more than three separate searches of 3,000."""

CEILINGS: Final = (PENALTY_BY_RATE, 10 * PENALTY_BY_RATE)
"""Penalty ceilings: too low a one lets the search stay among broken plans, so a round that finds
nothing hands on to the higher one, and one that does goes back."""

SEED_LIMIT: Final = 2**32


def solve(problem: RoutingProblem, iterations: int = ITERATIONS, seed: int = 0) -> RoutePlan:
    """Choose, assign and order the visits worth most, less the cost of driving.

    The search starts from a greedy plan and stops after a number of steps, never after a time,
    so the same problem, steps and seed give the same plan on a slow and on a fast machine.

    Args:
        problem: Candidates, windows, pairs and travel times.
        iterations: Search steps; 0 gives the greedy plan.
        seed: Seed of the search, 0 to 2**32 - 1.

    Returns:
        A plan that holds all windows, shifts, languages and numbers of visits.

    Raises:
        ValueError: ``iterations`` or ``seed`` is outside its range.
    """
    if iterations < 0:
        raise ValueError(f"search steps must not be negative; got {iterations}")
    if not 0 <= seed < SEED_LIMIT:
        raise ValueError(f"a seed lies between 0 and {SEED_LIMIT - 1}; got {seed}")
    kept = promising(problem)
    smaller = problem.take(kept)
    greedy = construct(smaller)
    better = _improve(smaller, greedy, iterations, seed) if kept.size and iterations else None
    routes = [[int(kept[stop]) for stop in route] for route in better or greedy]
    return finish(
        problem,
        routes,
        method=Method.SEARCH if better else Method.GREEDY,
        iterations=iterations if kept.size else 0,
        seed=seed,
    )


def finish(
    problem: RoutingProblem,
    routes: list[list[int]],
    method: Method,
    iterations: int = 0,
    seed: int = 0,
) -> RoutePlan:
    """Return routes, given as rows of stops per pair, as a plan with all times and lengths.

    Raises:
        ValueError: A route does not fit its windows or its shift.
    """
    clockwork = clockwork_of(problem)
    visited = {stop for route in routes for stop in route}
    return RoutePlan(
        routes=tuple(
            time_route(problem, clockwork, pair, route) for pair, route in enumerate(routes)
        ),
        unvisited=tuple(
            int(case) for stop, case in enumerate(problem.stops.case_id) if stop not in visited
        ),
        method=method,
        iterations=iterations,
        seed=seed,
    )


def objective_fen(problem: RoutingProblem, routes: list[list[int]]) -> float:
    """Return the value of the visits less the cost of driving, in fen."""
    worth = 0.0
    for pair, route in enumerate(routes):
        places = [pair, *(problem.place_of_stop(stop) for stop in route), pair]
        metres = sum(int(problem.travel.metres[a, b]) for a, b in pairwise(places))
        worth += sum(int(problem.stops.value_fen[stop]) for stop in route)
        worth -= detour_fen(problem, metres)
    return worth


def _improve(
    problem: RoutingProblem, greedy: list[list[int]], iterations: int, seed: int
) -> list[list[int]] | None:
    """Return the best routes of all rounds, or None if none is worth more than the greedy ones."""
    model = build(problem)
    best, worth, ceiling = greedy, objective_fen(problem, greedy), 0
    seeds = np.random.SeedSequence(seed).generate_state(-(-iterations // STEPS_PER_ROUND))
    for number, round_seed in enumerate(seeds.tolist()):
        steps = min(STEPS_PER_ROUND, iterations - number * STEPS_PER_ROUND)
        start = _clients(problem, model, best)
        routes = search(model, start, CEILINGS[ceiling], steps, round_seed)
        found = worth if routes is None else objective_fen(problem, routes)
        if routes is not None and found > worth:
            best, worth, ceiling = routes, found, 0
        else:
            ceiling = 1 - ceiling
    return None if best is greedy else best


def _clients(problem: RoutingProblem, model: Model, routes: list[list[int]]) -> list[list[int]]:
    """Return each visit's client: the one whose window the route really uses."""
    clockwork = clockwork_of(problem)
    found = []
    for pair, route in enumerate(routes):
        timed = time_route(problem, clockwork, pair, route)
        found.append(
            [
                model.client_of[stop, at.early_minute]
                for stop, at in zip(route, timed.stops, strict=True)
            ]
        )
    return found
