"""What do training rows look like to the trees: bins in place of values, folds without echoes?"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.fields import PRIOR_ROWS, Fields, ordered_shares
from doorstep.probability.bench.source import Part
from doorstep.probability.glass.table_types import bin_of

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Training rows made ready once for all members of an ensemble.

    Attributes:
        names: Of the fields.
        edges: Upper bounds of the bins of each field.
        codes: Bin of each value, NaN where unknown, shape ``(n, k)``.
        texts: For each text field its place, level per row and number of levels.
        target: Outcomes.
        weights: How much each row counts.
        time_ordered: Whether rows stand in the order of time.
        groups: Case of each row, where several rows are of one; None for a case per row.
    """

    names: tuple[str, ...]
    edges: tuple[Floats, ...]
    codes: Floats
    texts: tuple[tuple[int, NDArray[np.int64], int], ...]
    target: Flags
    weights: Floats
    time_ordered: bool
    groups: NDArray[np.intp] | None = None

    @classmethod
    def of(
        cls, fields: Fields, part: Part, bins: int, time_ordered: bool, weights: Floats | None
    ) -> Self:
        """Bin the fields of the training rows."""
        values, _ = fields.matrix(part.columns)
        edges = tuple(cut_points(values[:, at], bins) for at in range(values.shape[1]))
        texts = []
        for at in fields.texts:
            codes, _ = fields.fields[at].codes(part.columns)
            texts.append((at, codes, len(fields.fields[at].levels)))
        return cls(
            fields.names,
            edges,
            coded(values, edges),
            tuple(texts),
            part.target,
            np.ones(len(part)) if weights is None else weights,
            time_ordered,
        )

    def sample(self, rows: int, seed: int) -> "Prepared":
        """Return some rows, drawn, in their order."""
        drawn = np.sort(np.random.default_rng(seed).permutation(len(self.target))[:rows])
        return replace(
            self,
            codes=np.asfortranarray(self.codes[drawn]),
            texts=tuple((at, levels[drawn], size) for at, levels, size in self.texts),
            target=self.target[drawn],
            weights=self.weights[drawn],
        )

    def seen_from(self, rows: Rows, rng: np.random.Generator) -> Floats:
        """Return the bins of all rows when only some are learned from.

        Text of the learned rows is coded by the outcomes that stand before each; text of the
        other rows by all learned outcomes and never by their own.
        """
        if not self.texts:
            return self.codes
        codes = self.codes.copy(order="F")
        target = self.target[rows]
        prior = float(target.mean())
        order = np.arange(len(rows)) if self.time_ordered else rng.permutation(len(rows))
        for at, levels, size in self.texts:
            seen = levels[rows]
            count = np.bincount(seen, minlength=size + 1)
            yes = np.bincount(seen, weights=target.astype(np.float64), minlength=size + 1)
            shares = (yes + PRIOR_ROWS * prior) / (count + PRIOR_ROWS)
            values = shares[levels]
            values[rows] = ordered_shares(seen, size, target, order, prior)
            known = ~np.isnan(codes[:, at])
            codes[known, at] = bin_of(values[known], self.edges[at])
        return codes


def cut_points(values: Floats, bins: int) -> Floats:
    """Return upper bounds of at most ``bins`` bins: between values when few, else quantiles."""
    known = values[~np.isnan(values)]
    distinct = np.unique(known)
    if len(distinct) <= bins:
        return (distinct[:-1] + distinct[1:]) / 2 if len(distinct) else distinct
    cuts = np.quantile(known, np.arange(1, bins) / bins, method="inverted_cdf")
    place = np.searchsorted(distinct, np.unique(cuts))
    place = place[place < len(distinct) - 1]
    return (distinct[place] + distinct[place + 1]) / 2


def coded(values: Floats, edges: tuple[Floats, ...]) -> Floats:
    """Return the bin of every value as a number, NaN where unknown."""
    codes = np.empty(values.shape, order="F")
    for at, bounds in enumerate(edges):
        codes[:, at] = bin_of(values[:, at], bounds)
        codes[np.isnan(values[:, at]), at] = np.nan
    return codes


def folds_of(rows: Prepared, folds: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return a fold for each row: equal shares, drawn; rows of one case together."""
    cases = len(rows.target) if rows.groups is None else int(rows.groups.max()) + 1
    fold = (np.arange(cases) % folds).astype(np.int64)
    rng.shuffle(fold)
    return fold if rows.groups is None else fold[rows.groups]
