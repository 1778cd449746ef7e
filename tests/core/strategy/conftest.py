"""Small portfolios to choose for."""

from collections.abc import Callable

import numpy as np
import pytest

from doorstep.strategy.capacity import DayCapacity, Resources, day_resources
from doorstep.strategy.treatment import TreatmentCosts, house_costs
from doorstep.strategy.value import ValueFacts
from doorstep.terms.codes import Treatment


@pytest.fixture(scope="session")
def costs() -> TreatmentCosts:
    """Return the numbers that come with the program."""
    return house_costs()


@pytest.fixture(scope="session")
def build_facts() -> Callable[..., ValueFacts]:
    """Return a builder of facts about ``n`` equal cases; any column may be given."""

    def build(n: int = 1, **given) -> ValueFacts:
        columns = {
            "owed_fen": np.full(n, 200_000),
            "affordable_fen": np.full(n, -1),
            "sms_delivered": np.full(n, 0.9),
            "email_read": np.full(n, 0.4),
            "call_answered": np.full(n, 0.3),
            "visit_met": np.full(n, 0.5),
            "paid_anyway": np.full(n, 0.2),
            "in_hardship": np.full(n, 0.0),
        }
        for name, value in given.items():
            columns[name] = np.broadcast_to(value, (n,)).copy()
        return ValueFacts(**columns)

    return build


@pytest.fixture(scope="session")
def random_portfolio(costs) -> Callable[..., tuple[np.ndarray, np.ndarray, Resources]]:
    """Return a builder of values, mask and limits: ``random_portfolio(seed, cases)``."""

    def build(seed: int, cases: int, tightness: float = 0.2):
        rng = np.random.default_rng(seed)
        values = np.round(rng.normal(2_000, 6_000, (cases, len(Treatment))), 2)
        values[:, Treatment.NONE] = 0
        mask = rng.random(values.shape) < 0.7
        visits = int(rng.integers(0, max(2, int(cases * tightness))))
        capacity = DayCapacity(
            visits=visits,
            pair_minutes=40 * visits,
            call_minutes=int(rng.integers(0, 1 + int(cases * 10 * tightness))),
            sms=int(rng.integers(0, 1 + int(cases * tightness))),
            email=int(rng.integers(0, 1 + int(cases * tightness))),
            hardship_offers=int(rng.integers(0, 3 + int(cases * tightness / 4))),
            legal_referrals=int(rng.integers(0, 3)),
        )
        return values, mask, day_resources(costs, capacity)

    return build
