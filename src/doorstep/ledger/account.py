"""Under which terms does one account run?"""

from dataclasses import dataclass, field

import numpy as np

from doorstep.ledger.accrual import NO_CAP_PPM
from doorstep.ledger.components import CIVIL_CODE_ORDER, Order
from doorstep.ledger.schedules.terms import Schedule


@dataclass(frozen=True, slots=True, eq=False)
class AccountTerms:
    """Rates, order and schedule of one account.

    Attributes:
        interest_ppm: Yearly rate of interest in millionths.
        penalty_ppm: Yearly rate on top for overdue principal.
        fee_ppm: Yearly rate of fee on top.
        cap_ppm: Cap that the account carries for life.
        days_in_year: 360 or 365.
        order: In which order a payment settles the components.
        schedule: When the principal falls due; without one all of it is due from the start.
    """

    interest_ppm: int = 0
    penalty_ppm: int = 0
    fee_ppm: int = 0
    cap_ppm: int = NO_CAP_PPM
    days_in_year: int = 365
    order: Order = field(default=CIVIL_CODE_ORDER)
    schedule: Schedule | None = None

    def __post_init__(self) -> None:
        """Refuse rates that no contract has.

        Raises:
            ValueError: A rate is negative or above 1,000 percent, or the year has other days.
        """
        rates = (self.interest_ppm, self.penalty_ppm, self.fee_ppm, self.cap_ppm)
        if not all(0 <= rate <= NO_CAP_PPM for rate in rates):
            raise ValueError("a rate lies between 0 and 1,000 percent a year")
        if self.days_in_year not in (360, 365):
            raise ValueError(f"a year of rates has 360 or 365 days, not {self.days_in_year}")

    def fallen_due_fen(self, principal_fen: int, day: int) -> int:
        """Return how much of ``principal_fen``, lent on the first day, is due before ``day``.

        What a borrower has paid back counts against the oldest instalments.
        """
        if self.schedule is None:
            return principal_fen
        fallen = self.schedule.due_day < day
        later = int(np.sum(self.schedule.principal_fen[~fallen]))
        return max(principal_fen - later, 0)

    def due_days(self) -> list[int]:
        """Return the days after which more is overdue; empty without a schedule."""
        return [] if self.schedule is None else self.schedule.due_day.tolist()
