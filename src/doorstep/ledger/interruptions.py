"""Which events restart the period of limitation, and since when does it run anew?

Civil Code article 195: a demand of the creditor, the debtor's agreement to pay, a suit or an
arbitration. A payment is such an agreement. How long the period is, the law engine says; here is
only the day from which it runs again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from doorstep.terms.codes import Known
from doorstep.terms.local_time import NO_DAY


class Cause(StrEnum):
    """Why the period starts again."""

    DEMAND = "demand"
    AGREEMENT = "agreement"
    PAYMENT = "payment"
    SUIT = "suit"
    ARBITRATION = "arbitration"


@dataclass(frozen=True, slots=True)
class Interruption:
    """Something that may restart the period.

    Attributes:
        cause: What it was.
        day: Day on which it happened or arrived.
        is_proven: Whether that can be shown; unknown where nobody looked.
    """

    cause: Cause
    day: int
    is_proven: Known


@dataclass(frozen=True, slots=True)
class Restart:
    """From when the period runs.

    Attributes:
        proven_day: Day of the last provable restart, ``NO_DAY`` if there was none.
        perhaps_day: The same if every one of unknown proof counted.
    """

    proven_day: int
    perhaps_day: int


def last_restart(interruptions: Iterable[Interruption], by_day: int) -> Restart:
    """Return the last restart on or before a day.

    Args:
        interruptions: In any order; what is provably unproven never counts.
        by_day: Day number; later ones have not happened yet.
    """
    proven = perhaps = int(NO_DAY)
    for each in interruptions:
        if each.day > by_day or each.is_proven == Known.NO:
            continue
        perhaps = max(perhaps, each.day)
        if each.is_proven == Known.YES:
            proven = max(proven, each.day)
    return Restart(proven, perhaps)
