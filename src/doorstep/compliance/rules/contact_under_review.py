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
    order = find(
        legs.only("2025-text"),
        now.is_pressing & ~no(ordered),
        refuses=yes(ordered),
        unknown=unsure(ordered),
    )
    return merged(under_review(now, legs, ReviewSubject.HARASSMENT), order)


def private_peace(now: Situation, legs: Legs) -> Finding:
    """Refuse after a disturbance of private peace was found; hold while it is looked into."""
    return under_review(now, legs, ReviewSubject.PRIVATE_PEACE)


_NEEDS = ("purpose", "review", "review_subject")

RULES = (
    Rule(ids=("CN-FREQ-05",), needs=(*_NEEDS, "has_no_contact_order"), examine=harassment),
    Rule(ids=("CN-FREQ-06",), needs=_NEEDS, examine=private_peace),
)
