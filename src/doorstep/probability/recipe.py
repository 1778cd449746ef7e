"""How is a glass-box model learned?"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from lightgbm import Booster, Dataset, early_stopping, train
from numpy.typing import NDArray

from doorstep.probability.calibrate import CalibrationBins, fit_line
from doorstep.probability.glass.compiling import Tables, compile_trees
from doorstep.probability.glass.table_types import Range
from doorstep.probability.heads import Basis, Head
from doorstep.probability.matrix import FeatureMatrix
from doorstep.probability.tables import GlassBoxModel

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

HALF_LIFE_DAYS: Final = 180
"""House recipe: what happened half a year before the newest row counts half."""

_LESS_WITH_AGE: Final = (("days_past_due", -1), ("promises_broken", -1))


@dataclass(frozen=True, slots=True)
class Lesson:
    """Rows to learn from and rows to stop and calibrate by.

    Attributes:
        fit: Features of the older rows.
        fit_labels: Their outcomes.
        stop: Features of the newer rows.
        stop_labels: Their outcomes.
    """

    fit: FeatureMatrix
    fit_labels: Flags
    stop: FeatureMatrix
    stop_labels: Flags

    def __post_init__(self) -> None:
        """Refuse rows that nothing can be learned from.

        Raises:
            ValueError: A part is empty or does not fit its labels, or has one outcome only.
        """
        for matrix, labels in ((self.fit, self.fit_labels), (self.stop, self.stop_labels)):
            if len(matrix) != len(labels):
                raise ValueError(f"{len(matrix)} rows but {len(labels)} labels")
            if not len(labels) or labels.all() or not labels.any():
                raise ValueError("a lesson needs rows with and rows without the outcome")
        if self.fit.names != self.stop.names:
            raise ValueError("both parts of a lesson need the same features")


@dataclass(frozen=True, slots=True)
class GlassBoxRecipe:
    """How to learn a model: settings only.

    Attributes:
        rounds: Most trees.
        fewest_rounds: Fewest trees: newer rows with another base rate would else stop the learning
            after a handful, though the order that it learns is sound.
        patience: Trees without progress after which to stop.
        learning_rate: Weight of each tree.
        min_rows_in_leaf: Fewest rows behind any table value.
        shrinkage: L2 penalty on leaf values.
        bins: Most bins per feature.
        most_pairs: Most pairs of features that may act together.
        monotone: (feature, +1 or -1) where the direction is known beforehand.
        half_life_days: Days before the newest row after which a row counts half; None for all
            alike.
    """

    rounds: int = 250
    fewest_rounds: int = 50
    patience: int = 40
    learning_rate: float = 0.1
    min_rows_in_leaf: int = 30
    shrinkage: float = 5.0
    bins: int = 63
    most_pairs: int = 20
    monotone: tuple[tuple[str, int], ...] = ()
    half_life_days: int | None = None

    def __post_init__(self) -> None:
        """Refuse settings that cannot work.

        Raises:
            ValueError: A setting is out of range; the message names it.
        """
        if min(self.rounds, self.fewest_rounds, self.patience, self.min_rows_in_leaf) < 1:
            raise ValueError("rounds, patience and min_rows_in_leaf must be at least 1")
        if not 0 < self.learning_rate <= 1 or self.shrinkage < 0:
            raise ValueError("learning_rate must lie in (0, 1] and shrinkage be at least 0")
        if not 2 <= self.bins <= 255 or self.most_pairs < 0:
            raise ValueError("bins must lie in 2 to 255 and most_pairs be at least 0")
        if self.half_life_days is not None and self.half_life_days < 1:
            raise ValueError("half_life_days must be at least 1")

    def fit(
        self,
        head: Head,
        lesson: Lesson,
        seed: int,
        allowed: tuple[tuple[str, str], ...] | None = None,
    ) -> GlassBoxModel:
        """Learn tables from the older rows; stop and calibrate by the newer ones.

        With more than ``most_pairs`` pairs in use, the strongest are kept and all is learned
        again with these alone. ``allowed`` names the pairs where they are known already.
        """
        tables = self.tables(lesson, seed, allowed)
        if len(tables.pairs) > self.most_pairs:
            tables = self.tables(lesson, seed, _strongest(tables, self.most_pairs))
        raw = GlassBoxModel(
            head, Basis.LEARNED, tables.intercept, tables.mains, tables.pairs,
            fit_line(np.zeros(0), np.zeros(0, dtype=bool)), CalibrationBins((), (0,), (0.0,)),
        )  # fmt: skip
        scores = raw.score(lesson.stop).score
        line = fit_line(scores, lesson.stop_labels)
        bins = CalibrationBins.of(line.offset + line.slope * scores, lesson.stop_labels)
        return replace(raw, line=line, bins=bins, ranges=_seen(raw.features, lesson))

    def tables(
        self, lesson: Lesson, seed: int, allowed: tuple[tuple[str, str], ...] | None
    ) -> Tables:
        """Learn and compile; ``allowed`` limits the pairs, None allows all."""
        booster = self.boost(lesson, seed, allowed)
        dump = booster.dump_model(num_iteration=self.trees_used(booster))
        trees = [tree["tree_structure"] for tree in dump["tree_info"]]
        return compile_trees(trees, lesson.fit.names, lesson.fit.values)

    def boost(
        self, lesson: Lesson, seed: int, allowed: tuple[tuple[str, str], ...] | None = None
    ) -> Booster:
        """Return the trees as LightGBM grows them, depth two, one thread, same seed same trees."""
        settings = self._settings(lesson.fit.names, seed, allowed)
        fit = Dataset(
            lesson.fit.values,
            lesson.fit_labels.astype(np.float64),
            weight=self._weights(lesson.fit),
            params=settings,
        )
        stop = Dataset(lesson.stop.values, lesson.stop_labels.astype(np.float64), reference=fit)
        return train(
            settings,
            fit,
            num_boost_round=self.rounds,
            valid_sets=[stop],
            keep_training_booster=True,
            callbacks=[early_stopping(max(self.patience, self.fewest_rounds), verbose=False)],
        )

    def _weights(self, rows: FeatureMatrix) -> Floats | None:
        """Return how much each row counts; the mean is one, so that penalties mean the same."""
        if self.half_life_days is None:
            return None
        age = (rows.at.max() - rows.at) / 86_400
        weights = 0.5 ** (age / self.half_life_days)
        return np.asarray(weights / weights.mean(), dtype=np.float64)

    def trees_used(self, booster: Booster) -> int:
        """Return how many of the grown trees count."""
        return max(booster.best_iteration, min(self.fewest_rounds, booster.num_trees()))

    def _settings(
        self, names: tuple[str, ...], seed: int, allowed: tuple[tuple[str, str], ...] | None
    ) -> dict[str, Any]:
        directions = dict(self.monotone)
        settings: dict[str, Any] = {
            "objective": "binary",
            "metric": "binary_logloss",
            "max_depth": 2,
            "num_leaves": 4,
            "learning_rate": self.learning_rate,
            "min_data_in_leaf": self.min_rows_in_leaf,
            "lambda_l2": self.shrinkage,
            "max_bin": self.bins,
            "monotone_constraints": [directions.get(name, 0) for name in names],
            "deterministic": True,
            "force_row_wise": True,
            "feature_pre_filter": False,
            "num_threads": 1,
            "seed": seed,
            "verbosity": -1,
        }
        if allowed is not None:
            place = {name: position for position, name in enumerate(names)}
            settings["interaction_constraints"] = [
                *([position] for position in range(len(names))),
                *([place[first], place[second]] for first, second in allowed),
            ]
        return settings


def _seen(features: tuple[str, ...], lesson: Lesson) -> tuple[Range, ...]:
    """Return what both parts of a lesson hold of each feature."""
    parts = [lesson.fit.columns(features), lesson.stop.columns(features)]
    values = np.concatenate(parts)
    return tuple(Range.of(name, values[:, at]) for at, name in enumerate(features))


def recipe_for(head: Head) -> GlassBoxRecipe:
    """Return the house recipe of a head."""
    is_money = head in (Head.PAID_WITHIN_14_DAYS, Head.PROMISE_KEPT)
    return GlassBoxRecipe(
        monotone=_LESS_WITH_AGE if is_money else (), half_life_days=HALF_LIFE_DAYS
    )


def _strongest(tables: Tables, most: int) -> tuple[tuple[str, str], ...]:
    """Return the pairs whose tables vary most."""
    spread = [float(np.std(np.array(pair.values))) for pair in tables.pairs]
    order = sorted(range(len(spread)), key=lambda at: (-spread[at], at))[:most]
    return tuple((tables.pairs[at].first, tables.pairs[at].second) for at in sorted(order))
