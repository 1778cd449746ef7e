"""How often was this person visited lately, by anybody?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation

RULE = "HP-VISIT-CAP"


def visits_per_month(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit after the allowed number in a week or month, all agencies together."""
    enough = is_reached(now, legs, RULE, "per_week") | is_reached(now, legs, RULE, "per_month")
    enough |= is_reached(now, legs, RULE, "nobody_met_per_month")
    return find(legs, now.is_visit, refuses=enough)


RULES = (
    Rule(
        ids=(RULE,),
        arises="is_visit",
        needs=("at", "zone_set", "medium", "attempts"),
        examine=visits_per_month,
    ),
)
