"""Personal effects are found where they are, in whichever of the two shapes, and nowhere else."""

import numpy as np
import pytest

from doorstep.probability.causal.effect import Trial, estimate
from doorstep.probability.causal.learners import jumping, linear

ROWS, SEED = 6_000, 20261126
SHAPES = {
    "even": lambda x: 0.05 + 0.05 * x[:, 0],
    "jumping": lambda x: 0.05 + 0.3 * ((x[:, 0] > 0.5) & (x[:, 1] > 0)),
}


def trial(effect, seed: int) -> Trial:
    rng = np.random.default_rng(seed)
    matrix = rng.normal(size=(ROWS, 5))
    treated = rng.random(ROWS) < 0.5
    chance = np.clip(0.2 + 0.03 * matrix[:, 2] + treated * effect(matrix), 0, 1)
    came = (rng.random(ROWS) < chance).astype(float)
    return Trial(matrix, treated, came, np.full(ROWS, 0.5))


@pytest.mark.parametrize("shape", SHAPES)
def test_effects_that_differ_are_found_in_either_shape(shape):
    effect, other = SHAPES[shape], trial(SHAPES[shape], SEED + 1)
    found = estimate(trial(effect, SEED), other.matrix, SEED)
    assert found.is_heterogeneous
    assert np.corrcoef(found.personal, effect(other.matrix))[0, 1] > 0.6
    assert found.mean == pytest.approx(effect(other.matrix).mean(), abs=3 * found.error)


def test_where_all_have_the_same_effect_the_gate_stays_shut():
    open_ones = 0
    for seed in range(6):
        found = estimate(trial(lambda x: np.full(len(x), 0.05), seed), np.zeros((1, 5)), seed)
        open_ones += found.is_heterogeneous
    assert open_ones == 0


def test_nobody_asked_is_no_effect_said():
    found = estimate(trial(SHAPES["even"], SEED), np.zeros((0, 5)), SEED)
    assert len(found.personal) == 0
    assert found.is_heterogeneous


@pytest.mark.parametrize("learner", [linear, jumping])
def test_missing_values_and_columns_that_say_nothing_give_numbers(learner):
    rng = np.random.default_rng(SEED)
    matrix = rng.normal(size=(2_000, 3))
    matrix[:, 1] = np.nan
    matrix[::7, 0] = np.nan
    matrix[:, 2] = 4.0
    asked = np.array([[np.nan, np.nan, np.nan], [1.0, 2.0, 4.0]])
    assert np.isfinite(learner(matrix, rng.normal(size=2_000), asked)).all()
