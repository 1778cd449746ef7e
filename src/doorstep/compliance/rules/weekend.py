"""Is it a Saturday or Sunday, and did the borrower say yes?"""

import numpy as np

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.calendar import is_weekend
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure
from doorstep.terms.codes import Known


def weekend(now: Situation, legs: Legs) -> Finding:
    """Refuse a weekend visit without a positive answer; make-up workdays are weekdays."""
    visit = now.requests.visit
    plain = np.where(is_weekend(now.day), Known.YES, Known.NO)
    rest = np.where(now.is_in_china, now.calendar.of("cn").is_rest_day(now.day), plain)
    unasked = ~now.is_visit_wanted
    may_matter = unasked & ~no(rest.astype(np.int8))
    return find(
        legs,
        now.is_visit,
        refuses=unasked & (equals(rest, Known.YES)) & no(visit.is_confirmed),
        unknown=may_matter
        & (unsure(visit.is_confirmed) | ((equals(rest, Known.UNKNOWN)) & no(visit.is_confirmed))),
    )


RULES = (
    Rule(
        ids=("HP-WEEKEND",),
        arises="is_visit",
        needs=(
            "at",
            "zone_set",
            "medium",
            "is_requested",
            "is_confirmed",
            "holidays",
            "consents",
        ),
        examine=weekend,
    ),
)
