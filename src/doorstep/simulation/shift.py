"""By how much do answers to our own plans differ from the imported history?

A model that was fitted to history is right about history. Here the world has moved on since: the
numbers in ``SHIFT`` are added when borrowers answer, and never when history is made. So the
chances of the first days are visibly too high, and a desk that learns from its own outcomes gets
better within days. They are assumptions, chosen to be seen, and measure nothing.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Shift:
    """Changes in log-odds, except where said.

    Attributes:
        reached: Of reaching the borrower by a call, a visit or in writing.
        promised: Of a promise once the borrower is reached.
        kept: Of keeping a promise.
        paid_unasked: Of a payment that nobody promised, per day.
        evening_reached: Added to ``reached`` from 17:30 on; the best hours move too.
    """

    reached: float = 0.0
    promised: float = 0.0
    kept: float = 0.0
    paid_unasked: float = 0.0
    evening_reached: float = 0.0


NO_SHIFT: Final = Shift()
SHIFT: Final = Shift(
    reached=-1.1, promised=0.35, kept=-0.25, paid_unasked=-0.2, evening_reached=0.3
)
