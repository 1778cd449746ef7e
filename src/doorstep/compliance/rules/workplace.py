"""Did the borrower ask in writing to be met at work?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import PlaceKind


def workplace(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit at work unless this meeting was asked for in writing."""
    visit = now.requests.visit
    asked = visit.is_requested & visit.is_requested_in_writing
    asked &= equals(visit.requested_place, PlaceKind.WORK)
    unknown_place = now.is_place(PlaceKind.UNKNOWN)
    return find(
        legs,
        now.is_place(PlaceKind.WORK) | unknown_place,
        refuses=~unknown_place & ~asked,
        unknown=unknown_place,
    )


RULES = (
    Rule(
        ids=("HP-WORKPLACE",),
        arises="is_visit",
        needs=("medium", "place", "is_requested", "is_requested_in_writing", "requested_place"),
        examine=workplace,
    ),
)
