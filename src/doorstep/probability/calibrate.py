"""Does a score mean what it says, and how sure can we be of it?"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression
from scipy.special import betaincinv

from doorstep.probability.glass.logistic import Belief, expit, fit_logistic, logit
from doorstep.probability.heads import Basis

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

BINS: Final = 10
THIN_SUPPORT: Final = 30
"""Below so many outcomes in its bin, a learned chance is not said, and ranks nobody."""

FEWEST_ROWS: Final = 100
FEWEST_OF_EACH: Final = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from score to log-odds: Platt's calibration.

    A line, and no bent curve, because contributions then stay exact summands.

    Attributes:
        slope: Factor, above 0.
        offset: Summand.
    """

    slope: float = 1.0
    offset: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a line that would reverse the order.

        Raises:
            ValueError: ``slope`` is not above 0.
        """
        if not self.slope > 0:
            raise ValueError(f"a calibration must keep the order; got slope {self.slope}")


def fit_line(scores: Floats, outcomes: Flags) -> Line:
    """Return the line that makes scores mean what happened; the identity when rows are few.

    Source:
        Platt (1999), in Advances in Large Margin Classifiers, 61-74.
    """
    positives = int(outcomes.sum())
    if len(outcomes) < FEWEST_ROWS or min(positives, len(outcomes) - positives) < FEWEST_OF_EACH:
        return Line()
    columns = np.column_stack((scores, np.ones_like(scores)))
    belief = Belief(np.array([1.0, 0.0]), np.array([0.5, 2.0]))
    found = fit_logistic(columns, outcomes.astype(np.float64), np.ones_like(scores), belief)
    return Line(max(float(found[0]), 0.05), float(found[1]))


@dataclass(frozen=True, slots=True)
class CalibrationBins:
    """What came of past rows, by chance.

    Attributes:
        edges: Upper log-odds of every bin but the last, ascending, length ``m - 1``.
        counts: Outcomes seen in each bin, length ``m``.
        positives: How many of them were a yes; a prior may make it a fraction, length ``m``.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    positives: tuple[float, ...]

    @classmethod
    def of(cls, log_odds: Floats, outcomes: Flags, bins: int = BINS) -> "CalibrationBins":
        """Count outcomes in bins of equal mass; ties stay in one bin."""
        cuts = (
            np.quantile(log_odds, np.arange(1, bins) / bins, method="inverted_cdf")
            if len(log_odds)
            else np.array([])
        )
        edges = np.unique(cuts[cuts < log_odds.max()]) if len(log_odds) else cuts
        place = np.searchsorted(edges, log_odds, side="left")
        counts = np.bincount(place, minlength=len(edges) + 1)
        yes = np.bincount(place, weights=outcomes.astype(np.float64), minlength=len(edges) + 1)
        return cls(
            tuple(float(edge) for edge in edges),
            tuple(int(count) for count in counts),
            tuple(float(count) for count in yes),
        )

    def moved(self, line: Line) -> "CalibrationBins":
        """Return the same outcomes when every log-odds is moved along a line."""
        edges = tuple(line.offset + line.slope * edge for edge in self.edges)
        return CalibrationBins(edges, self.counts, self.positives)

    def interval(self, chance: Floats) -> tuple[Floats, Floats]:
        """Return the 90 % Jeffreys interval of each chance's bin, widened to hold the chance.

        Source:
            Brown, Cai, DasGupta (2001), Statistical Science 16(2): 101-133.
        """
        place = self._place(chance)
        counts = np.array(self.counts, dtype=np.float64)
        yes = np.array(self.positives)
        no = np.maximum(counts - yes, 0.0)
        low = betaincinv(yes + 0.5, no + 0.5, 0.05)[place]
        high = betaincinv(yes + 0.5, no + 0.5, 0.95)[place]
        return np.minimum(low, chance), np.maximum(high, chance)

    def venn_abers(self, chance: Floats) -> tuple[Floats, Floats]:
        """Return what each chance would be if its row were known to be a no, and to be a yes.

        The row joins its bin, and the bins are made to ascend again. One of the two ends is
        calibrated whatever the model is worth; how far they lie apart says how little is known.

        Source:
            Vovk, Petej (2014), Venn-Abers predictors, UAI-30; the score is the bin.
        """
        place = self._place(chance)
        as_no, as_yes = (
            np.array([self._fitted(bin_, joins) for bin_ in range(len(self.counts))])
            for joins in (0.0, 1.0)
        )
        return as_no[place], as_yes[place]

    def _fitted(self, bin_: int, joins: float) -> float:
        counts = np.array(self.counts, dtype=np.float64)
        yes = np.clip(np.array(self.positives), 0.0, counts)
        counts[bin_], yes[bin_] = counts[bin_] + 1.0, yes[bin_] + joins
        held = counts > 0
        fitted = isotonic_regression(yes[held] / counts[held], weights=counts[held])
        return float(fitted.x[int(held[:bin_].sum())])

    def support(self, chance: Floats) -> NDArray[np.int64]:
        """Return how many outcomes each chance's bin holds, shape ``(n,)``."""
        return np.array(self.counts, dtype=np.int64)[self._place(chance)]

    def _place(self, chance: Floats) -> NDArray[np.intp]:
        return np.searchsorted(np.array(self.edges), logit(chance), side="left")

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "edges": list(self.edges),
            "counts": list(self.counts),
            "positives": list(self.positives),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "CalibrationBins":
        """Read what ``as_dict`` wrote."""
        return cls(tuple(data["edges"]), tuple(data["counts"]), tuple(data["positives"]))


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """Chances with how sure we are; arrays of shape ``(n,)``.

    Attributes:
        p: The chance, 0 to 1.
        low: Lower end of its 90 % interval.
        high: Upper end.
        support: Past outcomes behind it, see ``said``; none at all for a row unlike every row that
            was learned from.
        basis: Whether it was learned or is a base rate.
        as_no: Lower end of its Venn-Abers interval: the chance if the row were known to be a no.
        as_yes: Upper end: the chance if it were known to be a yes.
    """

    p: Floats
    low: Floats
    high: Floats
    support: NDArray[np.int64]
    basis: Basis
    as_no: Floats
    as_yes: Floats

    @classmethod
    def of(cls, log_odds: Floats, bins: CalibrationBins, basis: Basis) -> "Likelihoods":
        """Turn calibrated log-odds into chances with intervals."""
        chance = expit(log_odds)
        low, high = bins.interval(chance)
        return cls(chance, low, high, bins.support(chance), basis, *bins.venn_abers(chance))

    @property
    def said(self) -> Flags:
        """Return which may be said and ranked by: a stated rate, or one with enough behind it."""
        return (self.support >= THIN_SUPPORT) | (self.basis is Basis.BASE_RATE)
