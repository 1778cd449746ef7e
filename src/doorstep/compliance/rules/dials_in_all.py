"""How often was this person dialled in vain lately, over all numbers and agencies?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.terms.codes import Channel, Disposition

_IN_VAIN = (
    Disposition.NO_ANSWER,
    Disposition.BUSY,
    Disposition.NOT_CONNECTED,
    Disposition.VOICEMAIL,
    Disposition.UNKNOWN,
    Disposition.IN_PROGRESS,
)


def dials_in_all(now: Situation, legs: Legs) -> Finding:
    """Refuse a pressing call after the allowed number of unanswered dials."""
    past = now.past
    dials = past.is_call_out & past.ended_in(*_IN_VAIN)
    enough = past.today(dials) >= legs.least("per_day")
    enough |= past.within_days(legs.most("week_days"), dials) >= legs.least("per_week")
    calls = equals(now.requests.contact.channel, Channel.CALL)
    return find(legs, now.is_pressing & calls, refuses=enough)


RULES = (
    Rule(
        ids=("HP-ATTEMPT",),
        arises="is_call",
        needs=("at", "zone_set", "channel", "purpose", "attempts"),
        examine=dials_in_all,
    ),
)
