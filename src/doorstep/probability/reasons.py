"""Why is the chance what it is?

Each feature's contribution is its exact summand in the log-odds. Points lead from the base chance
to the prediction: features in order of weight, each worth what the chance changes when it is
added, so that they sum up exactly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.catalogue import BY_NAME, words_for
from doorstep.probability.glass.logistic import expit
from doorstep.probability.matrix import FeatureMatrix
from doorstep.probability.tables import GlassBoxModel

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature's part in a chance.

    Attributes:
        feature: Name in the catalogue.
        label_zh: What it is, in Chinese.
        label_en: What it is, in English.
        value: The value of this row; NaN if unknown.
        value_zh: The value as people read it, in Chinese.
        value_en: The value as people read it, in English.
        log_odds: Exact contribution.
        points: Change of the chance, -1 to 1, when it is added after those before it.
    """

    feature: str
    label_zh: str
    label_en: str
    value: float
    value_zh: str
    value_en: str
    log_odds: float
    points: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """A chance taken apart: ``base`` + all points + ``rest_points`` = ``prediction``.

    Attributes:
        base: Chance of the average row.
        prediction: Chance of this row.
        reasons: The weightiest first.
        rest_log_odds: What all other features contribute.
        rest_points: Change of the chance by all other features.
    """

    base: float
    prediction: float
    reasons: tuple[Reason, ...]
    rest_log_odds: float
    rest_points: float


def explain(model: GlassBoxModel, matrix: FeatureMatrix, row: int, top: int = 6) -> Explanation:
    """Take the chance of one row apart."""
    return explain_many(model, matrix.take(np.array([row])), top)[0]


def explain_many(model: GlassBoxModel, matrix: FeatureMatrix, top: int = 6) -> list[Explanation]:
    """Take the chance of every row apart."""
    scored = model.score(matrix)
    parts = scored.parts * model.line.slope
    base = model.line.offset + model.line.slope * model.intercept
    order = np.argsort(-np.abs(parts), axis=1, kind="stable")
    ranked = np.take_along_axis(parts, order, axis=1)
    reached = base + np.cumsum(np.column_stack((np.zeros(len(parts)), ranked)), axis=1)
    chances = expit(reached)
    values = matrix.columns(scored.features)
    return [
        _explanation(scored.features, order[row], ranked[row], chances[row], values[row], top)
        for row in range(len(parts))
    ]


def _explanation(
    features: tuple[str, ...],
    order: NDArray[np.intp],
    ranked: Floats,
    chances: Floats,
    values: Floats,
    top: int,
) -> Explanation:
    shown = min(top, int(np.count_nonzero(ranked)))
    reasons = tuple(
        reason_of(
            features[order[place]],
            float(values[order[place]]),
            float(ranked[place]),
            float(chances[place + 1] - chances[place]),
        )
        for place in range(shown)
    )
    return Explanation(
        base=float(chances[0]),
        prediction=float(chances[-1]),
        reasons=reasons,
        rest_log_odds=float(ranked[shown:].sum()),
        rest_points=float(chances[-1] - chances[shown]),
    )


def reason_of(name: str, value: float, log_odds: float, points: float) -> Reason:
    """Return one feature's part in words that people read."""
    feature = BY_NAME[name]
    zh, en = words_for(feature, value)
    return Reason(name, feature.label_zh, feature.label_en, value, zh, en, log_odds, points)
