"""Weights of a few columns, near what was believed."""

import numpy as np
import pytest

from doorstep.probability.glass.logistic import Belief, expit, fit_logistic, logit


def test_without_rows_the_belief_stays():
    belief = Belief(np.array([1.0, -0.5]), np.array([0.3, 0.3]))
    found = fit_logistic(np.zeros((0, 2)), np.zeros(0), np.zeros(0), belief)
    assert found == pytest.approx([1.0, -0.5])


def test_with_many_rows_the_truth_is_found():
    rng = np.random.default_rng(2)
    columns = np.column_stack((rng.normal(size=40_000), np.ones(40_000)))
    outcomes = (rng.random(40_000) < expit(columns @ np.array([0.7, -1.2]))).astype(float)
    belief = Belief(np.array([1.0, 0.0]), np.array([1.0, 1.0]))
    found = fit_logistic(columns, outcomes, np.ones(40_000), belief)
    assert found == pytest.approx([0.7, -1.2], abs=0.04)


def test_rows_that_are_told_apart_perfectly_do_not_run_away():
    columns = np.array([[-2.0, 1.0], [2.0, 1.0]] * 20)
    outcomes = np.array([0.0, 1.0] * 20)
    belief = Belief(np.array([1.0, 0.0]), np.array([0.25, 1.0]))
    found = fit_logistic(columns, outcomes, np.ones(40), belief)
    assert np.all(np.isfinite(found))
    assert 1.0 < found[0] < 3.0


def test_log_odds_and_chances_are_each_others_inverse():
    chances = np.array([1e-6, 0.2, 0.5, 0.999])
    assert expit(logit(chances)) == pytest.approx(chances)
    assert expit(np.array([-800.0, 800.0])).tolist() == [0.0, 1.0]
