"""Which rows of a column have a value, or one of some bits?

NumPy's ``==`` returns ``Any`` to a type checker; these return what they say.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def equals(column: NDArray[Any], value: NDArray[Any] | np.generic | int) -> Mask:
    """Say where a column equals a value, or another column."""
    same: Mask = np.equal(column, value)
    return same


def has_bits(column: NDArray[Any], bits: NDArray[Any] | int) -> Mask:
    """Say where a column of bits has one of these bits set."""
    shared: Mask = np.not_equal(np.bitwise_and(column, bits), 0)
    return shared


def one_of(column: NDArray[Any], values: Iterable[int]) -> Mask:
    """Say where a column has one of a few values; much quicker than ``np.isin`` for so few."""
    found: Mask = np.zeros(np.shape(column), dtype=bool)
    for value in values:
        np.logical_or(found, np.equal(column, value), out=found)
    return found
