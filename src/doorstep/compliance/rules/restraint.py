"""Would anybody be restrained, crowded or stayed upon?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Tactic


def restraint(now: Situation, legs: Legs) -> Finding:
    """Refuse restraint in any form; four or more visitors are a crowd by our own measure."""
    forced = now.uses(
        Tactic.BLOCK_DOOR, Tactic.RESTRICT_FREEDOM, Tactic.STAY_AFTER_REFUSAL, Tactic.CROWD
    )
    many = now.requests.visit.team_size >= legs.least("crowd")
    return find(legs, now.is_visit, refuses=forced | many, as_policy=~forced)


RULES = (
    Rule(
        ids=("CN-VISIT-11",),
        arises="is_visit",
        needs=("medium", "tactics", "team_size"),
        examine=restraint,
    ),
)
