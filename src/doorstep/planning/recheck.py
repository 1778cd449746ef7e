"""May this plan be published: does it hold, and is every visit in it lawful at its very minute?"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from doorstep.routing.check import Breach, Violation, check_plan
from doorstep.routing.plan import RoutePlan
from doorstep.routing.problem import RoutingProblem

MayVisit = Callable[[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]], NDArray[np.bool_]]
"""Asked for case, first and last minute of each visit; says which are allowed, in that order."""


def recheck(
    problem: RoutingProblem, plan: RoutePlan, may_visit: MayVisit
) -> tuple[Violation, ...]:
    """Return everything that forbids publishing a plan; empty if nothing does.

    The windows that routing was given were computed in advance; here the gate itself is asked
    once more about each visit as planned, all of them in one call.

    Args:
        problem: What the plan must hold.
        plan: The plan.
        may_visit: The law's answer for cases and minutes of the local day.

    Raises:
        ValueError: The law gave another number of answers than it was asked for.
    """
    stops = [(route.pair_id, stop) for route in plan.routes for stop in route.stops]
    cases = np.array([stop.case_id for _, stop in stops], dtype=np.int64)
    starts = np.array([stop.starts_minute for _, stop in stops], dtype=np.int32)
    ends = np.array([stop.leaves_minute for _, stop in stops], dtype=np.int32)
    allowed = may_visit(cases, starts, ends)
    if allowed.shape != cases.shape:
        raise ValueError(f"asked about {cases.size} visits, answered {allowed.shape}")
    refused = tuple(
        Violation(Breach.REFUSED_BY_LAW, pair_id, stop.case_id, stop.starts_minute)
        for (pair_id, stop), is_allowed in zip(stops, allowed.tolist(), strict=True)
        if not is_allowed
    )
    return (*check_plan(problem, plan), *refused)
