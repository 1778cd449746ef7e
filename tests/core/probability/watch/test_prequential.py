"""What was foretold, against what came."""

import numpy as np
import pytest

from doorstep.probability.watch.prequential import Stretch, foretold


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="one length"):
        foretold(np.array([0.5]), np.array([True, False]), 1)


def test_a_stretch_without_outcomes_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        foretold(np.array([0.5]), np.array([True]), 0)


def test_nothing_foretold_is_nothing_measured():
    assert foretold(np.zeros(0), np.zeros(0, dtype=bool), 5) == ()


def test_three_outcomes_by_hand_in_stretches_of_two():
    found = foretold(np.array([0.5, 0.8, 0.25]), np.array([True, True, False]), 2)
    # Running base rate: 0.5 / 1, then 1.5 / 2, then 2.5 / 3.
    assert found == (
        Stretch(0, 2, pytest.approx(-(np.log(0.5) + np.log(0.8)) / 2),
                pytest.approx(-(np.log(0.5) + np.log(0.75)) / 2)),
        Stretch(2, 1, pytest.approx(-np.log(0.75)), pytest.approx(-np.log(1 - 2.5 / 3))),
    )  # fmt: skip


def test_certainty_that_was_wrong_costs_much_but_not_everything():
    assert np.isfinite(foretold(np.array([1.0]), np.array([False]), 1)[0].log_loss)


def test_an_outcome_never_changes_what_was_measured_before_it():
    rng = np.random.default_rng(20261126)
    chances, outcomes = rng.uniform(0.1, 0.9, 400), rng.random(400) < 0.4
    later = outcomes.copy()
    later[200:] = ~later[200:]
    assert foretold(chances, outcomes, 50)[:4] == foretold(chances, later, 50)[:4]
