"""Does the spouse owe as well?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure
from doorstep.compliance.words import Relation


def spouse(now: Situation, legs: Legs) -> Finding:
    """Refuse to approach a spouse without evidence of a joint debt."""
    evidence = now.requests.people.has_joint_debt
    direct = now.is_relation(Relation.SPOUSE) & ~now.is_third_party
    return find(legs, direct, refuses=no(evidence), unknown=unsure(evidence))


RULES = (
    Rule(
        ids=("CN-TGT-06",),
        arises="is_spouse",
        needs=("channel", "relation", "has_joint_debt"),
        examine=spouse,
    ),
)
