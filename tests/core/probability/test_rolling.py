"""Do chances follow the outcomes, and only where outcomes say so?"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.probability.calibrate import Likelihoods
from doorstep.probability.glass.logistic import expit
from doorstep.probability.heads import Basis
from doorstep.probability.rolling import OFFSET_SPREAD, Rolling

NOBODY = ((),)


def outcomes_of(log_odds, seed):
    return np.random.default_rng(seed).random(len(log_odds)) < expit(log_odds)


def test_before_any_outcome_nothing_moves():
    said = np.array([-2.0, 0.0, 1.5])
    assert Rolling(0.0).moved(said, NOBODY * 3) == pytest.approx(said)


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="2 log-odds, 1 outcomes"):
        Rolling(0.0).after(np.zeros(2), np.zeros(1, dtype=bool), NOBODY)


def test_one_outcome_moves_the_intercept_by_the_step_computed_by_hand():
    v = OFFSET_SPREAD**2
    step = v * 0.5 / (1 + 0.25 * v)
    assert Rolling(0.0).after_one(0.0, True).mean("offset") == pytest.approx(step)
    assert Rolling(0.0).after_one(0.0, False).mean("offset") == pytest.approx(-step)


def test_a_shift_of_the_world_is_found_and_the_chances_told_meanwhile_lose_little():
    said = np.random.default_rng(1).normal(-1, 1, 3_000)
    came = outcomes_of(said + 0.8, 2)
    moved, told = Rolling(-1.0).told(said, came, NOBODY * len(said))
    assert moved.mean("offset") == pytest.approx(0.8, abs=0.15)
    assert abs(told[1000:].mean() - came[1000:].mean()) < 0.02
    frozen = expit(said)[1000:]
    assert abs(frozen.mean() - came[1000:].mean()) > 0.1


def test_what_differs_by_county_goes_to_its_step_and_a_county_without_rows_stays():
    said = np.full(4_000, -1.0)
    marks = [(("county:a", 1.0),) if n % 2 else (("county:b", 1.0),) for n in range(4_000)]
    shift = np.where(np.arange(4_000) % 2, 0.4, -0.4)
    moved = Rolling(-1.0).after(said, outcomes_of(said + shift, 3), marks)
    assert moved.mean("county:a") > 0.2 > -0.2 > moved.mean("county:b")
    assert moved.mean("county:c") == 0.0


def test_few_outcomes_move_a_step_less_than_many():
    rows = (("county:a", 1.0),)
    few = Rolling(0.0).after(np.zeros(5), np.ones(5, dtype=bool), [rows] * 5)
    many = Rolling(0.0).after(np.zeros(200), np.ones(200, dtype=bool), [rows] * 200)
    assert 0 < few.mean("county:a") < many.mean("county:a")


@given(
    st.lists(st.tuples(st.floats(-6, 6), st.booleans()), min_size=1, max_size=60),
    st.integers(0, 1_000),
)
def test_whatever_comes_moves_stay_finite_and_intervals_hold_their_chance(rows, seed):
    said = np.array([row[0] for row in rows])
    came = np.array([row[1] for row in rows])
    moved = Rolling(0.0).after(said, came, [(("layer:holiday", 2.0),)] * len(rows))
    assert all(math.isfinite(mean) and v > 0 for mean, v in moved.beliefs.values()), seed
    p = expit(said)
    before = Likelihoods(
        p, p * 0.9, p + 0.05 * (1 - p), np.ones(len(p)), Basis.LEARNED, p * 0.95, p
    )
    after = moved.applied(before, [(("layer:holiday", 2.0),)] * len(rows))
    assert ((after.low <= after.p + 1e-12) & (after.p <= after.high + 1e-12)).all(), seed


def test_what_is_written_down_is_read_back():
    moved = Rolling(-0.5).after(np.zeros(3), np.ones(3, dtype=bool), [(("product:x", 1.0),)] * 3)
    assert Rolling.from_dict(moved.as_dict()) == moved
    assert moved.shifted(0.25).mean("offset") == pytest.approx(moved.mean("offset") + 0.25)
