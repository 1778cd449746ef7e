"""How is a glass box learned from any table: which pairs, how many trees, averaged over what?

Each member of the ensemble leaves one fold out and is judged on it. The number of trees, the
settings and the pairs are those with the least log-loss on rows left out; the test rows have no
say. All members are then added up into one set of tables, each with an equal share.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any, Final

import numpy as np
from lightgbm import Booster, Dataset, early_stopping, record_evaluation, train
from numpy.typing import NDArray

from doorstep.probability.bench.prepared import Prepared, folds_of
from doorstep.probability.glass.compiling import Tables, compile_trees
from doorstep.probability.glass.table_types import MainTable, PairTable, bin_of

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Pairs = tuple[tuple[str, str], ...]

THREADS: Final = 2

_ABOVE_ALL: Final = float(np.finfo(np.float64).max)
"""Bound of a split that only parts the known from the unknown."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How trees are grown.

    Attributes:
        rate: Weight of each tree.
        fewest_in_leaf: Rows behind any leaf.
        shrinkage: L2 penalty on leaf values.
        share_of_fields: Fields that each tree may look at.
        rounds: Most trees.
        patience: Trees without progress after which a member stops.
        bins: Most bins per field.
        most_pairs: Most pairs of fields that may act together.
        folds: Parts of the rows, of which each member leaves one out.
        members: How many of the folds are left out in turn; below ``folds`` for very many rows.
        repeats: Repetitions with other folds.
    """

    rate: float = 0.05
    fewest_in_leaf: int = 50
    shrinkage: float = 5.0
    share_of_fields: float = 1.0
    rounds: int = 4_000
    patience: int = 100
    bins: int = 127
    most_pairs: int = 20
    folds: int = 5
    members: int = 5
    repeats: int = 1


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Members of one kind and how good they were on the rows left out.

    Attributes:
        boosters: One per member.
        rounds: Trees of each that count.
        log_loss: Mean over the rows left out.
        left_out: Log-odds of every row by members that had not seen it.
    """

    boosters: tuple[Booster, ...]
    rounds: int
    log_loss: float
    left_out: Floats

    def tables(self, rows: Prepared) -> Tables:
        """Return the members added up into tables over bins."""
        share = 1.0 / len(self.boosters)
        trees = [
            _scaled(tree["tree_structure"], share)
            for booster in self.boosters
            for tree in booster.dump_model(num_iteration=self.rounds)["tree_info"]
        ]
        return compile_trees(trees, rows.names, rows.codes)


def grow(
    rows: Prepared,
    settings: Settings,
    seed: int,
    allowed: Pairs | None = None,
    monotone: dict[str, int] | None = None,
) -> Ensemble:
    """Grow an ensemble; ``allowed`` limits the pairs, None allows all."""
    plan = _Plan(rows, settings, _parameters(rows.names, settings, allowed, monotone or {}))
    with ThreadPoolExecutor(THREADS) as pool:
        grown = list(
            pool.map(plan.member, range(settings.repeats * settings.members), repeat(seed))
        )
    shortest = min(len(member.losses) for member in grown)
    curve = np.mean([member.losses[:shortest] for member in grown], axis=0)
    rounds = int(np.argmin(curve)) + 1
    total, seen = np.zeros(len(rows.target)), np.zeros(len(rows.target))
    for member in grown:
        total[member.outside] += member.booster.predict(
            member.codes, num_iteration=rounds, raw_score=True, num_threads=1
        )
        seen[member.outside] += 1
    left_out = np.where(seen > 0, total / np.maximum(seen, 1), np.nan)
    boosters = tuple(member.booster for member in grown)
    return Ensemble(boosters, rounds, float(curve[rounds - 1]), left_out)


@dataclass(frozen=True, slots=True)
class _Member:
    """A booster, its losses by round, and the rows it left out."""

    booster: Booster
    losses: list[float]
    outside: NDArray[np.intp]
    codes: Floats


@dataclass(frozen=True, slots=True)
class _Plan:
    """What all members of an ensemble share."""

    rows: Prepared
    settings: Settings
    parameters: dict[str, Any]

    def member(self, number: int, seed: int) -> _Member:
        """Grow one member: its folds are those of its repetition, its seed its own."""
        round_of, part = divmod(number, self.settings.members)
        rng = np.random.default_rng((seed, round_of))
        fold = folds_of(self.rows, self.settings.folds, rng)
        inside, outside = np.flatnonzero(fold != part), np.flatnonzero(fold == part)
        codes = self.rows.seen_from(inside, np.random.default_rng((seed, round_of, part)))
        parameters = self.parameters | {"seed": seed + number}
        booster, losses = _grown(self.rows, codes, (inside, outside), parameters, self.settings)
        return _Member(booster, losses, outside, codes[outside])


def _grown(
    rows: Prepared,
    codes: Floats,
    parts: tuple[NDArray[np.intp], NDArray[np.intp]],
    parameters: dict[str, Any],
    settings: Settings,
) -> tuple[Booster, list[float]]:
    inside, outside = parts
    target = rows.target.astype(np.float64)
    learned = Dataset(
        codes[inside], target[inside], weight=rows.weights[inside], params=parameters
    )
    judged = Dataset(
        codes[outside], target[outside], weight=rows.weights[outside], reference=learned
    )
    record: dict[str, Any] = {}
    booster = train(
        parameters,
        learned,
        num_boost_round=settings.rounds,
        valid_sets=[judged],
        valid_names=["left_out"],
        keep_training_booster=True,
        callbacks=[early_stopping(settings.patience, verbose=False), record_evaluation(record)],
    )
    return booster, record["left_out"]["binary_logloss"]


def _parameters(
    names: tuple[str, ...], settings: Settings, allowed: Pairs | None, monotone: dict[str, int]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "objective": "binary",
        "metric": "binary_logloss",
        "max_depth": 2,
        "num_leaves": 4,
        "learning_rate": settings.rate,
        "min_data_in_leaf": settings.fewest_in_leaf,
        "lambda_l2": settings.shrinkage,
        "feature_fraction_bynode": settings.share_of_fields,
        "max_bin": settings.bins + 1,
        "min_data_in_bin": 1,
        "deterministic": True,
        "force_row_wise": True,
        "feature_pre_filter": False,
        "num_threads": 1,
        "verbosity": -1,
    }
    if any(monotone.get(name) for name in names):
        found["monotone_constraints"] = [monotone.get(name, 0) for name in names]
    if allowed is not None:
        place = {name: at for at, name in enumerate(names)}
        found["interaction_constraints"] = [
            *([at] for at in range(len(names))),
            *([place[first], place[second]] for first, second in allowed),
        ]
    return found


def strongest_pairs(tables: Tables, rows: Prepared, most: int) -> Pairs:
    """Return the pairs whose tables move the rows most, beyond what each field does alone."""
    place = {name: at for at, name in enumerate(rows.names)}
    step = max(1, len(rows.target) // 20_000)
    codes = rows.codes[::step]
    spread = []
    for pair in tables.pairs:
        first = bin_of(codes[:, place[pair.first]], np.array(pair.first_edges))
        second = bin_of(codes[:, place[pair.second]], np.array(pair.second_edges))
        spread.append(float(np.array(pair.values)[first, second].std()))
    order = sorted(range(len(spread)), key=lambda at: (-spread[at], at))[:most]
    return tuple((tables.pairs[at].first, tables.pairs[at].second) for at in sorted(order))


def with_values(tables: Tables, rows: Prepared) -> Tables:
    """Return tables over bins as tables over values."""
    edges = dict(zip(rows.names, rows.edges, strict=True))

    def real(name: str, codes: tuple[float, ...]) -> tuple[float, ...]:
        known = len(edges[name])
        return tuple(
            float(edges[name][int(code)]) if code < known else _ABOVE_ALL for code in codes
        )

    mains = tuple(
        MainTable(main.feature, real(main.feature, main.edges), main.values)
        for main in tables.mains
    )
    pairs = tuple(
        PairTable(
            pair.first,
            pair.second,
            real(pair.first, pair.first_edges),
            real(pair.second, pair.second_edges),
            pair.values,
        )
        for pair in tables.pairs
    )
    return replace(tables, mains=mains, pairs=pairs)


def _scaled(node: dict[str, Any], share: float) -> dict[str, Any]:
    if "leaf_value" in node:
        return node | {"leaf_value": node["leaf_value"] * share}
    return node | {side: _scaled(node[side], share) for side in ("left_child", "right_child")}
