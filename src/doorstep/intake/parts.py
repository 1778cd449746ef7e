"""Of what does a debt consist, and what does a sum of money settle of it?"""

from dataclasses import dataclass

from doorstep.ledger.allocation import allocate_one
from doorstep.ledger.components import CIVIL_CODE_ORDER, Component, parts_of

ORDER = tuple(part.word for part in CIVIL_CODE_ORDER if part != Component.COST)
"""Order in which money settles the parts that a file can name, as in the books."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The six parts of a debt in fen; None where the file has no such column or cell."""

    principal_fen: int | None = None
    interest_fen: int | None = None
    penalty_interest_fen: int | None = None
    default_penalty_fen: int | None = None
    late_fee_fen: int | None = None
    fee_fen: int | None = None

    def of(self, part: str) -> int | None:
        """Return one part by its name, such as ``late_fee``."""
        value: int | None = getattr(self, f"{part}_fen")
        return value

    def owed(self, outstanding_fen: int) -> dict[str, int]:
        """Split what is owed into the six parts, in the order of settlement.

        A part that is missing or below zero is nothing; whatever the other parts leave of the
        sum is principal, also where the placed sum exceeds the parts.
        """
        owed = {part: max(self.of(part) or 0, 0) for part in ORDER[:-1]}
        owed["principal"] = outstanding_fen - sum(owed.values())
        return owed


def settled(owed: dict[str, int], paid_fen: int) -> tuple[dict[str, int], int]:
    """Return what a sum settles of each part, by the formula of the books, and what is left.

    Args:
        owed: Fen by part, in the order of settlement.
        paid_fen: All money kept for the account, net of reversals.
    """
    sums = parts_of(**{part: max(fen, 0) for part, fen in owed.items()})
    parts, left = allocate_one(max(paid_fen, 0), sums)
    applied = {component.word: fen for component, fen in zip(Component, parts, strict=True)}
    return {part: applied[part] for part in owed}, left
