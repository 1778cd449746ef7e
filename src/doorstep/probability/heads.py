"""Which chances are there, and what may a chance rest on?"""

from enum import StrEnum
from typing import Final

PAYMENT_WINDOW_DAYS: Final = 14
"""A payment counts for the payment head on the anchor day and the 13 days after it."""

SETTLED_AFTER_DAYS: Final = 3
"""Days after its due day by which a promise is certainly kept or broken (the house's grace)."""


class Head(StrEnum):
    """A question with a yes or no that a model answers with a chance."""

    CONTACT = "contact"
    PAID_WITHIN_14_DAYS = "paid_within_14_days"
    PROMISE = "promise"
    PROMISE_KEPT = "promise_kept"


class Basis(StrEnum):
    """What a chance rests on."""

    LEARNED = "learned"
    BASE_RATE = "base-rate"
