"""Was a disaster declared where the borrower lives?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.spared import disaster
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation


def disaster_area(now: Situation, legs: Legs) -> Finding:
    """Refuse pressing contacts in the days after an official declaration."""
    declared = disaster(now, legs.most("days"))
    return find(
        legs,
        now.is_pressing & (declared.is_official | declared.is_in_doubt),
        refuses=declared.is_official,
        unknown=declared.is_in_doubt,
    )


RULES = (
    Rule(
        ids=("HP-DISASTER",),
        needs=("at", "zone_set", "purpose", "occasions"),
        examine=disaster_area,
    ),
)
