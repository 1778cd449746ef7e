"""How is the problem said to PyVRP, and its answer read back?

PyVRP (MIT, https://pyvrp.org) minimises driving plus the prizes of stops left out. Four settings
decide whether it does that well on problems where most candidates stay unvisited: a small cost of
driving must remain; penalties must start near what a broken minute could earn, not at 50,000;
they must move every 100 solutions; and the search must start from a plan that holds.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyvrp
import pyvrp.exceptions
import pyvrp.stop
from numpy.typing import NDArray

from doorstep.routing.problem import RoutingProblem
from doorstep.routing.selection import value_per_minute

PENALTY_BY_RATE: Final = 10.0
"""Highest price of a broken minute, in median values per minute (measured on TOPTW sets)."""

LOAD_SHARE: Final = 0.3
"""Load of one visit, in the minutes that a median visit takes; see ``_load_unit``."""

SOLUTIONS_BETWEEN_UPDATES: Final = 100
Table = np.ndarray[Any, np.dtype[np.int64]]

FORBIDDEN_METRES: Final = 100_000_000
FORBIDDEN_MINUTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Model:
    """A problem in PyVRP's words.

    Attributes:
        data: The problem.
        stop_of: Row of the stop that each client stands for; a stop with two windows has two
            clients of which at most one is visited.
        client_of: Client of each stop and first start of its window.
        rate: Median prize per minute, in PyVRP's cost units.
    """

    data: pyvrp.ProblemData
    stop_of: list[int]
    client_of: dict[tuple[int, int], int]
    rate: float


def build(problem: RoutingProblem) -> Model:
    """Say a problem to PyVRP; one metre costs one unit, so a fen is worth several."""
    units_per_fen = 1000 / problem.fen_per_kilometre
    rates = value_per_minute(problem)
    rate = max(1.0, float(np.median(rates[rates > 0])) * units_per_fen if rates.any() else 1.0)
    load = _load_unit(problem, rates)
    clients, groups, stop_of = _clients(problem, units_per_fen, load)
    profiles, profile_of = _profiles(problem)
    places = len(problem.pairs) + len(problem.stops)
    data = pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in range(places)],
        clients,
        [pyvrp.Depot(pair) for pair in range(len(problem.pairs))],
        [
            pyvrp.VehicleType(
                num_available=1,
                capacity=[shift.max_visits * load],
                start_depot=pair,
                end_depot=pair,
                tw_early=shift.starts_minute,
                tw_late=shift.ends_minute,
                unit_distance_cost=1,
                profile=profile_of[pair],
            )
            for pair, shift in enumerate(problem.pairs)
        ],
        [metres for metres, _ in profiles],
        [minutes for _, minutes in profiles],
        groups,
    )
    client_of = {
        (stop, int(clients[client].tw_early)): client for client, stop in enumerate(stop_of)
    }
    return Model(data, stop_of, client_of, rate)


def search(
    model: Model, start: Sequence[Sequence[int]], ceiling: float, iterations: int, seed: int
) -> list[list[int]] | None:
    """Improve a plan that holds.

    Args:
        model: The problem.
        start: Clients in order, one list per pair.
        ceiling: Highest penalty of a broken minute or visit, in median values per minute.
        iterations: Search steps.
        seed: Seed of the search.

    Returns:
        Rows of stops in order, one list per pair, or None if nothing better was found.
    """
    begin = pyvrp.Solution(
        model.data,
        [pyvrp.Route(model.data, list(route), pair) for pair, route in enumerate(start) if route],
    )
    penalty = pyvrp.PenaltyParams(
        max_penalty=max(1.0, ceiling * model.rate),
        solutions_between_updates=SOLUTIONS_BETWEEN_UPDATES,
    )
    with warnings.catch_warnings():
        # A low ceiling is reached on purpose; the caller tries a higher one when it was too low.
        warnings.simplefilter("ignore", pyvrp.exceptions.PenaltyBoundWarning)
        result = pyvrp.solve(
            model.data,
            pyvrp.stop.MaxIterations(iterations),
            seed=seed,
            collect_stats=False,
            params=pyvrp.SolveParams(penalty=penalty),
            initial_solution=begin,
        )
    if not result.is_feasible() or result.best == begin:
        return None
    routes: list[list[int]] = [[] for _ in start]
    for route in result.best.routes():
        routes[route.vehicle_type()] = [
            model.stop_of[activity.idx] for activity in route if activity.is_client()
        ]
    return routes


def _load_unit(problem: RoutingProblem, rates: NDArray[np.float64]) -> int:
    """Return the load of one visit, so that the one penalty ceiling suits loads and minutes.

    With a load of 1, a visit too many would cost as much as one minute too many and be cheap to
    keep. At three tenths of the minutes a median visit takes, it costs three median visits at the
    ceiling: dear, but open to passing through. The full minutes found 1 % less.
    """
    if not rates.any():
        return 1
    takes = problem.stops.value_fen[rates > 0] / rates[rates > 0]
    return max(1, round(LOAD_SHARE * float(np.median(takes))))


def _clients(
    problem: RoutingProblem, units_per_fen: float, load: int
) -> tuple[list[pyvrp.Client], list[pyvrp.ClientGroup], list[int]]:
    clients: list[pyvrp.Client] = []
    groups: list[pyvrp.ClientGroup] = []
    stop_of: list[int] = []
    for stop in range(len(problem.stops)):
        windows = problem.windows_of(stop)
        group = len(groups) if len(windows) > 1 else None
        if group is not None:
            members = range(len(clients), len(clients) + len(windows))
            groups.append(pyvrp.ClientGroup(list(members), required=False))
        for early, late in windows:
            clients.append(
                pyvrp.Client(
                    problem.place_of_stop(stop),
                    delivery=[load],
                    service_duration=int(problem.stops.stay_minutes[stop]),
                    tw_early=early,
                    tw_late=late,
                    prize=round(int(problem.stops.value_fen[stop]) * units_per_fen),
                    required=False,
                    group=group,
                )
            )
            stop_of.append(stop)
    return clients, groups, stop_of


def _profiles(
    problem: RoutingProblem,
) -> tuple[list[tuple[Table, Table]], list[int]]:
    """Return one pair of tables per set of stops that some pair cannot serve, and whose is whose.

    PyVRP has no skills; a stop in another language is put out of reach instead.
    """
    metres = problem.travel.metres.astype(np.int64)
    minutes = problem.travel.minutes.astype(np.int64)
    tables: dict[tuple[int, ...], int] = {}
    found: list[tuple[Table, Table]] = []
    profile_of = []
    for pair in range(len(problem.pairs)):
        barred = tuple(
            problem.place_of_stop(stop)
            for stop in range(len(problem.stops))
            if not problem.may_serve(pair, stop)
        )
        if barred not in tables:
            tables[barred] = len(found)
            found.append(
                (
                    _out_of_reach(metres, barred, FORBIDDEN_METRES),
                    _out_of_reach(minutes, barred, FORBIDDEN_MINUTES),
                )
            )
        profile_of.append(tables[barred])
    return found, profile_of


def _out_of_reach(table: Table, barred: tuple[int, ...], far: int) -> Table:
    rows = list(barred)
    changed = table.copy()
    changed[rows, :] = far
    changed[:, rows] = far
    np.fill_diagonal(changed, 0)
    return changed
