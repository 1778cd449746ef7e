import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.strategy.allocate import lawful_worth
from doorstep.strategy.capacity import Limit, Resources
from doorstep.strategy.prices import best_at, bound_at, find_prices


def find(values, mask, resources, seed=0):
    return find_prices(lawful_worth(values, mask), resources, np.random.default_rng(seed))


def test_what_is_not_scarce_costs_nothing(random_portfolio):
    values, mask, resources = random_portfolio(2, cases=50)
    plenty = Resources(resources.limits, resources.use, np.full(len(resources.limits), 1e9))
    priced = find(values, mask, plenty)
    assert (priced.prices_fen == 0).all()


def test_without_limits_the_bound_is_everybodys_best(random_portfolio):
    values, mask, _ = random_portfolio(2, cases=50)
    priced = find(values, mask, Resources((), np.zeros((7, 0)), np.zeros(0)))
    assert priced.bound_fen == pytest.approx(lawful_worth(values, mask).max(axis=1).sum())


def test_with_no_capacity_at_all_only_free_treatments_are_left(random_portfolio):
    values, mask, resources = random_portfolio(2, cases=50)
    nothing = Resources(resources.limits, resources.use, np.zeros(len(resources.limits)))
    assert find(values, mask, nothing).bound_fen == pytest.approx(0, abs=1.0)


def test_the_price_of_the_only_scarce_thing_is_the_cut_between_taken_and_refused():
    gains = np.array([10.0, 50.0, 30.0, 40.0, 20.0])
    values = np.column_stack([np.zeros(5), gains])
    one_kind = Resources((Limit.VISITS,), np.array([[0.0], [1.0]]), np.array([2.0]))
    priced = find_prices(values, one_kind, np.random.default_rng(0))
    assert 30.0 <= priced.prices_fen[0] <= 40.0
    assert priced.bound_fen == pytest.approx(90.0)


def test_none_wins_a_tie():
    worth = np.array([[0.0, 5.0]])
    chosen, best = best_at(worth, np.array([0.0, 5.0]))
    assert (chosen.tolist(), best.tolist()) == ([0], [0.0])


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_every_price_gives_a_bound_and_the_found_one_is_no_worse(random_portfolio, seed):
    values, mask, resources = random_portfolio(seed, cases=40)
    worth = lawful_worth(values, mask)
    priced = find(values, mask, resources)
    rng = np.random.default_rng(seed)
    for _ in range(5):
        other = rng.uniform(0, 5_000, len(resources.limits))
        assert (
            bound_at(worth, resources, other)[0]
            >= priced.bound_fen - 1e-6 * abs(priced.bound_fen) - 1e-3
        )
    assert (priced.prices_fen >= 0).all()


def test_a_sample_gives_the_same_prices_as_the_whole_nearly(random_portfolio):
    values, mask, resources = random_portfolio(6, cases=45_000)
    worth = lawful_worth(values, mask)
    one, other = (find_prices(worth, resources, np.random.default_rng(s)) for s in (1, 2))
    assert one.bound_fen == pytest.approx(other.bound_fen, rel=1e-4)
