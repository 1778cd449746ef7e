"""How is a refusal said to the reader beside a form?"""

from typing import Final

from doorstep_desk.office.presentation.refusal_words import refusal_sentence
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import language

FIELD_OF: Final = {
    "arrangement-reason": "because",
    "calendar-past": "on",
    "calendar-source": "source",
    "document-day": "as_of",
    "authority-past": "from_on",
    "authority-percent": "percent",
    "authority-source": "source",
    "pay-way-holder": "holder",
    "pay-way-place": "place",
    "payment-account": "reference",
    "payment-reason": "because",
    "policy-past": "from_on",
    "policy-reason": "reason",
    "promise-amount": "promise_amount",
    "promise-past": "promise_due_on",
    "promise-incomplete": "promise_due_on",
    "promise-without-borrower": "promise_amount",
    "outcome-does-not-fit": "disposition",
    "outcome-does-not-fit-channel": "disposition",
    "attempt-in-future": "at",
    "proof-in-future": "proved_on",
    "proof-result-unknown": "result",
    "proof-way-unlawful": "way",
    "pause-reason": "reason",
    "risk-address": "point",
    "risk-day": "expires_on",
    "risk-grounds": "grounds",
    "risk-kind": "kind",
    "risk-source": "source",
    "risk-words": "words",
    "pause-past": "until_on",
}
"""Which field of a form a refusal belongs to; all others belong to the whole form."""

STAYS: Final = frozenset(
    {
        "arrangement-unknown",
        "case-unknown",
        "document-unknown",
        "not-found",
        "not-permitted",
        "payment-unknown",
    }
)
"""Refusals that are an answer of their own rather than a remark beside a form."""


def reader_sentence(refused: Refused) -> str:
    """Return a refusal in the reader's language."""
    is_chinese = language() == "zh"
    return refusal_sentence(refused.code, refused.message, in_chinese=is_chinese)


def form_errors(refused: Refused) -> dict[str, str]:
    """Return a refusal as the error of the field it belongs to.

    Raises:
        Refused: It is not about what was typed.
    """
    if refused.code in STAYS:
        raise refused
    return {FIELD_OF.get(refused.code, ""): reader_sentence(refused)}
