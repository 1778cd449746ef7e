"""How many announcing calls of this lender got through today?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.calls import is_direct_call
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.terms.codes import Purpose

RULE = "CN-FREQ-02"


def notifications_per_day(now: Situation, legs: Legs) -> Finding:
    """Refuse an announcing call after the allowed number of connected ones on this local day."""
    return find(
        legs,
        is_direct_call(now) & now.has_purpose(Purpose.NOTIFY),
        refuses=is_reached(now, legs, RULE, "per_day"),
    )


RULES = (
    Rule(
        ids=(RULE,),
        arises="is_call",
        needs=("at", "zone_set", "channel", "purpose", "relation", "creditor_id", "attempts"),
        examine=notifications_per_day,
    ),
)
