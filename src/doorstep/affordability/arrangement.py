"""Which arrangement is it, and may it be made?"""

import itertools
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from doorstep.affordability.budget import Budget
from doorstep.ledger.components import NOTHING, Parts, parts_of
from doorstep.terms.codes import Product
from doorstep.terms.money import Money
from doorstep.terms.refusal import Refusal

LARGEST_FEN: Final = 10**13
PENALTIES_ONLY: Final = parts_of(late_fee=100, default_penalty=100, penalty_interest=100)
"""What lenders commonly leave to the agency: penalties, never interest or principal."""
CARD_MONTHS: Final = 60
"""Credit-card business measures 2011, art. 70 (CN-PLAN-01): five years at most."""
HOUSE_MONTHS: Final = 60
"""House policy for every other debt, where the law names no number."""


class ArrangementKind(StrEnum):
    """What it changes, the gentlest first."""

    PAUSE = "pause"
    DEFERRAL = "deferral"
    INSTALMENTS = "instalments"
    REDUCTION = "reduction"
    SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class Debt:
    """What is owed on a case today.

    Attributes:
        parts_fen: By component.
        product: Kind of credit; the law limits the months of some.
        currency: ISO 4217 code.
    """

    parts_fen: Parts
    product: Product
    currency: str = "CNY"

    @property
    def total_fen(self) -> int:
        """Return all that is owed."""
        return sum(self.parts_fen)


@dataclass(frozen=True, slots=True)
class Authority:
    """What may be let off without asking the lender.

    Attributes:
        percent: By component, how much of it, 0 to 100.
    """

    percent: Parts = PENALTIES_ONLY

    def most_fen(self, parts: Parts) -> Parts:
        """Return the most that may be let off of each component."""
        return tuple(
            part * percent // 100 for part, percent in zip(parts, self.percent, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Instalment:
    """One sum on one day.

    Attributes:
        due_on: The day.
        amount_fen: The sum.
    """

    due_on: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class ArrangementTerms:
    """What both sides would agree on.

    Attributes:
        kind: What it changes.
        instalments: In the order of their days; empty for a pause.
        waived_fen: What is let off, by component.
        may_skip: How many instalments may be skipped and paid at the end instead.
        pauses_until: Until when nobody asks for money; None if it does not pause.
        currency: ISO 4217 code.
    """

    kind: ArrangementKind
    instalments: tuple[Instalment, ...]
    waived_fen: Parts = NOTHING
    may_skip: int = 0
    pauses_until: date | None = None
    currency: str = "CNY"

    @property
    def total_fen(self) -> int:
        """Return all that would be paid."""
        return sum(instalment.amount_fen for instalment in self.instalments)

    @property
    def largest_fen(self) -> int:
        """Return the largest sum of one day; nothing for a pause."""
        return max((instalment.amount_fen for instalment in self.instalments), default=0)


def longest_months(product: Product) -> int:
    """Return over how many monthly instalments a debt may be spread."""
    return CARD_MONTHS if product == Product.CARD else HOUSE_MONTHS


def refuse_arrangement(
    terms: ArrangementTerms,
    debt: Debt,
    budget: Budget,
    *,
    today: date,
    authority: Authority,
    has_active: bool,
) -> Refusal | None:
    """Return the first reason against an arrangement, or None when it may be proposed.

    A settlement is paid from savings, so the month's surplus does not limit it; everything else
    has to leave the protected minimum untouched even with a fifth less income.

    Args:
        terms: What would be agreed.
        debt: What is owed.
        budget: The month of the household.
        today: The day it is said, in the case's zone.
        authority: What may be let off; more goes to the lender.
        has_active: Whether another arrangement is in force on the case.
    """
    if has_active:
        return Refusal(
            "arrangement-active",
            "Another arrangement is in force. End or reshape that one first.",
        )
    return (
        _refuse_sums(terms, debt)
        or _refuse_days(terms, debt, today)
        or _refuse_waiver(terms, debt, authority)
        or _refuse_burden(terms, budget)
    )


def _refuse_sums(terms: ArrangementTerms, debt: Debt) -> Refusal | None:
    if terms.currency != debt.currency:
        return Refusal(
            "currency-mixed", f"The debt is in {debt.currency}; agree on sums in {debt.currency}."
        )
    amounts = [instalment.amount_fen for instalment in terms.instalments]
    if any(amount <= 0 for amount in amounts):
        return Refusal("instalment-not-positive", "Every instalment is more than nothing.")
    if terms.total_fen > LARGEST_FEN:
        return Refusal("sum-too-large", "No sum here is above 100 billion yuan. Check the figure.")
    if terms.kind == ArrangementKind.PAUSE:
        return None if not amounts else Refusal("pause-with-sums", "A pause asks for no money.")
    agreed = debt.total_fen - sum(terms.waived_fen)
    if terms.total_fen > agreed:
        return Refusal(
            "above-debt",
            f"The instalments come to more than is owed, {Money(agreed, debt.currency)}.",
        )
    if terms.total_fen < agreed:
        return Refusal(
            "total-differs",
            f"The instalments leave {Money(agreed - terms.total_fen, debt.currency)} over. "
            "Put it into the last one, or let it off.",
        )
    return None


def _refuse_days(terms: ArrangementTerms, debt: Debt, today: date) -> Refusal | None:
    days = [instalment.due_on for instalment in terms.instalments]
    if any(later <= earlier for earlier, later in itertools.pairwise(days)):
        return Refusal("days-not-rising", "Each instalment falls due after the one before it.")
    if days and days[0] < today:
        return Refusal("due-in-the-past", "Choose today or a later day for the first instalment.")
    if len(days) + terms.may_skip > (most := longest_months(debt.product)):
        return Refusal("plan-too-long", f"At most {most} monthly instalments, skips included.")
    if terms.kind == ArrangementKind.PAUSE and not (
        terms.pauses_until and terms.pauses_until > today
    ):
        return Refusal("pause-without-end", "Say until when the pause lasts, so it is looked at.")
    return None


def _refuse_waiver(terms: ArrangementTerms, debt: Debt, authority: Authority) -> Refusal | None:
    if any(
        not 0 <= waived <= owed
        for waived, owed in zip(terms.waived_fen, debt.parts_fen, strict=True)
    ):
        return Refusal("waived-too-much", "No more can be let off than is owed of each part.")
    allowed = authority.most_fen(debt.parts_fen)
    if any(waived > most for waived, most in zip(terms.waived_fen, allowed, strict=True)):
        return Refusal(
            "beyond-authority",
            "The lender has not given authority to let off so much. Ask the lender first.",
        )
    return None


def _refuse_burden(terms: ArrangementTerms, budget: Budget) -> Refusal | None:
    if terms.kind == ArrangementKind.SETTLEMENT or terms.largest_fen <= budget.most_fen:
        return None
    return Refusal(
        "below-minimum",
        f"An instalment of {Money(terms.largest_fen)} would touch what the household needs to "
        f"live on; at most {Money(budget.most_fen)} a month can be asked for.",
    )
