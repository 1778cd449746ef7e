"""How is the bin of a million numbers found without a million searches?

The leading 18 bits of a number, as a 32-bit float, name a cell; a cell knows the lowest bin that
any number in it can have. Few cells hold an edge, so one exact comparison, seldom two, finishes.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.glass.table_types import bin_of

Floats = NDArray[np.float64]
Bins = NDArray[np.intp]

_SHIFT: Final = 14
_CELLS: Final = 1 << (32 - _SHIFT)
_MOST_STEPS: Final = 4


def _bounds() -> tuple[Floats, Floats]:
    """Return the least and greatest number whose rounding to 32 bits may fall in each cell."""
    first = np.arange(_CELLS, dtype=np.uint32) << _SHIFT
    ends = np.stack((first, first | np.uint32((1 << _SHIFT) - 1))).view(np.float32)
    with np.errstate(invalid="ignore", over="ignore"):
        low, high = np.minimum(*ends), np.maximum(*ends)
        low = np.nextafter(low, np.float32(-np.inf))
        high = np.nextafter(high, np.float32(np.inf))
    least, greatest = low.astype(np.float64), high.astype(np.float64)
    for sign in (1.0, -1.0):  # beyond 32 bits a number falls into the cell of infinity
        at = int(np.float32(sign * np.inf).view(np.uint32)) >> _SHIFT
        ends_at = sorted((sign * float(np.finfo(np.float32).max), sign * np.inf))
        least[at], greatest[at] = ends_at
    return least, greatest


_LOW, _HIGH = _bounds()


@dataclass(frozen=True, slots=True)
class Binner:
    """The bins of one feature, as ``table_types.bin_of`` finds them.

    Attributes:
        edges: Upper bounds of all bins but the last known one.
        start: Lowest bin of each cell; None when edges lie too close for cells.
        beyond: Edges again with two of infinity at the end, so that nothing climbs past.
        steps: Comparisons that are needed at most.
    """

    edges: Floats
    start: NDArray[np.int16] | None
    beyond: Floats
    steps: int

    @classmethod
    def of(cls, edges: Floats) -> Self:
        """Make edges ready."""
        start = np.searchsorted(edges, _LOW, side="left")
        end = np.searchsorted(edges, _HIGH, side="left")
        unknown = np.isnan(_LOW) | np.isnan(_HIGH)
        start[unknown] = end[unknown] = len(edges) + 1
        steps = int((end - start).max())
        beyond = np.concatenate((edges, (np.inf, np.inf)))
        cells = start.astype(np.int16) if steps <= _MOST_STEPS else None
        return cls(edges, cells, beyond, steps)

    def find(self, values: Floats) -> Bins:
        """Return the bin of each value; NaN lies in the last."""
        if self.start is None:
            return bin_of(values, self.edges)
        with np.errstate(over="ignore", invalid="ignore"):
            cell = values.astype(np.float32).view(np.uint32) >> np.uint32(_SHIFT)
        bins = self.start.take(cell.astype(np.intp), mode="clip").astype(np.intp)
        for _ in range(self.steps):
            bins += values > self.beyond.take(bins, mode="clip")
        return bins
