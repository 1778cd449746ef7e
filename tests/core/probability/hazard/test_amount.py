"""Do the days and the shares of a payment agree with what is known?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.probability.hazard.amount import AmountHead, cumulative_hazard, curves_through
from doorstep.probability.hazard.curve import STEPS, Times

TIMES = Times(np.array([1.0, 3, 7, 20, 60, 60]), np.array([True, True, True, True, False, False]))


def test_wrong_input_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        AmountHead.of(np.array([1.2]), ["a"])
    with pytest.raises(ValueError, match="2 shares but 1"):
        AmountHead.of(np.array([0.1, 0.2]), ["a"])
    with pytest.raises(ValueError, match="day 14"):
        curves_through(np.array([0.5]), np.ones(2), (1, 2))
    with pytest.raises(ValueError, match="0 and 1"):
        curves_through(np.array([1.5]), cumulative_hazard(TIMES))


def test_the_hazard_of_six_cases_computed_by_hand():
    hazard = cumulative_hazard(TIMES)
    by_day = dict(zip(STEPS, hazard, strict=True))
    assert by_day[1] == pytest.approx(1 / 6, abs=1e-4)
    assert by_day[3] == pytest.approx(1 / 6 + 1 / 5, abs=1e-4)
    assert by_day[14] == pytest.approx(1 / 6 + 1 / 5 + 1 / 4, abs=1e-4)
    assert by_day[60] == pytest.approx(1 / 6 + 1 / 5 + 1 / 4 + 1 / 3, abs=1e-4)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_every_curve_passes_through_its_chance_and_none_falls_or_crosses(chances):
    said = np.sort(np.array(chances))
    curves = curves_through(said, cumulative_hazard(TIMES))
    assert curves[:, STEPS.index(14)] == pytest.approx(said, abs=1e-6)
    assert (np.diff(curves, axis=1) >= 0).all()
    assert (np.diff(curves, axis=0) >= -1e-12).all()


def test_a_group_with_few_payments_is_near_the_mean_and_an_unknown_one_has_it():
    shares = np.append(np.full(500, 0.2), [0.9, 0.9])
    head = AmountHead.of(shares, ["card"] * 500 + ["rare"] * 2)
    assert head.by_group["card"] == pytest.approx(0.2, abs=0.01)
    assert head.by_group["rare"] < 0.35
    assert head.shares(["never seen"]).tolist() == [head.mean]
    assert AmountHead.of(np.zeros(0), []).mean == 0.5
