"""Of which parts is a debt made up, and in which order does a short payment settle them?"""

from enum import IntEnum
from typing import Final


class Component(IntEnum):
    """A part of what is owed, in the order in which the law has it settled."""

    COST = 0
    FEE = 1
    LATE_FEE = 2
    DEFAULT_PENALTY = 3
    PENALTY_INTEREST = 4
    INTEREST = 5
    PRINCIPAL = 6

    @property
    def word(self) -> str:
        """Return the word that files and programs use."""
        return self.name.lower()


Parts = tuple[int, ...]
"""Fen by component, in the order of ``Component``; always seven."""

NOTHING: Final[Parts] = (0,) * len(Component)

Order = tuple[Component, ...]

CIVIL_CODE_ORDER: Final[Order] = tuple(Component)
"""Costs of enforcement, then interest, then principal, where nothing else is agreed (art. 561).

Fees, penalties and penalty interest are settled between the costs and the ordinary interest, as
lenders' contracts have it.
"""

PRINCIPAL_FIRST: Final[Order] = tuple(reversed(Component))
"""What an agreement for somebody in hardship often says: the debt shrinks with each payment."""


def parts_of(**fen: int) -> Parts:
    """Return parts by name, such as ``parts_of(principal=100)``; what is not named is nothing.

    Raises:
        ValueError: A name is no component.
    """
    known = {component.word for component in Component}
    if strange := sorted(set(fen) - known):
        raise ValueError(f"{', '.join(strange)} is no part of a debt")
    return tuple(fen.get(component.word, 0) for component in Component)
