"""How sure is a share of so many?"""

from dataclasses import dataclass
from math import sqrt
from typing import Final

_Z: Final = 1.6449
"""Of the 90 % interval."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 90 % interval (Wilson)."""

    value: float
    low: float
    high: float


def share_of(part: int, whole: int) -> Share | None:
    """Return a share with its interval; None of nothing."""
    if whole <= 0:
        return None
    p = part / whole
    room = _Z * _Z / whole
    middle = (p + room / 2) / (1 + room)
    half = _Z / (1 + room) * sqrt(p * (1 - p) / whole + room / (4 * whole))
    return Share(p, max(0.0, middle - half), min(1.0, middle + half))
