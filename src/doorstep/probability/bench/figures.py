"""How good are chances on rows with known outcomes, and is one model surely better?"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.evaluate import auc, brier, ece, log_loss
from doorstep.probability.glass.logistic import Belief, fit_logistic, logit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

BINS: Final = 15
RESAMPLES: Final = 400


def figures(chances: Floats, outcomes: Flags) -> dict[str, float | None]:
    """Return the figures of one model; None where one outcome only leaves nothing to rank."""
    return {
        "auc": _rounded(auc(chances, outcomes)),
        "ks": _rounded(ks(chances, outcomes)),
        "brier": _rounded(brier(chances, outcomes)),
        "log_loss": _rounded(log_loss(chances, outcomes)),
        "ece": _rounded(ece(chances, outcomes, BINS)),
        "slope": _rounded(slope(chances, outcomes)),
    }


def ks(chances: Floats, outcomes: Flags) -> float | None:
    """Return the greatest gap between the two distributions of chances; None with one outcome."""
    positives = int(outcomes.sum())
    if not 0 < positives < len(outcomes):
        return None
    _, place = np.unique(chances, return_inverse=True)
    yes = np.bincount(place, weights=outcomes.astype(np.float64))
    no = np.bincount(place) - yes
    gap = np.cumsum(yes) / positives - np.cumsum(no) / (len(outcomes) - positives)
    return float(np.abs(gap).max())


def slope(chances: Floats, outcomes: Flags) -> float | None:
    """Return the slope of a logistic recalibration: 1 is right, below 1 is too sure of itself.

    None when only one outcome occurs or all chances are the same.
    """
    odds = logit(chances)
    if outcomes.all() or not outcomes.any() or float(np.ptp(odds)) < 1e-9:
        return None
    columns = np.column_stack((odds, np.ones_like(odds)))
    belief = Belief(np.array([1.0, 0.0]), np.array([100.0, 100.0]))
    found = fit_logistic(columns, outcomes.astype(np.float64), np.ones_like(odds), belief)
    return float(found[0])


def differences(
    ours: Floats,
    theirs: Floats,
    outcomes: Flags,
    seed: int,
    of_case: NDArray[np.int64] | None = None,
) -> dict[str, dict[str, float | list[float] | None]]:
    """Return ours minus theirs with 95 % intervals: both resampled by the same rows.

    Args:
        ours: Chances of the one model.
        theirs: Chances of the other.
        outcomes: What happened.
        seed: Of the resampling.
        of_case: Case of each row, when several rows are of one: then whole cases are resampled.
    """
    draws = np.random.default_rng(seed)
    units = np.arange(len(outcomes)) if of_case is None else _numbered(of_case)
    many = int(units.max()) + 1
    a, b = _Sorted.of(ours, outcomes), _Sorted.of(theirs, outcomes)
    losses = _losses(ours, outcomes) - _losses(theirs, outcomes)
    squares = (ours - outcomes) ** 2 - (theirs - outcomes) ** 2
    found = np.empty((RESAMPLES, 3))
    for at in range(RESAMPLES):
        drawn = np.bincount(draws.integers(0, many, many), minlength=many)
        weights = drawn[units].astype(np.float64)
        shares = weights / weights.sum()
        found[at] = a.auc(weights) - b.auc(weights), shares @ losses, shares @ squares
    once = np.ones(len(outcomes))
    point = (a.auc(once) - b.auc(once), float(losses.mean()), float(squares.mean()))
    names = ("auc", "log_loss", "brier")
    return {name: _interval(point[at], found[:, at]) for at, name in enumerate(names)}


def _numbered(of_case: NDArray[np.int64]) -> NDArray[np.intp]:
    return np.unique(of_case, return_inverse=True)[1]


def _interval(point: float, draws: Floats) -> dict[str, float | list[float] | None]:
    known = draws[np.isfinite(draws)]
    if not len(known) or not np.isfinite(point):
        return {"difference": None, "interval": None}
    low, high = np.quantile(known, (0.025, 0.975))
    return {
        "difference": round(point, 6),
        "interval": [round(float(low), 6), round(float(high), 6)],
    }


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Rows by ascending chance, made ready for many weighted rankings."""

    order: NDArray[np.intp]
    yes: Floats
    starts: NDArray[np.intp]

    @classmethod
    def of(cls, chances: Floats, outcomes: Flags) -> "_Sorted":
        order = np.argsort(chances, kind="stable")
        ranked = chances[order]
        starts = np.flatnonzero(np.append(True, ranked[1:] != ranked[:-1]))
        return cls(order, outcomes[order].astype(np.float64), starts)

    def auc(self, weights: Floats) -> float:
        """Return the weighted share of pairs in the right order, ties half."""
        weight = weights[self.order]
        yes = np.add.reduceat(weight * self.yes, self.starts)
        no = np.add.reduceat(weight * (1 - self.yes), self.starts)
        below = np.cumsum(no) - no / 2
        pairs = yes.sum() * no.sum()
        return float(yes @ below / pairs) if pairs > 0 else float("nan")


def _losses(chances: Floats, outcomes: Flags) -> Floats:
    safe = np.clip(chances, 1e-12, 1 - 1e-12)
    return -np.where(outcomes, np.log(safe), np.log1p(-safe))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
