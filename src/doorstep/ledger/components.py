"""Of which parts is a debt made up, and in which order does a short payment settle them?"""

from enum import IntEnum
from typing import Final


class Component(IntEnum):
    """A part of what is owed, in the order of Civil Code article 561."""

    COST = 0
    FEE = 1
    PENALTY = 2
    INTEREST = 3
    PRINCIPAL = 4


CIVIL_CODE_ORDER: Final = (
    Component.COST,
    Component.FEE,
    Component.PENALTY,
    Component.INTEREST,
    Component.PRINCIPAL,
)
"""Enforcement costs, then interest, then principal, where nothing else is agreed (art. 561).

Fees and penalty interest are settled between the costs and the ordinary interest.
"""

PRINCIPAL_FIRST: Final = (
    Component.PRINCIPAL,
    Component.INTEREST,
    Component.PENALTY,
    Component.FEE,
    Component.COST,
)
"""What an agreement for somebody in hardship often says: the debt shrinks with each payment."""

Order = tuple[Component, Component, Component, Component, Component]
