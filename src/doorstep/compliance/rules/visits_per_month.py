"""How often was this person visited lately, by anybody?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.terms.codes import Channel, Disposition


def visits_per_month(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit after the allowed number in a week or month, all agencies together."""
    past = now.past
    visits = past.is_outbound & (equals(past.channel, Channel.VISIT))
    visits &= ~past.ended_in(Disposition.CANCELLED)
    in_vain = visits & past.ended_in(Disposition.NOBODY_MET)
    week, month = legs.most("week_days"), legs.most("month_days")
    enough = past.within_days(week, visits) >= legs.least("per_week")
    enough |= past.within_days(month, visits) >= legs.least("per_month")
    enough |= past.within_days(month, in_vain) >= legs.least("nobody_met_per_month")
    return find(legs, now.is_visit, refuses=enough)


RULES = (
    Rule(
        ids=("HP-VISIT-CAP",),
        arises="is_visit",
        needs=("at", "zone_set", "medium", "attempts"),
        examine=visits_per_month,
    ),
)
