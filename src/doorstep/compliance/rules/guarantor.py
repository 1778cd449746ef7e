"""Does the guarantor still answer?"""

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, unsure, yes
from doorstep.compliance.words import Obligation, Relation
from doorstep.terms.local_time import NO_DAY


def guarantor(now: Situation, legs: Legs) -> Finding:
    """Refuse once a general guarantee has run out without a suit.

    What releases a guarantor with joint liability is not settled here and is left to a lawyer.
    """
    people = now.requests.people
    ends, sued, general = (
        people.guarantee_ends_day,
        people.guarantor_sued_day,
        people.is_general_guarantee,
    )
    over = (ends != UNKNOWN_DAY) & (now.day > ends)
    sued_late = (sued == NO_DAY) | ((sued != UNKNOWN_DAY) & (sued > ends))
    in_doubt = (ends == UNKNOWN_DAY) | (over & (sued == UNKNOWN_DAY))
    return find(
        legs,
        now.is_relation(Relation.GUARANTOR) & people.is_listed_obligor,
        refuses=yes(general) & over & sued_late,
        unknown=unsure(general) | (yes(general) & in_doubt),
        duties=Duties(refusing=Obligation.LAWYER_REVIEW),
    )


RULES = (
    Rule(
        ids=("CN-TGT-07",),
        arises="is_guarantor",
        needs=(
            "at",
            "zone_set",
            "relation",
            "is_listed_obligor",
            "is_general_guarantee",
            "guarantee_ends_day",
            "guarantor_sued_day",
        ),
        examine=guarantor,
    ),
)
