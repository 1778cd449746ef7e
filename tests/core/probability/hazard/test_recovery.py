"""Money by day: exact in the mean, wider for few cases, and nothing that cannot be."""

import numpy as np
import pytest

from doorstep.probability.hazard.recovery import expected_recovery, mean_share

CURVES = np.array([[0.2, 0.5, 0.9]])


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="never falls"):
        expected_recovery(np.array([[0.5, 0.4]]), np.array([100]), np.ones(50), 1)
    with pytest.raises(ValueError, match="1 curves but 2 balances"):
        expected_recovery(CURVES, np.array([100, 100]), np.ones(50), 1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        mean_share(np.array([1.2]))


@pytest.mark.parametrize(("shares", "mean"), [([], 0.5), ([1.0] * 20, 0.75), ([0.2] * 380, 0.215)])
def test_a_share_with_little_behind_it_is_drawn_to_one_half(shares, mean):
    assert mean_share(np.array(shares)) == pytest.approx(mean)


def test_a_portfolio_brings_chance_times_share_times_balance_and_the_truth_lies_within():
    curves = np.repeat(CURVES, 400, axis=0)
    owed = np.full(400, 100_000)
    found = expected_recovery(curves, owed, np.ones(10_000), 1)
    assert found.expected == pytest.approx(400 * 100_000 * CURVES[0], rel=0.01)
    few = expected_recovery(curves[:10], owed[:10], np.ones(10_000), 1)
    width = (found.high - found.low) / found.expected
    assert ((few.high - few.low) / few.expected > 3 * width).all()
    assert (np.diff(found.expected) > 0).all()
    came = np.random.default_rng(9).random(400)[:, None] < curves
    inside = (owed @ came > found.low) & (owed @ came < found.high)
    assert inside.sum() >= 2
