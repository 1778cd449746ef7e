"""Against what is the glass box measured? A large ensemble and a scorecard."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from lightgbm import Booster, Dataset, early_stopping, train
from numpy.typing import NDArray

from doorstep.probability.bench.prepared import Prepared, cut_points
from doorstep.probability.glass.logistic import Belief, expit, fit_logistic, logit
from doorstep.probability.glass.table_types import bin_of

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = tuple[Floats, Flags]

LEAVES: Final = 31
_PARAMETERS: Final[dict[str, Any]] = {
    "objective": "binary",
    "metric": "binary_logloss",
    "num_leaves": LEAVES,
    "learning_rate": 0.05,
    "min_data_in_leaf": 50,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbosity": -1,
}
_MOST_ROUNDS: Final = 2_000
_VAST_ROWS: Final = 300_000
_PATIENCE: Final = 50
_FEW_ROUNDS: Final = 300

FEWEST_ROWS: Final = 2 * _PARAMETERS["min_data_in_leaf"]
"""Training rows below which no tree of the challenger can split."""

SCORECARD_BINS: Final = 10
_FEWEST_PER_BIN: Final = 0.5


def challenger(rows: Prepared, matrix: Floats, seed: int) -> Booster:
    """Return LightGBM with 31 leaves: rounds by a fifth left out, then grown on all rows.

    Args:
        rows: The training rows, for outcomes and text coded without echoes.
        matrix: The same rows as values of all fields.
        seed: Of the split and the trees.
    """
    rng = np.random.default_rng(seed)
    values = matrix
    if rows.texts:
        values = matrix.copy()
        codes = rows.seen_from(np.arange(len(rows.target)), rng)
        for at, *_ in rows.texts:
            values[:, at] = codes[:, at]
    outside = rng.random(len(rows.target)) < 0.2
    parameters = _PARAMETERS | {"seed": seed}
    target = rows.target.astype(np.float64)
    learned = Dataset(values[~outside], target[~outside], params=parameters)
    judged = Dataset(values[outside], target[outside], reference=learned)
    most = 300 if len(target) > _VAST_ROWS else _MOST_ROUNDS
    stopped = train(
        parameters,
        learned,
        num_boost_round=most,
        valid_sets=[judged],
        callbacks=[early_stopping(_PATIENCE, verbose=False)],
    )
    rounds = max(1, stopped.best_iteration)
    return train(parameters, Dataset(values, target, params=parameters), num_boost_round=rounds)


def stopped_challenger(fit: Rows, stop: Rows, seed: int) -> Booster:
    """Return the same ensemble for numbers alone, its rounds by later rows; one thread.

    Args:
        fit: Values and outcomes to learn from.
        stop: Values and outcomes of later rows, which say when to stop.
        seed: Of the trees.
    """
    parameters = _PARAMETERS | {"seed": seed, "num_threads": 1}
    learned = Dataset(fit[0], fit[1].astype(np.float64), params=parameters)
    judged = Dataset(stop[0], stop[1].astype(np.float64), reference=learned)
    return train(
        parameters,
        learned,
        num_boost_round=_FEW_ROUNDS,
        valid_sets=[judged],
        callbacks=[early_stopping(_PATIENCE, verbose=False)],
    )


def as_challenger_sees(rows: Prepared, matrix: Floats) -> Floats:
    """Return test rows with text coded as the challenger learned it: by bins."""
    values = np.array(matrix, order="C")
    for at, *_ in rows.texts:
        known = ~np.isnan(values[:, at])
        values[known, at] = bin_of(values[known, at], rows.edges[at])
    return values


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A regression on the weight of evidence of at most ten bins per field.

    Attributes:
        edges: Of each field.
        evidence: Log-odds of each bin against the general log-odds, the last for unknown.
        weights: One per field, then the constant.
    """

    edges: tuple[Floats, ...]
    evidence: tuple[Floats, ...]
    weights: Floats

    @classmethod
    def of(cls, matrix: Floats, target: Flags) -> "Scorecard":
        """Learn a scorecard from the values of all fields."""
        edges = tuple(cut_points(matrix[:, at], SCORECARD_BINS) for at in range(matrix.shape[1]))
        evidence = tuple(
            _evidence(bin_of(matrix[:, at], bounds), len(bounds) + 2, target)
            for at, bounds in enumerate(edges)
        )
        columns = _coded(matrix, edges, evidence)
        size = columns.shape[1]
        mean = np.append(np.zeros(size - 1), logit(np.array([target.mean()])))
        belief = Belief(mean, np.append(np.full(size - 1, 1.0), 10.0))
        ones = np.ones(len(target))
        return cls(edges, evidence, fit_logistic(columns, target.astype(np.float64), ones, belief))

    def chances(self, matrix: Floats) -> Floats:
        """Return the chance of each row."""
        return expit(_coded(matrix, self.edges, self.evidence) @ self.weights)


def _evidence(bins: NDArray[np.intp], size: int, target: Flags) -> Floats:
    yes = np.bincount(bins, weights=target.astype(np.float64), minlength=size)
    no = np.bincount(bins, minlength=size) - yes
    prior = float(logit(np.array([target.mean()]))[0])
    found = np.log(yes + _FEWEST_PER_BIN) - np.log(no + _FEWEST_PER_BIN) - prior
    return np.where(yes + no > 0, found, 0.0)


def _coded(matrix: Floats, edges: tuple[Floats, ...], evidence: tuple[Floats, ...]) -> Floats:
    columns = np.ones((len(matrix), len(edges) + 1), order="F")
    for at, bounds in enumerate(edges):
        columns[:, at] = evidence[at][bin_of(matrix[:, at], bounds)]
    return columns
