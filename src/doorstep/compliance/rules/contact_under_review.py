"""Was our way of contact called harassment, or did the police forbid contact?"""

from doorstep.compliance.finding import Finding, find, merged
from doorstep.compliance.readings.reviews import under_review
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes
from doorstep.compliance.words import ReviewSubject


def harassment(now: Situation, legs: Legs) -> Finding:
    """Refuse after harassment was found, and while a no-contact order is in force."""
    ordered = now.requests.claim.has_no_contact_order
    reviewed = under_review(now, legs, ReviewSubject.HARASSMENT)
    unclear = ~no(ordered)
    if not unclear.any():
        return reviewed
    order = find(
        legs.only("2025-text"),
        now.is_pressing & unclear,
        refuses=yes(ordered),
        unknown=unsure(ordered),
    )
    return merged(reviewed, order)


def private_peace(now: Situation, legs: Legs) -> Finding:
    """Refuse after a disturbance of private peace was found; hold while it is looked into."""
    return under_review(now, legs, ReviewSubject.PRIVATE_PEACE)


_NEEDS = ("purpose", "review", "review_subject")

RULES = (
    Rule(
        ids=("CN-FREQ-05",),
        arises="is_pressing",
        needs=(*_NEEDS, "has_no_contact_order"),
        examine=harassment,
    ),
    Rule(ids=("CN-FREQ-06",), arises="is_under_review", needs=_NEEDS, examine=private_peace),
)
