"""Are the visitors dressed decently, and like nobody else's uniform?"""

from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Dress


def dress(now: Situation, legs: Legs) -> Finding:
    """Refuse dress that passes for a uniform or misleads otherwise."""
    worn = now.requests.visit.dress
    return find(
        legs,
        now.is_visit,
        refuses=one_of(worn, (Dress.POLICE_LIKE, Dress.MISLEADING)),
        unknown=equals(worn, Dress.UNKNOWN),
    )


RULES = (Rule(ids=("CN-VISIT-06",), arises="is_visit", needs=("medium", "dress"), examine=dress),)
