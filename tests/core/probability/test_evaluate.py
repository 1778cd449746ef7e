"""Figures, against values computed by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.probability.evaluate import Evaluation, auc, brier, ece, log_loss

CHANCES = np.array([0.1, 0.4, 0.35, 0.8])
OUTCOMES = np.array([False, False, True, True])


def test_figures_of_four_rows():
    assert auc(CHANCES, OUTCOMES) == 0.75  # three of four pairs in order
    assert brier(CHANCES, OUTCOMES) == pytest.approx((0.01 + 0.16 + 0.4225 + 0.04) / 4)
    assert ece(CHANCES, OUTCOMES, bins=2) == pytest.approx(0.5 * 0.275 + 0.5 * 0.1)
    assert log_loss(CHANCES, OUTCOMES) == pytest.approx(0.4723, abs=1e-4)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=30))
def test_the_area_is_the_share_of_pairs_in_order_with_ties_as_half(rows):
    chances = np.array([row[0] / 5 for row in rows])
    outcomes = np.array([row[1] for row in rows])
    yes, no = chances[outcomes], chances[~outcomes]
    won = [1.0 if a > b else 0.5 if a == b else 0.0 for a in yes for b in no]
    assert auc(chances, outcomes) == (pytest.approx(np.mean(won)) if won else None)


def test_an_impossible_outcome_costs_much_but_not_everything():
    assert 27 < log_loss(np.array([0.0]), np.array([True])) < 28


def test_empty_or_unequal_columns_are_refused():
    for wrong in ((np.zeros(0), np.zeros(0, dtype=bool)), (CHANCES, OUTCOMES[:2])):
        with pytest.raises(ValueError, match="non-empty"):
            ece(*wrong)


def test_without_rows_there_are_no_figures():
    nothing = Evaluation.of(np.zeros(0), np.zeros(0, dtype=bool))
    assert nothing == Evaluation(0, 0.0, None, None, None, None)
