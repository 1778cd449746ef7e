"""How do effects differ by person, and what would have come of a row in either arm?

Effects of single rows are nearly all noise, so both ways are stiff: a ridge regression that is
drawn far towards the mean, and shallow boosted trees for effects that jump. Rows left out say
which of the two holds.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from lightgbm import Dataset, train
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Learner = Callable[[Floats, Floats, Floats], Floats]
"""Features and effects of rows to learn from, and features of rows asked: their effects."""

_RIDGE: Final = 0.5
"""How hard coefficients of features of unit variance are drawn to nought, per row."""

_MEAN: Final[dict[str, Any]] = {
    "objective": "cross_entropy", "max_depth": 2, "num_leaves": 4, "learning_rate": 0.05,
    "min_data_in_leaf": 100, "lambda_l2": 5.0, "num_threads": 1, "verbosity": -1,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_MEAN_ROUNDS: Final = 100
_JUMPS: Final = _MEAN | {
    "objective": "regression", "learning_rate": 0.03, "min_data_in_leaf": 300, "lambda_l2": 50.0,
}  # fmt: skip
_JUMP_ROUNDS: Final = 120


def linear(matrix: Floats, effects: Floats, asked: Floats) -> Floats:
    """Return effects that rise or fall evenly with each feature; a missing value is the mean."""
    middle = np.array([_mean(column) for column in matrix.T])
    filled = np.where(np.isnan(matrix), middle, matrix) - middle
    width = filled.std(axis=0)
    scaled = filled / np.where(width > 0, width, 1.0)
    own = scaled.T @ scaled + _RIDGE * len(scaled) * np.eye(scaled.shape[1])
    weights = np.linalg.solve(own, scaled.T @ (effects - effects.mean()))
    wanted = (np.where(np.isnan(asked), middle, asked) - middle) / np.where(width > 0, width, 1.0)
    return np.asarray(effects.mean() + wanted @ weights)


def jumping(matrix: Floats, effects: Floats, asked: Floats) -> Floats:
    """Return effects that may jump at a value of one feature or of two together."""
    return np.asarray(train(_JUMPS, Dataset(matrix, effects), _JUMP_ROUNDS).predict(asked))


def boosted_mean(matrix: Floats, outcomes: Floats, asked: Floats) -> Floats:
    """Return the outcome to be expected, from 0 to the greatest one that was seen."""
    top = max(float(outcomes.max()), 1e-9)
    model = train(_MEAN, Dataset(matrix, outcomes / top), _MEAN_ROUNDS)
    return np.asarray(model.predict(asked)) * top


def _mean(column: Floats) -> float:
    known = column[~np.isnan(column)]
    return float(known.mean()) if len(known) else 0.0
