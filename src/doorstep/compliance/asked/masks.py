"""Which rows of a column have a value, or one of some bits?

NumPy's ``==`` returns ``Any`` to a type checker; these return what they say.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def equals(column: NDArray[Any], value: NDArray[Any] | np.generic | int) -> Mask:
    """Say where a column equals a value, or another column.

    A member of a closed list is compared as the plain number it is: NumPy would turn it into an
    array of 64-bit numbers first, which takes ten times as long.
    """
    same: Mask = np.equal(column, int(value) if isinstance(value, int) else value)
    return same


def has_bits(column: NDArray[Any], bits: NDArray[Any] | int) -> Mask:
    """Say where a column of bits has one of these bits set."""
    mask = int(bits) if isinstance(bits, int) else bits
    shared: Mask = np.not_equal(np.bitwise_and(column, mask), 0)
    return shared


def one_of(column: NDArray[Any], values: Iterable[int]) -> Mask:
    """Say where a column has one of a few values; much quicker than ``np.isin`` for so few."""
    first, *others = values
    found: Mask = np.equal(column, int(first))
    for value in others:
        np.logical_or(found, np.equal(column, int(value)), out=found)
    return found
