"""How does an exact fraction of a fen become whole fen?"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Whole = TypeVar("Whole", int, NDArray[np.int64])


def rounded(numerator: Whole, denominator: Whole) -> Whole:
    """Return ``numerator / denominator`` to the nearest whole number, halves upwards.

    The only rounding of money in the product: whatever is computed from rates goes through here,
    so that two ways to the same sum agree to the fen.

    Args:
        numerator: A whole number, or a column of them below 2**62.
        denominator: Positive; for a column, one for each row.
    """
    return (2 * numerator + denominator) // (2 * denominator)
