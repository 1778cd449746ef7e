"""Can the borrower act in law, and if not, is it the guardian who is approached?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find, merged
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure
from doorstep.compliance.words import Life, Relation


def capacity(now: Situation, legs: Legs) -> Finding:
    """Refuse to deal with a borrower without capacity; the guardian is the one to speak to."""
    people = now.requests.people
    unknown = unsure(people.has_capacity)
    alive = now.is_relation(Relation.SELF) & (equals(people.life, Life.ALIVE))
    borrower = find(legs, alive, refuses=no(people.has_capacity), unknown=unknown)
    represented = no(people.has_capacity) | unknown
    guardian = find(legs, now.is_relation(Relation.GUARDIAN) & represented, unknown=unknown)
    return merged(borrower, guardian)


RULES = (Rule(ids=("CN-TGT-10",), needs=("relation", "life", "has_capacity"), examine=capacity),)
