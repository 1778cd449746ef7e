"""What does a finished choice for a whole portfolio look like?"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.strategy.capacity import Resources
from doorstep.terms.codes import Code

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Choices = NDArray[np.int8]

NO_RUNNER_UP: Final = -1
"""Stands in the runner-up column when the law leaves one treatment only."""


class Why(Code):
    """Why a treatment was or was not chosen for a case."""

    CHOSEN = 0
    LAW_REFUSES = 1
    WORTH_LESS_THAN_NOTHING = 2
    PRICE_TOO_HIGH = 3
    LESS_THAN_CHOSEN = 4
    LIMIT_REACHED = 5
    DRAWN_BY_LOT = 6
    DOES_NOT_FIT_ROUTES = 7


@dataclass(frozen=True, slots=True)
class Allocation:
    """One treatment per case, and what it rests on; ``n`` cases, ``k`` treatments, ``r`` limits.

    Attributes:
        chosen: Treatment per case, shape ``(n,)``.
        runner_up: Best other lawful treatment after its price, or ``NO_RUNNER_UP``.
        margin_fen: Worth of the chosen less that of the runner-up, both after their prices; may
            be below 0 where a limit or a lot decided. 0 without a runner-up.
        why: ``Why`` per case and treatment, shape ``(n, k)``.
        propensity: Chance with which the chosen treatment was drawn; 1 where no lot was drawn.
        prices_fen: Price of one unit of each limit, shape ``(r,)``.
        resources: The limits it was made under.
        value_fen: Worth of all choices together.
        bound_fen: No allocation under these limits is worth more.
        seed: Seed it was made with.
    """

    chosen: Choices
    runner_up: Choices
    margin_fen: Floats
    why: Choices
    propensity: Floats
    prices_fen: Floats
    resources: Resources
    value_fen: float
    bound_fen: float
    seed: int

    @property
    def gap(self) -> float:
        """Return the certified gap: the largest share of value that could still be missing."""
        if self.bound_fen <= 0:
            return 0.0
        return max(0.0, (self.bound_fen - self.value_fen) / self.bound_fen)

    def used(self) -> Floats:
        """Return how much of each limit is used, shape ``(r,)``."""
        return self.resources.used_by(self.chosen)

    def price_of(self) -> Floats:
        """Return what one treatment of each kind costs in prices, shape ``(k,)``, fen."""
        price: Floats = self.resources.use @ self.prices_fen
        return price


def describe(chosen: Choices, worth: Floats, price_of: Floats) -> tuple[Choices, Floats, Choices]:
    """Return runner-up, margin and the reason for each treatment of each case.

    Args:
        chosen: Treatment per case.
        worth: Value per case and treatment, minus infinity where not lawful, shape ``(n, k)``.
        price_of: Price of one treatment of each kind, shape ``(k,)``.

    Returns:
        Runner-up and margin, shape ``(n,)``, and reasons, shape ``(n, k)``.
    """
    rows = np.arange(len(chosen))
    mine = worth[rows, chosen]
    mine_priced = mine - price_of[chosen]
    best = np.full(len(chosen), -np.inf)
    runner_up = np.full(len(chosen), NO_RUNNER_UP, dtype=np.int8)
    why = np.empty(worth.shape, dtype=np.int8)
    for treatment in range(worth.shape[1]):
        value = worth[:, treatment]
        priced = value - price_of[treatment]
        is_chosen = chosen == treatment
        better = ~is_chosen & (priced > best)
        best[better] = priced[better]
        runner_up[better] = treatment
        why[:, treatment] = _reason(value, priced, mine, mine_priced)
        why[is_chosen, treatment] = Why.CHOSEN
    margin = np.where(np.isfinite(best), mine_priced - best, 0.0)
    return runner_up, margin, why


def _reason(value: Floats, priced: Floats, mine: Floats, mine_priced: Floats) -> Choices:
    """Return why one treatment was not chosen, for each case; the first that holds, in order."""
    found: Choices = np.select(
        [~np.isfinite(value), value < 0, value <= mine, priced <= mine_priced],
        [
            Why.LAW_REFUSES,
            Why.WORTH_LESS_THAN_NOTHING,
            Why.LESS_THAN_CHOSEN,
            Why.PRICE_TOO_HIGH,
        ],
        Why.LIMIT_REACHED,
    ).astype(np.int8)
    return found
