"""How good are chances, measured against what happened?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures on rows that the model has not learned from.

    Attributes:
        rows: Number of rows.
        base_rate: Share with the outcome; NaN-free, 0 without rows.
        auc: Area under the ROC curve; None when only one outcome occurs.
        ece: Expected calibration error in 10 equal-mass bins; None without rows.
        brier: Mean squared error; None without rows.
        log_loss: Mean negative log-likelihood; None without rows.
    """

    rows: int
    base_rate: float
    auc: float | None
    ece: float | None
    brier: float | None
    log_loss: float | None

    @classmethod
    def of(cls, chances: Floats, outcomes: Flags) -> "Evaluation":
        """Measure chances against outcomes, both of shape ``(n,)``."""
        if not len(outcomes):
            return cls(0, 0.0, None, None, None, None)
        return cls(
            rows=len(outcomes),
            base_rate=float(np.mean(outcomes)),
            auc=auc(chances, outcomes),
            ece=ece(chances, outcomes),
            brier=brier(chances, outcomes),
            log_loss=log_loss(chances, outcomes),
        )


def auc(chances: Floats, outcomes: Flags) -> float | None:
    """Return the chance that a row with the outcome is ranked above one without; ties half.

    None when every row has the same outcome.
    """
    _check(chances, outcomes)
    outcomes = outcomes.astype(bool)
    positives = int(outcomes.sum())
    negatives = len(outcomes) - positives
    if not positives or not negatives:
        return None
    values, place = np.unique(chances, return_inverse=True)
    size = np.bincount(place, minlength=len(values))
    rank = np.cumsum(size) - (size - 1) / 2
    won = float(rank[place][outcomes].sum()) - positives * (positives + 1) / 2
    return won / (positives * negatives)


def ece(chances: Floats, outcomes: Flags, bins: int = 10) -> float:
    """Return the mean gap between chance and share of outcomes over equal-mass bins.

    Source:
        Naeini, Cooper, Hauskrecht (2015), AAAI-15, with equal-mass in place of equal-width bins.
    """
    _check(chances, outcomes)
    order = np.argsort(chances, kind="stable")
    parts = np.array_split(order, min(bins, len(order)))
    gaps = [abs(float(chances[p].mean() - outcomes[p].mean())) * len(p) for p in parts]
    return sum(gaps) / len(order)


def brier(chances: Floats, outcomes: Flags) -> float:
    """Return the mean squared difference between chance and outcome."""
    _check(chances, outcomes)
    return float(np.mean((chances - outcomes) ** 2))


def log_loss(chances: Floats, outcomes: Flags) -> float:
    """Return the mean negative log-likelihood; chances are kept 1e-12 away from 0 and 1."""
    _check(chances, outcomes)
    safe = np.clip(chances, 1e-12, 1 - 1e-12)
    return float(-np.mean(np.where(outcomes, np.log(safe), np.log1p(-safe))))


def _check(chances: Floats, outcomes: Flags) -> None:
    if chances.shape != outcomes.shape or not len(chances):
        raise ValueError(f"need equal, non-empty columns; got {chances.shape}, {outcomes.shape}")
