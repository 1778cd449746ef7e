"""Was the place found by tracking the borrower?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import FoundBy, Obligation


def tracking(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit to a place that was found by tracking; lock the data away."""
    found = now.requests.visit.found_by
    return find(
        legs,
        now.is_visit,
        refuses=equals(found, FoundBy.TRACKING),
        unknown=equals(found, FoundBy.UNKNOWN),
        duties=Duties(refusing=Obligation.QUARANTINE_DATA),
    )


RULES = (Rule(ids=("HP-GEO",), arises="is_visit", needs=("medium", "found_by"), examine=tracking),)
