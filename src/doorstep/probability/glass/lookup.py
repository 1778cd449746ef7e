"""How are a hundred thousand rows looked up at once?

Every feature is binned once, on the union of the edges that its tables use; every table is then
one gather. The contributions fall out of the same pass.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.glass.table_types import MainTable, PairTable, bin_of, coarser

Floats = NDArray[np.float64]
Bins = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores with their exact parts.

    Attributes:
        features: Names, length ``k``.
        score: Before calibration, shape ``(n,)``.
        parts: Share of each feature, shape ``(n, k)``; with the intercept they add up to
            ``score``.
    """

    features: tuple[str, ...]
    score: Floats
    parts: Floats


@dataclass(frozen=True, slots=True)
class _Pair:
    """One pair table made ready: flat position = ``first[bin] + second[bin]``."""

    first_column: int
    second_column: int
    first: Bins
    second: Bins
    values: Floats


@dataclass(frozen=True, slots=True)
class Lookup:
    """Tables made ready for many rows.

    Attributes:
        features: Names, in the order in which columns are expected.
        edges: Union of the edges per feature.
        mains: Summand per bin and feature.
        pairs: Pair tables.
    """

    features: tuple[str, ...]
    edges: tuple[Floats, ...]
    mains: tuple[Floats, ...]
    pairs: tuple[_Pair, ...]

    @classmethod
    def of(cls, mains: tuple[MainTable, ...], pairs: tuple[PairTable, ...]) -> Self:
        """Make tables ready."""
        found: dict[str, set[float]] = {}
        for main in mains:
            found.setdefault(main.feature, set()).update(main.edges)
        for pair in pairs:
            found.setdefault(pair.first, set()).update(pair.first_edges)
            found.setdefault(pair.second, set()).update(pair.second_edges)
        edges = {name: np.array(sorted(some), dtype=np.float64) for name, some in found.items()}
        column = {name: position for position, name in enumerate(edges)}
        values = {name: np.zeros(len(some) + 2) for name, some in edges.items()}
        for main in mains:
            fine = coarser(edges[main.feature], np.array(main.edges, dtype=np.float64))
            values[main.feature] = np.array(main.values)[fine]
        ready = tuple(_ready(pair, edges, column) for pair in pairs)
        return cls(tuple(edges), tuple(edges.values()), tuple(values.values()), ready)

    def add_up(self, columns: Floats, intercept: float) -> Scored:
        """Look up every row, ``columns`` of shape ``(n, k)``."""
        bins = [bin_of(columns[:, at], edges) for at, edges in enumerate(self.edges)]
        parts = np.empty((len(columns), len(self.features)), order="F")
        for at, values in enumerate(self.mains):
            parts[:, at] = values[bins[at]]
        for pair in self.pairs:
            place = pair.first[bins[pair.first_column]]
            place += pair.second[bins[pair.second_column]]
            half = pair.values[place]
            parts[:, pair.first_column] += half
            parts[:, pair.second_column] += half
        score = np.full(len(columns), intercept)
        for at in range(parts.shape[1]):
            score += parts[:, at]
        return Scored(self.features, score, parts)


def _ready(pair: PairTable, edges: dict[str, Floats], column: dict[str, int]) -> _Pair:
    width = len(pair.second_edges) + 2
    first = coarser(edges[pair.first], np.array(pair.first_edges, dtype=np.float64))
    second = coarser(edges[pair.second], np.array(pair.second_edges, dtype=np.float64))
    return _Pair(
        column[pair.first],
        column[pair.second],
        first * width,
        second,
        np.array(pair.values).ravel() / 2,
    )
