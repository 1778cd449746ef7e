"""How often was this number dialled in vain today?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.calls import is_direct_call
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation

RULE = "CN-FREQ-03"


def unanswered_dials_per_point(now: Situation, legs: Legs) -> Finding:
    """Refuse a call to a contact point that was not answered so often on this local day.

    Dials that did not connect count by the house's reading only. So do dials whose contact point
    is not on record: it may have been this one.
    """
    return find(
        legs,
        is_direct_call(now),
        refuses=is_reached(now, legs, RULE, "per_day"),
        as_policy=~is_reached(now, legs, RULE, "per_day", certain=True),
    )


RULES = (
    Rule(
        ids=(RULE,),
        arises="is_call",
        needs=("at", "zone_set", "channel", "relation", "point_id", "attempts"),
        examine=unanswered_dials_per_point,
    ),
)
