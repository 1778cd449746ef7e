"""Is a complaint about this account open?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, unsure, yes


def complaint(now: Situation, legs: Legs) -> Finding:
    """Refuse pressing contacts on the matter until the complaint is answered."""
    state = now.requests.claim.has_open_complaint
    return find(legs, now.is_pressing, refuses=yes(state), unknown=unsure(state))


RULES = (Rule(ids=("CN-CMPL-02",), needs=("purpose", "has_open_complaint"), examine=complaint),)
