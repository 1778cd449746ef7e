"""Which loan is to be repaid in instalments, and can that be done at all?"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from doorstep.facts.columns import Fen
from doorstep.terms.local_time import Days, day_number
from doorstep.terms.refusal import Refusal

LARGEST_FEN: Final = 10**13
"""A hundred billion yuan: nothing that this product works on is larger, so it is a slip."""
MOST_INSTALMENTS: Final = 600
MONTHS_A_YEAR: Final = 12
MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """What was lent, at which rate, and over how many months.

    Attributes:
        principal_fen: Sum lent.
        yearly_ppm: Interest a year in millionths; 24 % is 240,000.
        instalments: How many, a month apart.
        paid_out_on: Day on which the money was paid out.
        first_due_on: Day of the first instalment; later ones fall on the same day of the month,
            or on its last day where the month is shorter.
    """

    principal_fen: int
    yearly_ppm: int
    instalments: int
    paid_out_on: date
    first_due_on: date


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """When how much falls due.

    Attributes:
        due_day: Day numbers, strictly rising, shape ``(n,)``.
        principal_fen: Part of each instalment that repays the loan; adds up to the sum lent.
        interest_fen: Part that is interest.
    """

    due_day: Days
    principal_fen: Fen
    interest_fen: Fen

    @property
    def instalment_fen(self) -> Fen:
        """Return what is to be paid on each day, shape ``(n,)``."""
        return self.principal_fen + self.interest_fen


def refuse_terms(terms: LoanTerms) -> Refusal | None:
    """Return the first reason why no schedule can be made of these terms, or None."""
    if not 0 < terms.principal_fen <= LARGEST_FEN:
        return Refusal("principal-out-of-range", "Give a sum above nothing and below 100 billion.")
    if not 0 <= terms.yearly_ppm <= 10 * MILLION:
        return Refusal("rate-out-of-range", "Give a yearly rate from 0 to 1,000 percent.")
    if not 0 < terms.instalments <= MOST_INSTALMENTS:
        return Refusal("instalments-out-of-range", f"Give 1 to {MOST_INSTALMENTS} instalments.")
    if terms.principal_fen < terms.instalments:
        return Refusal(
            "instalment-of-nothing", "Choose fewer instalments: each has to pay something back."
        )
    if terms.first_due_on <= terms.paid_out_on:
        return Refusal("due-before-paid-out", "The first instalment comes after the paying out.")
    return None


def checked(terms: LoanTerms) -> LoanTerms:
    """Return the terms themselves.

    Raises:
        ValueError: ``refuse_terms`` has a reason against them.
    """
    refusal = refuse_terms(terms)
    if refusal is not None:
        raise ValueError(f"{refusal.code}: {refusal.message}")
    return terms


def monthly_days(first_due_on: date, count: int) -> Days:
    """Return day numbers a month apart, shape ``(count,)``.

    Each is reckoned from the first, so the 31st becomes the 30th in one month and the 31st again
    in the next.
    """
    return np.array(
        [day_number(_months_later(first_due_on, months)) for months in range(count)],
        dtype=np.int32,
    )


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year = day.year + years
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
