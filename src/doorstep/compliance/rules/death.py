"""Does the borrower live, and does the heir answer?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Duties, Finding, find, merged
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes
from doorstep.compliance.words import Life, Obligation, Relation


def death(now: Situation, legs: Legs) -> Finding:
    """Refuse to approach the dead, an heir who renounced, and one who inherited nothing."""
    people = now.requests.people
    borrower = find(
        legs,
        now.is_relation(Relation.SELF),
        refuses=equals(people.life, Life.DECEASED),
        unknown=equals(people.life, Life.UNKNOWN),
    )
    heir = find(
        legs,
        now.is_relation(Relation.HEIR) & (equals(people.life, Life.DECEASED)),
        refuses=yes(people.has_renounced) | no(people.has_inherited),
        unknown=unsure(people.has_renounced) | unsure(people.has_inherited),
        duties=Duties(passing=Obligation.LIMIT_TO_ESTATE),
    )
    return merged(borrower, heir)


RULES = (
    Rule(
        ids=("CN-TGT-08",),
        needs=("relation", "life", "has_renounced", "has_inherited"),
        examine=death,
    ),
)
