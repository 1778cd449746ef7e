from datetime import date

import numpy as np
import pytest

from doorstep.simulation.world import World, build_world

DAY = date(2026, 11, 25)
SEED = 20261125


@pytest.fixture(scope="session")
def world() -> World:
    """A quarter of the bundled world: large enough for shares, small enough for every test."""
    return build_world(SEED, DAY, accounts=1250)


@pytest.fixture(scope="session")
def area_under_curve():
    """Area under the ROC curve by ranks, ties shared."""

    def area(outcome, score):
        outcome, score = np.asarray(outcome, dtype=bool), np.asarray(score, dtype=float)
        _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
        ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
        ones = outcome.sum()
        return (ranks[outcome].sum() - ones * (ones + 1) / 2) / (ones * (len(outcome) - ones))

    return area
