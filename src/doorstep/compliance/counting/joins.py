"""Which rows of another table belong to each request?"""

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


def matches(wanted: NDArray[np.int64], keys: NDArray[np.int64]) -> tuple[Rows, Rows]:
    """Pair every wanted key with all rows that carry it.

    Args:
        wanted: One key per request, shape ``(n,)``.
        keys: One key per row of the other table, shape ``(m,)``.

    Returns:
        Request and row of each pair, shape ``(k,)`` each; requests ascend.
    """
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first = np.searchsorted(ordered, wanted, side="left")
    counts = np.searchsorted(ordered, wanted, side="right") - first
    request = np.repeat(np.arange(len(wanted)), counts)
    starts = np.repeat(first - (np.cumsum(counts) - counts), counts)
    return request, order[np.arange(len(request)) + starts]


def any_of(request: Rows, which: Mask, n: int) -> Mask:
    """Say for which of ``n`` requests one of their pairs is chosen."""
    found = np.zeros(n, dtype=bool)
    found[request[which]] = True
    return found
