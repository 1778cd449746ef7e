"""How often was this person reached lately, over all channels and agencies?"""

from doorstep.compliance.asked.masks import one_of
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.terms.codes import Channel

RULE = "HP-TOTAL"
_COUNTED = (Channel.CALL, Channel.SMS, Channel.IM, Channel.EMAIL, Channel.VISIT)


def contacts_in_all(now: Situation, legs: Legs) -> Finding:
    """Refuse after the allowed number of contacts that reached the person, whoever made them."""
    enough = is_reached(now, legs, RULE, "per_day") | is_reached(now, legs, RULE, "per_week")
    counted = one_of(now.requests.contact.channel, _COUNTED)
    return find(legs, now.is_pressing & counted, refuses=enough)


RULES = (
    Rule(
        ids=(RULE,),
        needs=("at", "zone_set", "channel", "purpose", "attempts"),
        examine=contacts_in_all,
    ),
)
