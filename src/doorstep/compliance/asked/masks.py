"""Which rows of a column have a value, or one of some bits?

NumPy's ``==`` returns ``Any`` to a type checker; these return what they say.
"""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_SMALL: Final = np.dtype(np.int8)
_CODES: Final = {code: np.array([code], dtype=_SMALL) for code in range(-2, 64)}
"""Members of closed lists as columns of one row: NumPy need not convert them for each question."""


def equals(column: NDArray[Any], value: NDArray[Any] | np.generic | int) -> Mask:
    """Say where a column equals a value, or another column.

    A member of a closed list is compared as the plain number it is: NumPy would turn it into an
    array of 64-bit numbers first, which takes ten times as long.
    """
    if isinstance(value, int):
        return _is(column, value)
    same: Mask = np.equal(column, value)
    return same


def _is(column: NDArray[Any], value: int) -> Mask:
    code = _CODES.get(value) if column.dtype is _SMALL else None
    same: Mask = np.equal(column, int(value) if code is None else code)
    return same


def has_bits(column: NDArray[Any], bits: NDArray[Any] | int) -> Mask:
    """Say where a column of bits has one of these bits set."""
    mask = int(bits) if isinstance(bits, int) else bits
    shared: Mask = np.not_equal(np.bitwise_and(column, mask), 0)
    return shared


def one_of(column: NDArray[Any], values: Iterable[int]) -> Mask:
    """Say where a column has one of a few values; much quicker than ``np.isin`` for so few."""
    first, *others = values
    found = _is(column, first)
    for value in others:
        found |= _is(column, value)
    return found
