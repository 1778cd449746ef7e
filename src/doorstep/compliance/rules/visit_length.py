"""Is the visit short?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation


def visit_length(now: Situation, legs: Legs) -> Finding:
    """Refuse a long visit that the borrower did not wish for."""
    long = now.requests.contact.duration_seconds > legs.least("minutes") * 60
    return find(legs, now.is_visit, refuses=long & ~now.requests.visit.may_stay_longer)


RULES = (
    Rule(
        ids=("HP-VISIT-LEN",),
        arises="is_visit",
        needs=("medium", "duration_seconds", "may_stay_longer"),
        examine=visit_length,
    ),
)
