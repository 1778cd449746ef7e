"""Does a lawyer act for the borrower?"""

from doorstep.compliance.asked.masks import one_of
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, unsure, yes
from doorstep.compliance.words import Relation
from doorstep.terms.codes import Channel, Purpose

_STATUTORY = (
    Purpose.ASSIGNMENT_NOTICE,
    Purpose.VALIDATION_NOTICE,
    Purpose.LEGAL_REMEDY,
    Purpose.ENFORCEMENT,
    Purpose.CONFIRM_END,
)


def representation(now: Situation, legs: Legs) -> Finding:
    """Refuse to reach a represented borrower past the lawyer, except for statutory notices."""
    state = now.requests.people.is_represented
    paper = one_of(now.requests.contact.medium, (Channel.LETTER, Channel.LEGAL_NOTICE))
    excepted = paper & now.has_purpose(*_STATUTORY)
    asked = ~now.is_relation(Relation.ATTORNEY) & ~now.is_third_party
    return find(
        legs,
        asked & now.may_be_represented,
        refuses=yes(state) & ~excepted,
        unknown=unsure(state),
    )


RULES = (
    Rule(
        ids=("HP-LAWYER",),
        arises="may_be_represented",
        needs=("channel", "medium", "purpose", "relation", "is_represented"),
        examine=representation,
    ),
)
