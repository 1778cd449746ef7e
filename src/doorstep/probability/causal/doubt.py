"""Between which ends does the chance of each arm lie, and where is there too little to say?

The Venn-Abers interval of the chance with the treatment and of the one without it, each from rows
of that arm that its model had not seen. The effect lies between the ends that are furthest apart.
Where an arm has next to no rows with a like chance, no personal effect is said.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from lightgbm import Dataset, train
from numpy.typing import NDArray

from doorstep.probability.bench.venn_abers import venn_abers
from doorstep.probability.causal.effect import FOLDS, Trial

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEAR: Final = 0.05
"""Chances that differ by no more than this are alike."""

FEWEST_NEAR: Final = 30
_TREES: Final = 100
_SETTINGS: Final[dict[str, Any]] = {
    "objective": "binary", "max_depth": 2, "num_leaves": 4, "learning_rate": 0.05,
    "min_data_in_leaf": 100, "lambda_l2": 5.0, "num_threads": 1, "verbosity": -1,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """How far each effect may be off.

    Attributes:
        low: The least that the effect of each asked row may be.
        high: The most.
        is_thin: Too few rows of one arm are like it; its effect is not said.
    """

    low: Floats
    high: Floats
    is_thin: Flags


def doubt_of(learned: Trial, asked: Floats, seed: int) -> Doubt:
    """Return the doubt about the effect on other rows.

    Raises:
        ValueError: An outcome is not 0 or 1, or an arm has no rows.
    """
    if not np.isin(learned.outcome, (0.0, 1.0)).all():
        raise ValueError("an interval of chances needs outcomes of 0 and 1")
    if not 0 < int(learned.treated.sum()) < len(learned.treated):
        raise ValueError("both arms need rows")
    ends = [_arm(learned.take(learned.treated == arm), asked, seed) for arm in (True, False)]
    (own_low, own_high, own_thin), (other_low, other_high, other_thin) = ends
    return Doubt(own_low - other_high, own_high - other_low, own_thin | other_thin)


def _arm(arm: Trial, asked: Floats, seed: int) -> tuple[Floats, Floats, Flags]:
    fold = np.random.default_rng(seed).permutation(len(arm.outcome)) % FOLDS
    seen, said = np.zeros(len(fold)), np.zeros(len(asked))
    for part in range(FOLDS):
        inside = fold != part
        model = train(_SETTINGS, Dataset(arm.matrix[inside], arm.outcome[inside]), _TREES)
        seen[~inside] = np.asarray(model.predict(arm.matrix[~inside]))
        said += np.asarray(model.predict(asked)) / FOLDS
    low, high = venn_abers(seen, arm.outcome > 0, said)
    ordered = np.sort(seen)
    near = np.searchsorted(ordered, said + NEAR) - np.searchsorted(ordered, said - NEAR)
    return np.minimum(low, high), np.maximum(low, high), near < FEWEST_NEAR
