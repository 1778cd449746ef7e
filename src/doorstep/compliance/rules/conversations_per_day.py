"""How many talks has this lender had with this person today?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.calls import is_direct_call
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.terms.codes import Purpose

RULE = "CN-FREQ-01"
_ASKING = (Purpose.COLLECT, Purpose.REMIND)


def conversations_per_day(now: Situation, legs: Legs) -> Finding:
    """Refuse a call after the allowed number of effective conversations on this local day.

    "Effective" is not defined in what is published; calls that may have been one count too, but a
    refusal that rests on them is shown as policy.
    """
    return find(
        legs,
        is_direct_call(now) & now.has_purpose(*_ASKING),
        refuses=is_reached(now, legs, RULE, "per_day"),
        as_policy=~is_reached(now, legs, RULE, "per_day", certain=True),
    )


RULES = (
    Rule(
        ids=(RULE,),
        arises="is_call",
        needs=("at", "zone_set", "channel", "purpose", "relation", "creditor_id", "attempts"),
        examine=conversations_per_day,
    ),
)
