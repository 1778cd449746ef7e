"""Were the visitors asked to leave?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Duties, Finding, bits, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Obligation
from doorstep.terms.codes import Channel
from doorstep.terms.local_time import beijing_days


def leaving(now: Situation, legs: Legs) -> Finding:
    """Refuse to stay when asked to leave, and to come back on the same Beijing day."""
    past = now.past
    visits = (
        past.is_outbound & (equals(past.channel, Channel.VISIT)) & past.column("asked_to_leave")
    )
    same_day = beijing_days(past.at) == now.beijing_day[past.request]
    returns = past.count(visits & same_day) > legs.least("returns")
    asked = now.is_at_door & now.requests.visit.is_asked_to_leave
    return find(
        legs,
        now.is_visit,
        refuses=returns | asked,
        duties=Duties(
            passing=Obligation.LEAVE_WHEN_ASKED, refusing=bits(asked, Obligation.END_VISIT)
        ),
    )


RULES = (
    Rule(
        ids=("CN-VISIT-08",),
        arises="is_visit",
        needs=("at", "medium", "stage", "is_asked_to_leave", "attempts"),
        examine=leaving,
    ),
)
