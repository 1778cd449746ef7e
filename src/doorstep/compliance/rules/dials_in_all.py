"""How often was this person dialled in vain lately, over all numbers and agencies?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.terms.codes import Channel

RULE = "HP-ATTEMPT"


def dials_in_all(now: Situation, legs: Legs) -> Finding:
    """Refuse a pressing call after the allowed number of unanswered dials."""
    enough = is_reached(now, legs, RULE, "per_day") | is_reached(now, legs, RULE, "per_week")
    calls = equals(now.requests.contact.channel, Channel.CALL)
    return find(legs, now.is_pressing & calls, refuses=enough)


RULES = (
    Rule(
        ids=(RULE,),
        arises="is_call",
        needs=("at", "zone_set", "channel", "purpose", "attempts"),
        examine=dials_in_all,
    ),
)
