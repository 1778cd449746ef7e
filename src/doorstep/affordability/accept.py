"""May this promise be taken?"""

from datetime import date, timedelta
from typing import Final

from doorstep.terms.money import Money
from doorstep.terms.refusal import Refusal

LONGEST_PROMISE: Final = timedelta(days=90)
"""House policy: a promise further ahead is an arrangement and needs approval."""


def refuse_promise(
    *, is_paused: bool, outstanding: Money, amount: Money, due_on: date, today: date
) -> Refusal | None:
    """Return the first reason against this promise, or None when it may be taken.

    Args:
        is_paused: Whether work on the case is paused.
        outstanding: All that is owed on the case.
        amount: What the borrower says they will pay.
        due_on: Until when.
        today: The day it is said, in the case's zone.
    """
    if is_paused:
        return Refusal("case-paused", "This case is paused. Take no promise; tell the reviewer.")
    if not 0 < amount.fen <= outstanding.fen or amount.currency != outstanding.currency:
        return Refusal(
            "promise-amount",
            f"A promise is more than nothing and at most the debt, {outstanding}.",
        )
    if due_on < today:
        return Refusal("promise-past", "Choose today or a later day for the promise.")
    if due_on > today + LONGEST_PROMISE:
        return Refusal(
            "promise-too-far",
            "A promise is for a day within 90 days. For a longer time, make an arrangement.",
        )
    return None
