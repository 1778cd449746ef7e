"""Are there more people at the door than two, and an interpreter or trainee?"""

import numpy as np

from doorstep.compliance.asked.columns import UNKNOWN_NUMBER
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation


def team_size(now: Situation, legs: Legs) -> Finding:
    """Refuse every team but a pair, or a pair with an interpreter or trainee as third."""
    visit = now.requests.visit
    wanted = legs.least("persons")
    allowed = np.where(visit.has_third_for_help, legs.least("with_help"), wanted)
    known = visit.team_size != UNKNOWN_NUMBER
    fits = (visit.team_size >= wanted) & (visit.team_size <= allowed)
    return find(legs, now.is_visit, refuses=known & ~fits, unknown=~known)


RULES = (
    Rule(
        ids=("HP-VISIT-TEAM-MAX",),
        arises="is_visit",
        needs=("medium", "team_size", "has_third_for_help"),
        examine=team_size,
    ),
)
