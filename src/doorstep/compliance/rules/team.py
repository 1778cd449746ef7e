"""Are two qualified people together?"""

from doorstep.compliance.asked.columns import UNKNOWN_DAY, UNKNOWN_NUMBER
from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Obligation


def team(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit by fewer than two people, or by fewer than two with a good certificate."""
    visit = now.requests.visit
    size, until = visit.team_size, visit.certified_until_day
    small = (size != UNKNOWN_NUMBER) & (size < legs.most("persons"))
    lacking = (until != UNKNOWN_DAY) & (until < now.day)
    in_doubt = (until == UNKNOWN_DAY) | (lacking & visit.has_unknown_certificate)
    return find(
        legs,
        now.is_visit,
        refuses=small | (lacking & ~visit.has_unknown_certificate),
        unknown=(size == UNKNOWN_NUMBER) | in_doubt,
        duties=Duties(passing=Obligation.TWO_COLLECTORS),
    )


RULES = (
    Rule(
        ids=("CN-VISIT-01",),
        arises="is_visit",
        needs=(
            "at",
            "zone_set",
            "medium",
            "team_size",
            "certified_until_day",
            "has_unknown_certificate",
        ),
        examine=team,
    ),
)
