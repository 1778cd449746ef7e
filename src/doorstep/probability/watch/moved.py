"""Has a column moved by more than chance moves it?

A stability index of 0.25 means little by itself: with few rows it is reached by chance, with many
a real move stays below it. So the index is compared with what it is when rows of both times are
shuffled.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BINS: Final = 10
SHUFFLES: Final = 9_999
LEVEL: Final = 1e-4
"""At most one false alarm in 10,000 comparisons of columns that did not move."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a column moved between two times.

    Attributes:
        index: Population stability index.
        by_chance: Share of shuffles, this one counted, that reached the index.
        rows_before: Rows at the first time.
        rows_after: Rows at the second.
    """

    index: float
    by_chance: float
    rows_before: int
    rows_after: int

    @property
    def is_alarm(self) -> bool:
        """Say whether chance alone moves a column so far once in 10,000 times or less."""
        return self.by_chance <= LEVEL


def moved(before: Floats, after: Floats, chance: np.random.Generator) -> Moved:
    """Compare a column at two times; unknown values (NaN) are a bin of their own.

    Bins are deciles of both times together, so that a shuffle is a fair comparison; a share of
    zero counts as half a row.

    Args:
        before: Values at the first time, shape ``(n,)``.
        after: Values at the second, shape ``(m,)``.
        chance: Shuffles; the same seed gives the same answer.

    Raises:
        ValueError: One of the times has no rows, or a value is infinite.
    """
    if not len(before) or not len(after):
        raise ValueError("a stability index needs rows at both times")
    if np.any(np.isinf(before)) or np.any(np.isinf(after)):
        raise ValueError("a stability index needs finite values")
    together = np.concatenate((before, after))
    known = together[~np.isnan(together)]
    cuts = np.arange(1, BINS) / BINS
    edges = np.unique(np.quantile(known, cuts, method="inverted_cdf")) if len(known) else known
    whole = _counts(together, edges)
    used = whole > 0
    whole, late = whole[used], _counts(after, edges)[used]
    index = float(_index(whole - late, late))
    shuffled = chance.multivariate_hypergeometric(whole, len(after), SHUFFLES, method="marginals")
    reached = np.count_nonzero(_index(whole - shuffled, shuffled) >= index - 1e-12)
    return Moved(index, (1 + int(reached)) / (1 + SHUFFLES), len(before), len(after))


def _counts(values: Floats, edges: Floats) -> NDArray[np.int64]:
    place = np.searchsorted(edges, values, side="left")
    place[np.isnan(values)] = len(edges) + 1
    return np.bincount(place, minlength=len(edges) + 2).astype(np.int64)


def _index(before: NDArray[np.int64], after: NDArray[np.int64]) -> Floats:
    first = np.maximum(before, 0.5) / before.sum(axis=-1, keepdims=True)
    second = np.maximum(after, 0.5) / after.sum(axis=-1, keepdims=True)
    total: Floats = np.sum((second - first) * np.log(second / first), axis=-1)
    return total
