"""How many rows a second, against LightGBM on the same rows in the same run?"""

import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from lightgbm import Dataset, train
from numpy.typing import NDArray

from doorstep.probability.bench.box import Box
from doorstep.probability.glass.fast import FastBox

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

TREES: Final = 300
LEAVES: Final = 31
_ROWS: Final = 400_000
_CELLS: Final = 12_000_000
_LIGHTGBM_ROWS: Final = 20_000
_CONTRIBUTION_ROWS: Final = 300
_LEARNED_ROWS: Final = 50_000
_TRIES: Final = 3


def timed(work: Callable[[], object]) -> float:
    """Return the seconds a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def best_rate(rows: int, work: Callable[[], object]) -> float:
    """Return rows per second of the best of three tries, all on one thread."""
    return rows / min(timed(work) for _ in range(_TRIES))


def speeds(box: Box, learned: Floats, target: Flags, matrix: Floats) -> dict[str, Any]:
    """Time the box and LightGBM (300 trees of 31 leaves) on the same rows, one thread each.

    Args:
        box: The model.
        learned: Training rows as values of all fields, for the trees that are timed.
        target: Their outcomes.
        matrix: Rows to score, as values of all fields; repeated until there are many.
    """
    rows = max(1_000, min(_ROWS, _CELLS // max(matrix.shape[1], 1)))
    many = np.asfortranarray(matrix[np.arange(rows) % len(matrix)])
    ready = box.ready()
    ours = box.chosen(many)
    step = max(1, len(learned) // _LEARNED_ROWS)
    settings = {
        "objective": "binary", "num_leaves": LEAVES, "num_threads": 1, "verbosity": -1, "seed": 1,
    }  # fmt: skip
    data = Dataset(learned[::step], target[::step].astype(np.float64), params=settings)
    trees = train(settings, data, num_boost_round=TREES)
    some = np.ascontiguousarray(many[:_LIGHTGBM_ROWS])
    few = some[:_CONTRIBUTION_ROWS]
    score = best_rate(rows, lambda: ready.chances(ours))
    reasons = best_rate(rows, lambda: ready.tell(ours))
    predict = best_rate(len(some), lambda: trees.predict(some, num_threads=1))
    exact = best_rate(len(few), lambda: trees.predict(few, pred_contrib=True, num_threads=1))
    return {
        "score_rows_per_second": round(score),
        "reasons_rows_per_second": round(reasons),
        "timed": {
            "rows": rows,
            "threads": 1,
            "from": "values of all fields to chance and four reasons",
            "reasons_add_up_within": reasons_gap(ready, ours[:5_000]),
            "lightgbm": {
                "trees": trees.num_trees(),
                "leaves": LEAVES,
                "predict_rows_per_second": round(predict),
                "contributions_rows_per_second": round(exact),
            },
            "times_lightgbm_predict": round(reasons / predict, 1),
            "times_lightgbm_contributions": round(reasons / exact, 1),
        },
    }


def reasons_gap(ready: FastBox, columns: Floats) -> float:
    """Return the greatest gap between a row's log-odds and the sum of all that adds to it."""
    scored = ready.lookup.add_up(columns, ready.intercept)
    added = ready.offset + ready.slope * (ready.intercept + scored.parts.sum(axis=1))
    chance = ready.chances(columns)
    told = np.log(chance) - np.log1p(-chance)
    return float(np.abs(added - told).max()) if len(columns) else 0.0
