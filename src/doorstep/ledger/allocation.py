"""Which parts of a debt does a payment settle?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from doorstep.facts.columns import Fen
from doorstep.ledger.components import CIVIL_CODE_ORDER, Component, Order, Parts


@dataclass(frozen=True, slots=True, eq=False)
class Allocation:
    """Where the money of each payment went.

    Attributes:
        settled_fen: By payment and component, shape ``(n, 7)``; columns as in ``Component``.
        left_fen: What no component took, shape ``(n,)``. Settled and left are the payment.
    """

    settled_fen: Fen
    left_fen: Fen


def allocate(paid_fen: Fen, owed_fen: Fen, order: Order = CIVIL_CODE_ORDER) -> Allocation:
    """Settle what is owed, one component after the other.

    Paying in parts, one after the other, settles the same as paying at once.

    Args:
        paid_fen: One payment per row, shape ``(n,)``; none negative.
        owed_fen: What is owed before it, shape ``(n, 7)``; none negative.
        order: By contract, or that of the law.

    Raises:
        ValueError: A sum is negative, the shapes differ, or the order leaves a component out.
    """
    if sorted(order) != list(Component):
        raise ValueError("an order of allocation names each component once")
    if owed_fen.shape != (*paid_fen.shape, len(Component)):
        raise ValueError("every payment needs one row of what is owed")
    if np.any(paid_fen < 0) or np.any(owed_fen < 0):
        raise ValueError("sums cannot be negative; a reversal is not allocated but undoes")
    settled = np.zeros_like(owed_fen)
    left = paid_fen.copy()
    for component in order:
        part = np.minimum(left, owed_fen[:, component])
        settled[:, component] = part
        left -= part
    return Allocation(settled, left)


def allocate_one(
    paid_fen: int, owed_fen: Sequence[int], order: Order = CIVIL_CODE_ORDER
) -> tuple[Parts, int]:
    """Settle one payment as ``allocate`` does, and return what each component got and the rest.

    A column of one costs more in setting up than in reckoning; books are folded payment by
    payment.

    Args:
        paid_fen: The payment; not negative.
        owed_fen: What is owed before it, seven sums; none negative.
        order: By contract, or that of the law; each component once.
    """
    settled = [0] * len(owed_fen)
    left = paid_fen
    for component in order:
        part = min(left, owed_fen[component])
        settled[component] = part
        left -= part
    return tuple(settled), left
