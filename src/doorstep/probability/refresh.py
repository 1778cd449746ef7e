"""Has the world moved since the model learned, and by how much?

A frozen model with a line refitted to the latest outcomes follows a change of behaviour within
days. The line stays near what was believed while outcomes are few, and nothing is changed at all
unless the latest outcomes speak clearly for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.calibrate import CalibrationBins, Line
from doorstep.probability.glass.logistic import (
    Belief,
    expit,
    fit_logistic,
    log_evidence,
    log_likelihood,
    logit,
)
from doorstep.probability.glass.table_types import MainTable, bin_of
from doorstep.probability.matrix import FeatureMatrix
from doorstep.probability.tables import GlassBoxModel

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

HALF_LIFE: Final = 300.0
"""Outcomes after which an outcome counts half."""

FEWEST_OUTCOMES: Final = 30
"""Below so many outcomes a few lucky ones could look like a change of the world."""

CLEAR_GAIN: Final = 1.1
"""Least log of the Bayes factor for a move over staying: three to one."""

SLOPE_SPREAD: Final = 0.25
OFFSET_SPREAD: Final = 1.0
GROUP_SPREAD: Final = 0.5
ROWS_PER_BIN: Final = 30


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """A feature with few values whose levels may move apart, such as the planned channel.

    Attributes:
        feature: Its name.
        values: Its whole-numbered value in each row, shape ``(n,)``.
    """

    feature: str
    values: Floats


def refresh(
    model: GlassBoxModel, issued: Floats, outcomes: Flags, groups: Groups | None = None
) -> GlassBoxModel:
    """Return the model recalibrated on its latest outcomes, or itself when they say nothing new.

    Args:
        model: The model in use; it must not have been fitted on these rows.
        issued: Chances as this model gives or gave them, oldest first, shape ``(n,)``.
        outcomes: What happened, shape ``(n,)``.
        groups: Lets each level of one feature move by itself, shrunk towards the common move;
            the moves become part of that feature's table, so that reasons stay exact.

    Raises:
        ValueError: Columns differ in length, or a chance does not lie strictly between 0 and 1.
    """
    if issued.shape != outcomes.shape:
        raise ValueError(f"{issued.shape} chances but {outcomes.shape} outcomes")
    if np.any((issued <= 0) | (issued >= 1)):
        raise ValueError("a chance lies strictly between 0 and 1")
    if len(issued) < FEWEST_OUTCOMES:
        return model
    before, yes = logit(issued), outcomes.astype(np.float64)
    weights = 0.5 ** (np.arange(len(issued))[::-1] / HALF_LIFE)
    stay = log_likelihood(before, yes, weights)
    moves = [_move(before, yes, weights, each) for each in dict.fromkeys((None, groups))]
    best = max(moves, key=lambda move: move.evidence)
    if best.evidence - stay < CLEAR_GAIN:
        return model
    moved = _moved(model, best.line, best.apply(before), outcomes)
    if best.groups is None:
        return moved
    return with_steps(moved, best.groups.feature, best.levels, best.steps)


def refresh_on(
    model: GlassBoxModel, matrix: FeatureMatrix, outcomes: Flags, group: str | None = None
) -> GlassBoxModel:
    """Return the model recalibrated on rows it was not fitted on, oldest first.

    Args:
        model: The model in use.
        matrix: Features of the rows.
        outcomes: What happened, shape ``(n,)``.
        group: Feature whose levels may move apart; None for a common move only.
    """
    groups = None if group is None else Groups(group, matrix.columns((group,))[:, 0])
    return refresh(model, expit(np.clip(model.log_odds(matrix), -20, 20)), outcomes, groups)


@dataclass(frozen=True, slots=True)
class _Move:
    """How log-odds move: along a line, plus a step per level; and what speaks for it."""

    line: Line
    groups: Groups | None
    levels: Sequence[float]
    steps: Floats
    evidence: float

    def apply(self, log_odds: Floats) -> Floats:
        moved = self.line.offset + self.line.slope * log_odds
        if self.groups is not None:
            moved = moved + _indicators(self.groups, self.levels) @ self.steps
        return moved


def _move(before: Floats, yes: Floats, weights: Floats, groups: Groups | None) -> _Move:
    levels = [] if groups is None else [float(level) for level in np.unique(groups.values)]
    parts = [before[:, None], np.ones((len(before), 1))]
    if groups is not None:
        parts.append(_indicators(groups, levels))
    columns = np.hstack(parts)
    mean = np.zeros(2 + len(levels))
    mean[0] = 1.0
    belief = Belief(mean, np.array([SLOPE_SPREAD, OFFSET_SPREAD, *[GROUP_SPREAD] * len(levels)]))
    found = fit_logistic(columns, yes, weights, belief)
    evidence = log_evidence(columns, yes, weights, belief, found)
    line = Line(max(float(found[0]), 0.2), float(found[1]))
    return _Move(line, groups, levels, found[2:], evidence)


def _indicators(groups: Groups, levels: Sequence[float]) -> Floats:
    is_level: Flags = groups.values[:, None] == np.array(levels)[None, :]
    return is_level.astype(np.float64)


def _moved(model: GlassBoxModel, line: Line, after: Floats, outcomes: Flags) -> GlassBoxModel:
    whole = Line(model.line.slope * line.slope, line.offset + line.slope * model.line.offset)
    bins = min(10, len(outcomes) // ROWS_PER_BIN)
    counted = CalibrationBins.of(after, outcomes, bins) if bins >= 2 else model.bins.moved(line)
    return replace(model, line=whole, bins=counted)


def with_steps(
    model: GlassBoxModel, feature: str, levels: Sequence[float], steps: Floats
) -> GlassBoxModel:
    """Return the model with a step in log-odds added at each whole-numbered level of a feature.

    Values between two levels, and unknown ones, are not moved.
    """
    old = next(
        (main for main in model.mains if main.feature == feature), MainTable(feature, (), (0, 0))
    )
    cuts = {edge for level in levels for edge in (level - 0.5, level + 0.5)}
    edges = np.array(sorted(cuts | set(old.edges)))
    inside = np.append(edges, np.inf)
    lower = np.append(-np.inf, edges)
    added = np.zeros(len(inside))
    for level, step in zip(levels, steps / model.line.slope, strict=True):
        added[(lower >= level - 0.5) & (inside <= level + 0.5)] = step
    probe = np.append(inside, np.nan)
    values = np.array(old.values, dtype=np.float64)[bin_of(probe, np.array(old.edges))]
    values[:-1] += added
    table = MainTable(feature, tuple(map(float, edges)), tuple(map(float, values)))
    others = tuple(main for main in model.mains if main.feature != feature)
    return replace(model, mains=(*others, table))
