"""Which stage of arrears is it?

M1 is 1 to 30 days past due, M2 31 to 60 and so on; everything above 180 days is M7+.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

DAYS_PER_BUCKET: Final = 30
LAST_BUCKET: Final = 7
NO_BUCKET: Final = np.int8(-1)


def bucket(days: NDArray[np.int32]) -> NDArray[np.int8]:
    """Return the bucket of each number of days past due.

    Args:
        days: Days past due, shape ``(n,)``; negative if unknown.

    Returns:
        0 not overdue, 1 to 7 for M1 to M7+, ``NO_BUCKET`` if unknown; shape ``(n,)``.
    """
    number = np.minimum(-(-days // DAYS_PER_BUCKET), LAST_BUCKET)
    return np.where(days < 0, NO_BUCKET, number).astype(np.int8)


def bucket_word(number: int) -> str:
    """Return a bucket as people write it.

    Raises:
        ValueError: There is no such bucket.
    """
    if not NO_BUCKET <= number <= LAST_BUCKET:
        raise ValueError(f"no bucket has the number {number}; they run from -1 to {LAST_BUCKET}")
    if number == NO_BUCKET:
        return "?"
    return f"M{number}+" if number == LAST_BUCKET else f"M{number}"
