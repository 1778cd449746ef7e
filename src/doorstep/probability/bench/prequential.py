"""How good are chances that are said first and learned from afterwards, row by row?

Rows come in the order of time. Every 500 rows the tables are learned anew from all outcomes so
far, three times with different memories. Every 25 rows a small regression on the latest outcomes
weighs the three, and moves the level by the share of yes among the last 20, 100 and 500 outcomes.
No row is scored with its own outcome or a later one.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from lightgbm import Dataset, train
from numpy.typing import NDArray

from doorstep.probability.bench.boosting import THREADS
from doorstep.probability.bench.fields import Fields, learned_fields
from doorstep.probability.bench.figures import figures
from doorstep.probability.bench.prepared import Prepared, coded
from doorstep.probability.bench.source import Column, Part, Unusable
from doorstep.probability.evaluate import log_loss
from doorstep.probability.glass.logistic import Belief, expit, fit_logistic, logit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

RELEARN_EVERY: Final = 500
REWEIGH_EVERY: Final = 25
MEMORIES: Final = ((None, 200, 0.08), (3_000.0, 150, 0.06), (1_000.0, 100, 0.05))
"""Rows after which an outcome counts half (None for never), trees, and their rate."""

RECENT: Final = (20, 100, 500)
WINDOW: Final = 2_000
HALF_LIFE: Final = 400.0
WARM_UP: Final = 2_000
FEWEST_ROWS: Final = 1_000

_PRIOR: Final = (0.2, 0.3, 0.3, 0.1, 0.1, 0.0)
_SPREAD: Final = 0.5
_PRIOR_ROWS: Final = 5.0
_BINS: Final = 63


@dataclass(frozen=True, slots=True)
class Running:
    """Chances as they were said, and beside what they stand.

    Attributes:
        chances: Of the test rows.
        about: Figures of the simpler ways, and how often was learned.
    """

    chances: Floats
    about: dict[str, Any]


def prequential(fields: Fields, learned: Part, test: Part, seed: int) -> Running:
    """Score the test rows in the order of time, learning from each after it was scored.

    Raises:
        Unusable: There are too few training rows to begin with.
    """
    if len(learned) < FEWEST_ROWS:
        raise Unusable(
            f"--prequential needs {FEWEST_ROWS} training rows to begin with; there are "
            f"{len(learned)}."
        )
    used = tuple(dict.fromkeys(name for field in fields.fields for name in field.sources))
    stream = _joined(learned, test, used)
    begin, first = len(learned), len(learned) - min(WARM_UP, len(learned) // 2)
    with ThreadPoolExecutor(THREADS) as pool:
        learnt = [pool.submit(_said, stream, used, first, memory, seed) for memory in MEMORIES]
        said = np.column_stack([one.result() for one in learnt])
    recent = np.column_stack([recent_log_odds(stream.target, rows) for rows in RECENT])
    log_odds = _weighed(np.column_stack((said, recent)), stream.target, first, begin)
    outcomes = stream.target[begin:]
    platt = _weighed(said[:, 1:2], stream.target, first, begin)
    about = {
        "relearned_every_rows": RELEARN_EVERY,
        "reweighed_every_rows": REWEIGH_EVERY,
        "times_learned": len(MEMORIES) * len(range(first, len(stream), RELEARN_EVERY)),
        "half_lives_in_rows": [memory for memory, *_ in MEMORIES],
        "recent_outcomes": list(RECENT),
        "running_base_rate_log_loss": _rate_loss(stream.target, begin),
        "recent_500_rate_log_loss": round(log_loss(expit(recent[begin:, 2]), outcomes), 6),
        "without_recent_outcomes": figures(expit(platt[begin:]), outcomes),
    }
    return Running(expit(log_odds[begin:]), about)


def recent_log_odds(target: Flags, rows: int) -> Floats:
    """Return for each row the log-odds of a yes among the outcomes before it, drawn to all."""
    sums = np.concatenate(([0.0], np.cumsum(target.astype(np.float64))))
    place = np.arange(len(target))
    first = np.maximum(place - rows, 0)
    general = (sums[place] + 0.5) / (place + 1.0)
    share = (sums[place] - sums[first] + _PRIOR_ROWS * general) / (place - first + _PRIOR_ROWS)
    return logit(share)


def _rate_loss(target: Flags, begin: int) -> float:
    sums = np.concatenate(([0.0], np.cumsum(target.astype(np.float64))))
    place = np.arange(begin, len(target))
    return round(log_loss((sums[place] + 0.5) / (place + 1.0), target[begin:]), 6)


def _joined(learned: Part, test: Part, used: tuple[str, ...]) -> Part:
    columns = {
        name: Column(
            name,
            learned.columns[name].kind,
            np.concatenate((learned.columns[name].values, test.columns[name].values)),
        )
        for name in used
    }
    target = np.concatenate((learned.target, test.target))
    return Part(columns, target, {}, np.ones(len(target), dtype=bool))


def _said(
    stream: Part, used: tuple[str, ...], first: int, memory: tuple[float | None, int, float],
    seed: int,
) -> Floats:  # fmt: skip
    """Return log-odds from ``first`` on, each block by trees that know only what came before."""
    found = np.zeros(len(stream))
    half_life, trees, rate = memory
    parameters = {
        "objective": "binary", "max_depth": 2, "num_leaves": 4, "learning_rate": rate,
        "min_data_in_leaf": 30, "lambda_l2": 5.0, "max_bin": _BINS + 1, "min_data_in_bin": 1,
        "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbosity": -1,
        "seed": seed,
    }  # fmt: skip
    for start in range(first, len(stream), RELEARN_EVERY):
        past = stream.take(np.arange(start))
        fields = learned_fields(past, used)
        rows = Prepared.of(fields, past, _BINS, True, None)
        codes = rows.seen_from(np.arange(start), np.random.default_rng(seed))
        age = (start - 1 - np.arange(start)).astype(np.float64)
        weight = np.ones(start) if half_life is None else 0.5 ** (age / half_life)
        data = Dataset(codes, past.target.astype(np.float64), weight=weight, params=parameters)
        booster = train(parameters, data, num_boost_round=trees)
        block = np.arange(start, min(start + RELEARN_EVERY, len(stream)))
        values, _ = fields.matrix(stream.take(block).columns)
        found[block] = booster.predict(coded(values, rows.edges), raw_score=True, num_threads=1)
    return found


def _weighed(columns: Floats, target: Flags, first: int, begin: int) -> Floats:
    """Return the columns weighed by regressions on the latest outcomes, from ``begin`` on."""
    size = columns.shape[1]
    design = np.column_stack((columns, np.ones(len(columns))))
    prior = np.array(_PRIOR[:size]) if size == len(_PRIOR) else np.full(size, 1.0 / size)
    belief = Belief(np.append(prior, 0.0), np.append(np.full(size, _SPREAD), 1.0))
    outcomes = target.astype(np.float64)
    found = np.zeros(len(columns))
    for start in range(begin, len(columns), REWEIGH_EVERY):
        window = np.arange(max(first, start - WINDOW), start)
        weight = 0.5 ** ((start - 1 - window) / HALF_LIFE)
        weights = fit_logistic(design[window], outcomes[window], weight, belief)
        found[start : start + REWEIGH_EVERY] = design[start : start + REWEIGH_EVERY] @ weights
    return found
