"""How are ten million rows scored, each with its four strongest reasons, in a minute?

Rows pass in chunks that fit the processor's cache. Every number is binned once, every table is
one gather, and the strongest reasons fall out of a sorting network over whole columns. The sums
are those of ``lookup.Lookup``, in the same order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.glass.binning import Binner
from doorstep.probability.glass.lookup import Lookup
from doorstep.probability.glass.table_types import MainTable, PairTable

Floats = NDArray[np.float64]
Bins = NDArray[np.intp]

CHUNK: Final = 8_192
TOP: Final = 4
_SIZE_BITS: Final = 0x7FFFFFFF
"""Of a 32-bit float: its size without its sign."""


@dataclass(frozen=True, slots=True)
class Told:
    """Chances of rows with their strongest reasons.

    Attributes:
        chance: Shape ``(n,)``.
        reasons: Place of each row's strongest features, strongest first, shape ``(n, 4)``; -1
            where a model has fewer features.
        log_odds: What each of them adds, shape ``(n, 4)``.
    """

    chance: Floats
    reasons: NDArray[np.int16]
    log_odds: Floats


@dataclass(frozen=True, slots=True)
class FastBox:
    """Tables made ready for streams of rows.

    Attributes:
        features: Names, in the order in which columns are expected.
        lookup: The tables.
        binners: One per feature.
        intercept: Summand of every row, before the line.
        slope: Of the calibrating line.
        offset: Of the calibrating line.
    """

    features: tuple[str, ...]
    lookup: Lookup
    binners: tuple[Binner, ...]
    intercept: float
    slope: float
    offset: float

    @classmethod
    def of(
        cls,
        mains: tuple[MainTable, ...],
        pairs: tuple[PairTable, ...],
        intercept: float,
        slope: float = 1.0,
        offset: float = 0.0,
    ) -> Self:
        """Make tables ready."""
        lookup = Lookup.of(mains, pairs)
        binners = tuple(Binner.of(edges) for edges in lookup.edges)
        return cls(lookup.features, lookup, binners, intercept, slope, offset)

    def tell(self, columns: Floats) -> Told:
        """Return chances and reasons of all rows, ``columns`` of shape ``(n, k)``."""
        rows = len(columns)
        told = Told(
            np.empty(rows), np.full((rows, TOP), -1, dtype=np.int16), np.zeros((rows, TOP))
        )
        for start in range(0, rows, CHUNK):
            stop = min(start + CHUNK, rows)
            parts = self._parts(self._bins(columns[start:stop]), stop - start)
            told.chance[start:stop] = self._chance(parts)
            _strongest(parts, told.reasons[start:stop], told.log_odds[start:stop])
        told.log_odds[:] *= self.slope
        return told

    def chances(self, columns: Floats) -> Floats:
        """Return chances alone."""
        found = np.empty(len(columns))
        for start in range(0, len(columns), CHUNK):
            chunk = columns[start : start + CHUNK]
            parts = self._parts(self._bins(chunk), len(chunk))
            found[start : start + CHUNK] = self._chance(parts)
        return found

    def per_treatment(self, columns: Floats, feature: str, levels: Floats) -> Iterator[Floats]:
        """Yield, chunk by chunk, the chance under each level of one feature, shape ``(m, l)``.

        All other features are binned and added up once per row; of the treatment's own tables,
        only those are looked up again. Memory is that of a chunk.
        """
        column = self.features.index(feature)
        levels_bins = self.binners[column].find(np.asarray(levels, dtype=np.float64))
        still = [p for p in self.lookup.pairs if column not in (p.first_column, p.second_column)]
        moved = [p for p in self.lookup.pairs if column in (p.first_column, p.second_column)]
        for start in range(0, len(columns), CHUNK):
            bins = self._bins(columns[start : start + CHUNK])
            rows = len(bins[0])
            base = np.full(rows, self.intercept)
            for at, values in enumerate(self.lookup.mains):
                if at != column:
                    base += values.take(bins[at], mode="clip")
            for pair in still:
                place = pair.first.take(bins[pair.first_column], mode="clip")
                place += pair.second.take(bins[pair.second_column], mode="clip")
                base += 2.0 * pair.values.take(place, mode="clip")
            found = np.empty((rows, len(levels)))
            for at, level in enumerate(levels_bins):
                score = base + self.lookup.mains[column][level]
                for pair in moved:
                    is_first = pair.first_column == column
                    other = pair.second_column if is_first else pair.first_column
                    own, far = (pair.first, pair.second) if is_first else (pair.second, pair.first)
                    place = far.take(bins[other], mode="clip")
                    place += own[level]
                    score += 2.0 * pair.values.take(place, mode="clip")
                found[:, at] = self._squeezed(score)
            yield found

    def _bins(self, columns: Floats) -> list[Bins]:
        return [
            binner.find(np.ascontiguousarray(columns[:, at]))
            for at, binner in enumerate(self.binners)
        ]

    def _parts(self, bins: list[Bins], rows: int) -> Floats:
        parts = np.empty((len(self.features), rows))
        for at, values in enumerate(self.lookup.mains):
            values.take(bins[at], out=parts[at], mode="clip")
        place = np.empty(rows, dtype=np.intp)
        other = np.empty(rows, dtype=np.intp)
        half = np.empty(rows)
        for pair in self.lookup.pairs:
            pair.first.take(bins[pair.first_column], out=place, mode="clip")
            pair.second.take(bins[pair.second_column], out=other, mode="clip")
            place += other
            pair.values.take(place, out=half, mode="clip")
            parts[pair.first_column] += half
            parts[pair.second_column] += half
        return parts

    def _chance(self, parts: Floats) -> Floats:
        score = np.full(parts.shape[1], self.intercept)
        for part in parts:
            score += part
        return self._squeezed(score)

    def _squeezed(self, score: Floats) -> Floats:
        score *= 0.5 * self.slope
        score += 0.5 * self.offset
        np.tanh(score, out=score)
        score *= 0.5
        score += 0.5
        return score


def _strongest(parts: Floats, reasons: NDArray[np.int16], log_odds: Floats) -> None:
    """Write the places of the strongest parts of each row and their values.

    A part's size and its place are packed into one integer, so that taking the greater of two
    integers keeps both. Sizes are compared on the bits that the place leaves; of equals the later
    comes first.
    """
    features, rows = parts.shape
    top = min(TOP, features)
    mask = np.int32((1 << features.bit_length()) - 1)
    keys = parts.astype(np.float32).view(np.int32)
    keys &= np.int32(_SIZE_BITS) & ~mask
    keys |= np.arange(features, dtype=np.int32)[:, None]
    best = np.full((top, rows), -1, dtype=np.int32)
    spare = np.empty(rows, dtype=np.int32)
    for at, first in enumerate(keys):
        key, lower = first, spare
        for rank in range(min(at + 1, top)):
            if rank < top - 1:
                np.minimum(best[rank], key, out=lower)
            np.maximum(best[rank], key, out=best[rank])
            key, lower = lower, key
    flat = parts.reshape(-1)
    row = np.arange(rows)
    for rank in range(top):
        place = best[rank] & mask
        reasons[:, rank] = place
        log_odds[:, rank] = flat.take(place.astype(np.intp) * rows + row, mode="clip")
