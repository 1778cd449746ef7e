"""Which rows of another table belong to each request?

A table is sorted by its key once; after that every request finds its rows without a search where
the keys lie close together, and by bisection otherwise.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]
Keys = NDArray[np.int64]

_SPREAD: Final = 8
"""Keys that span at most so many times their number are looked up in one table."""


@dataclass(frozen=True, slots=True)
class KeyIndex:
    """The rows of a table by key.

    Attributes:
        order: Rows, by key and then by their own order, shape ``(m,)``; None if they are sorted.
        keys: Each key once, ascending, shape ``(u,)``.
        starts: Where each key's rows begin in ``order``, shape ``(u + 1,)``.
        lowest: The smallest key, for ``place``.
        place: ``starts`` by ``key - lowest``, shape ``(span + 1,)``; empty where keys lie far
            apart.
    """

    order: Rows | None
    keys: Keys
    starts: Rows
    lowest: int
    place: NDArray[np.int32]

    @classmethod
    def of(cls, keys: Keys) -> "KeyIndex":
        """Sort a column of keys."""
        ascends = bool(np.all(keys[1:] >= keys[:-1]))
        order = None if ascends else np.argsort(keys, kind="stable")
        ordered = keys if order is None else keys[order]
        first = np.ones(len(ordered), dtype=bool)
        np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
        starts = np.append(np.flatnonzero(first), len(ordered))
        different = ordered[first]
        lowest = int(different[0]) if len(different) else 0
        span = int(different[-1]) - lowest + 1 if len(different) else 0
        place = np.empty(0, dtype=np.int32)
        if 0 < span <= _SPREAD * len(keys) + 1024:
            counts = np.zeros(span + 1, dtype=np.int32)
            counts[different - lowest + 1] = np.diff(starts)
            place = np.cumsum(counts, dtype=np.int32)
        return cls(order, different, starts, lowest, place)

    def spans(self, wanted: Keys) -> tuple[Rows, Rows]:
        """Return where each wanted key's rows begin in ``order``, and how many there are."""
        if len(self.place):
            at = wanted - self.lowest
            inside = (at >= 0) & (at < len(self.place) - 1)
            at = np.where(inside, at, 0)
            first = self.place[at].astype(np.intp)
            counts = np.where(inside, self.place[at + 1] - first, 0)
            return first, counts
        found = np.searchsorted(self.keys, wanted)
        clipped = np.minimum(found, max(len(self.keys) - 1, 0))
        there = self.keys[clipped] == wanted
        first = self.starts[clipped]
        return first, np.where(there, self.starts[clipped + 1] - first, 0)


def matches(wanted: Keys, keys: Keys | KeyIndex) -> tuple[Rows, Rows]:
    """Pair every wanted key with all rows that carry it.

    Args:
        wanted: One key per request, shape ``(n,)``.
        keys: One key per row of the other table, shape ``(m,)``, or such a column sorted.

    Returns:
        Request and row of each pair, shape ``(k,)`` each; requests ascend.
    """
    index = keys if isinstance(keys, KeyIndex) else KeyIndex.of(keys)
    if not len(index.keys) or not len(wanted):
        nothing = np.empty(0, dtype=np.intp)
        return nothing, nothing
    first, counts = index.spans(wanted)
    request = np.repeat(np.arange(len(wanted)), counts)
    starts = np.repeat(first - (np.cumsum(counts) - counts), counts)
    place = np.arange(len(request)) + starts
    return request, place if index.order is None else index.order[place]


def any_of(request: Rows, which: Mask, n: int) -> Mask:
    """Say for which of ``n`` requests one of their pairs is chosen."""
    found = np.zeros(n, dtype=bool)
    found[request[which]] = True
    return found
