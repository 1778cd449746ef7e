"""How do effects differ by person? Two ways to learn it from unbiased effects of single rows.

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

TREES: Final[dict[str, Any]] = {
    "objective": "regression", "max_depth": 2, "num_leaves": 4, "learning_rate": 0.03,
    "min_data_in_leaf": 300, "lambda_l2": 50.0, "num_threads": 1, "verbosity": -1,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_ROUNDS: Final = 120


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
    return np.asarray(train(TREES, Dataset(matrix, effects), _ROUNDS).predict(asked))


def _mean(column: Floats) -> float:
    known = column[~np.isnan(column)]
    return float(known.mean()) if len(known) else 0.0
