"""Which instalments pay off a revolving balance by its minimum payments (循环额度)?"""

from dataclasses import dataclass

import numpy as np

from doorstep.ledger.rounding import rounded
from doorstep.ledger.schedules.terms import (
    MILLION,
    MONTHS_A_YEAR,
    MOST_INSTALMENTS,
    LoanTerms,
    Schedule,
    checked,
    monthly_days,
)


@dataclass(frozen=True, slots=True)
class MinimumPayment:
    """The least that the contract asks for each month, beside the interest.

    Attributes:
        share_ppm: Share of the balance in millionths; 10 % is 100,000.
        floor_fen: At least so much, unless less is left.
    """

    share_ppm: int
    floor_fen: int

    def __post_init__(self) -> None:
        """Refuse a minimum that would never pay anything back.

        Raises:
            ValueError: The share is not from 0 to all, or the floor is not positive.
        """
        if not 0 <= self.share_ppm <= MILLION or self.floor_fen <= 0:
            raise ValueError("a minimum payment needs a share from 0 to all and a positive floor")


def revolving(terms: LoanTerms, minimum: MinimumPayment) -> Schedule:
    """Return the minimum payments, month after month, until the balance is paid.

    Args:
        terms: ``instalments`` is the most that there may be; the last one pays all that is left.
        minimum: What the contract asks for.

    Raises:
        ValueError: ``refuse_terms`` has a reason against the terms.
    """
    left = checked(terms).principal_fen
    principal: list[int] = []
    interest: list[int] = []
    most = min(terms.instalments, MOST_INSTALMENTS)
    while left:
        interest.append(rounded(left * terms.yearly_ppm, MONTHS_A_YEAR * MILLION))
        share = max(minimum.floor_fen, rounded(left * minimum.share_ppm, MILLION))
        part = left if len(principal) == most - 1 else min(left, share)
        principal.append(part)
        left -= part
    return Schedule(
        monthly_days(terms.first_due_on, len(principal)),
        np.array(principal, dtype=np.int64),
        np.array(interest, dtype=np.int64),
    )
