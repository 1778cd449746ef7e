import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from doorstep.strategy.allocate import allocate
from doorstep.strategy.allocation import NO_RUNNER_UP, Why
from doorstep.strategy.capacity import Limit, Resources
from doorstep.terms.codes import Treatment

VISITS_ONLY = Resources((Limit.VISITS,), np.eye(7)[:, [4]], np.array([1.0]))


def one_visit(values, mask=None):
    """Choose among none, call and visit, with one visit for all."""
    table = np.zeros((len(values), 7))
    table[:, [3, 4]] = values
    lawful = np.zeros(table.shape, dtype=bool)
    lawful[:, [0, 3, 4]] = True
    if mask is not None:
        lawful[:, [3, 4]] = mask
    return allocate(table, lawful, VISITS_ONLY)


def best_whole(values, mask, resources):
    """Return the best whole allocation by an exact solver."""
    cases, treatments = values.shape
    one_each = np.kron(np.eye(cases), np.ones(treatments))
    use = np.tile(resources.use.T, cases)
    answer = milp(
        -np.where(mask, values, 0).ravel(),
        constraints=[
            LinearConstraint(one_each, 1, 1),
            LinearConstraint(use, -np.inf, resources.capacity),
        ],
        bounds=Bounds(0, np.where(mask, 1, 0).ravel()),
        integrality=1,
    )
    return -answer.fun


def test_the_only_visit_goes_where_it_adds_most_over_the_alternative():
    allocation = one_visit([(900, 1000), (100, 800), (0, 600)])
    assert allocation.chosen.tolist() == [3, 4, 0]


def test_the_price_of_a_visit_lies_between_the_last_taken_and_the_first_refused():
    allocation = one_visit([(900, 1000), (100, 800), (0, 600)])
    assert 600 <= allocation.prices_fen[0] <= 700
    assert allocation.gap == pytest.approx(0, abs=1e-6)


def test_each_treatment_says_why_it_was_not_chosen():
    allocation = one_visit([(900, 1000), (-50, 800), (0, 600)], mask=[(1, 1), (1, 1), (0, 1)])
    assert allocation.why[0, Treatment.VISIT] == Why.PRICE_TOO_HIGH
    assert allocation.why[0, Treatment.NONE] == Why.LESS_THAN_CHOSEN
    assert allocation.why[1, Treatment.VISIT] == Why.CHOSEN
    assert allocation.why[1, Treatment.CALL] == Why.WORTH_LESS_THAN_NOTHING
    assert allocation.why[2, Treatment.CALL] == Why.LAW_REFUSES


def test_the_runner_up_is_the_best_other_lawful_treatment_after_prices():
    # The price of the visit lies between 3,900 and 4,100, so the other case would still take it.
    allocation = one_visit([(900, 5000), (900, 4800)])
    assert allocation.runner_up.tolist() == [Treatment.CALL, Treatment.VISIT]
    price = allocation.prices_fen[0]
    assert allocation.margin_fen[0] == pytest.approx(5000 - price - 900)


def test_where_the_law_leaves_nothing_else_there_is_no_runner_up():
    allocation = one_visit([(900, 1000)], mask=[(0, 0)])
    assert allocation.chosen.tolist() == [Treatment.NONE]
    assert allocation.runner_up.tolist() == [NO_RUNNER_UP]
    assert allocation.margin_fen.tolist() == [0]


def test_none_is_chosen_where_everything_else_is_worth_less():
    allocation = one_visit([(-1, -5)])
    assert allocation.chosen.tolist() == [Treatment.NONE]
    assert (allocation.why[0, [3, 4]] == Why.WORTH_LESS_THAN_NOTHING).all()


def test_no_value_can_buy_what_the_law_refuses():
    allocation = one_visit([(0, 1e12), (0, 1)], mask=[(1, 0), (1, 1)])
    assert allocation.chosen.tolist() == [Treatment.NONE, Treatment.VISIT]


def test_nothing_to_choose_for_is_no_error():
    allocation = allocate(np.zeros((0, 7)), np.ones((0, 7), dtype=bool), VISITS_ONLY)
    assert (allocation.chosen.size, allocation.value_fen, allocation.gap) == (0, 0, 0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda v, m: (v[:, :6], m), "one table"),
        (lambda v, m: (v[:, :6], m[:, :6]), "6 treatments"),
        (lambda v, m: (np.where(np.arange(7) == 4, np.nan, v), m), "needs a number"),
        (lambda v, m: (v + 1, m), "worth 0"),
    ],
)
def test_tables_that_cannot_be_are_refused(change, message):
    values, mask = change(np.zeros((2, 7)), np.ones((2, 7), dtype=bool))
    with pytest.raises(ValueError, match=message):
        allocate(values, mask, VISITS_ONLY)


def test_what_the_law_refuses_needs_no_value():
    values, mask = np.zeros((1, 7)), np.ones((1, 7), dtype=bool)
    values[0, 4], mask[0, 4] = np.nan, False
    assert allocate(values, mask, VISITS_ONLY).chosen.tolist() == [Treatment.NONE]


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 100_000), cases=st.integers(1, 60))
def test_no_limit_is_passed_and_no_refused_treatment_chosen(random_portfolio, seed, cases):
    values, mask, resources = random_portfolio(seed, cases)
    allocation = allocate(values, mask, resources)
    assert (allocation.used() <= resources.capacity + 1e-6).all()
    mask[:, Treatment.NONE] = True
    assert mask[np.arange(cases), allocation.chosen].all()
    assert (values[np.arange(cases), allocation.chosen] >= 0).all()
    assert allocation.value_fen <= allocation.bound_fen + 1e-6
    assert (
        np.take_along_axis(allocation.why, allocation.chosen[:, None].astype(int), 1) == 0
    ).all()


@pytest.mark.parametrize("seed", range(12))
def test_the_bound_is_above_and_the_choice_near_the_best_whole_allocation(random_portfolio, seed):
    values, mask, resources = random_portfolio(seed, cases=40)
    mask[:, Treatment.NONE] = True
    allocation = allocate(values, mask, resources)
    best = best_whole(values, mask, resources)
    assert allocation.bound_fen >= best - 1e-6
    assert best - 1e-6 >= allocation.value_fen - 2e-6
    assert allocation.value_fen >= 0.97 * best


def test_the_same_inputs_and_seed_give_the_same_choice(random_portfolio):
    values, mask, resources = random_portfolio(3, cases=50_000)
    first, second = (allocate(values, mask, resources, seed=9) for _ in range(2))
    assert (first.chosen == second.chosen).all()
    assert (first.prices_fen == second.prices_fen).all()


def test_five_thousand_cases_are_chosen_for_well_within_a_second(random_portfolio):
    values, mask, resources = random_portfolio(5, cases=5_000)
    started = time.process_time()
    allocation = allocate(values, mask, resources)
    assert time.process_time() - started < 1.0
    assert allocation.gap < 0.005
