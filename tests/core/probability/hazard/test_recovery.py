"""Money by day: exact in the mean, wider for few cases, and nothing that cannot be."""

import numpy as np
import pytest

from doorstep.probability.hazard import recovery
from doorstep.probability.hazard.recovery import ONE_BY_ONE, expected_recovery, mean_share

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


def portfolio(cases: int, seed: int = 3):
    """Return rising curves, uneven debts, past shares that reach beyond all, and own shares."""
    rng = np.random.default_rng(seed)
    curves = np.cumsum(rng.dirichlet(np.ones(5), cases)[:, :4], axis=1)
    owed = rng.lognormal(13, 1, cases).astype(np.int64)
    return curves, owed, rng.beta(0.6, 0.8, 3_000), rng.choice([0.3, 0.5, 0.9], cases)


@pytest.mark.parametrize("heaviest", [1, 10])
def test_of_many_cases_the_interval_is_that_of_drawing_each(monkeypatch, heaviest):
    curves, owed, past, own = portfolio(ONE_BY_ONE * 2)
    owed[7] *= heaviest  # one that outweighs thousands of others
    found = expected_recovery(curves, owed, past, 1, own, 4_000)
    monkeypatch.setattr(recovery, "ONE_BY_ONE", len(owed))
    drawn = expected_recovery(curves, owed, past, 2, own, 4_000)
    assert found.expected == pytest.approx(drawn.expected)
    width = drawn.high - drawn.low
    assert (np.abs(found.low - drawn.low) < 0.06 * width).all()
    assert (np.abs(found.high - drawn.high) < 0.06 * width).all()


@pytest.mark.parametrize("cases", [400, ONE_BY_ONE * 2])
def test_what_is_expected_lies_in_the_middle_of_its_interval(cases):
    curves, owed, past, own = portfolio(cases)
    found = expected_recovery(curves, owed, past, 1, own, 2_000)
    above = (found.high - found.expected) / (found.high - found.low)
    assert ((above > 0.35) & (above < 0.65)).all()


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5, 0.9, 1.0])
def test_a_share_keeps_its_mean_although_nobody_pays_more_than_all(share):
    spread_of = portfolio(1)[2]
    spread_of /= spread_of.mean()
    first, _ = recovery._capped_moments(
        recovery._before_the_cap(np.array([share, 0.4]), spread_of), spread_of
    )
    assert first == pytest.approx([share, 0.4], abs=1e-6)


def test_what_many_small_cases_bring_is_exact_in_the_mean_and_the_variance():
    curves, owed, past, own = portfolio(50)
    spread_of = past / past.mean()
    middle, spread = recovery._sum_of(curves, owed.astype(float), own, spread_of)
    rng = np.random.default_rng(4)
    brought = np.array([
        (owed * np.minimum(own * rng.choice(spread_of, 50), 1.0)) @ (rng.random((50, 1)) < curves)
        for _ in range(20_000)
    ])  # fmt: skip
    assert brought.mean(axis=0) == pytest.approx(middle, rel=0.01)
    assert brought.std(axis=0) == pytest.approx(spread, rel=0.03)


def test_a_share_is_capped_where_all_is_paid():
    first, second = recovery._capped_moments(np.array([0.5, 1.0]), np.array([0.0, 1.0, 4.0]))
    assert first == pytest.approx([(0 + 0.5 + 1) / 3, (0 + 1 + 1) / 3])
    assert second == pytest.approx([(0 + 0.25 + 1) / 3, (0 + 1 + 1) / 3])
