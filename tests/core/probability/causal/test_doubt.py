"""Does the interval of an effect hold the truth, and is thin support said?"""

import numpy as np
import pytest

from doorstep.probability.causal.doubt import doubt_of
from doorstep.probability.causal.effect import Trial


def trial(rows: int, seed: int) -> Trial:
    rng = np.random.default_rng(seed)
    matrix = rng.normal(size=(rows, 1))
    treated = rng.random(rows) < 0.5
    rate = 0.2 + 0.2 * (matrix[:, 0] > 0) + 0.1 * treated
    outcome = (rng.random(rows) < rate).astype(np.float64)
    return Trial(matrix, treated, outcome, np.full(rows, 0.5))


def test_sums_and_a_single_arm_are_refused():
    rows = trial(200, 1)
    with pytest.raises(ValueError, match="0 and 1"):
        doubt_of(
            Trial(rows.matrix, rows.treated, rows.outcome * 7, rows.propensity), rows.matrix, 1
        )
    with pytest.raises(ValueError, match="both arms"):
        doubt_of(rows.take(rows.treated), rows.matrix, 1)


def test_the_ends_lie_around_the_true_effect_and_draw_together_with_more_rows():
    asked = np.array([[-1.0], [1.0]])
    few, many = (doubt_of(trial(rows, 2), asked, seed=3) for rows in (600, 4_000))
    assert (many.low + many.high) / 2 == pytest.approx([0.1, 0.1], abs=0.05)
    assert (few.high - few.low).mean() > 2 * (many.high - many.low).mean()
    assert not many.is_thin.any()


def test_few_rows_say_that_they_are_few():
    assert doubt_of(trial(40, 4), np.array([[0.0]]), seed=5).is_thin.all()
