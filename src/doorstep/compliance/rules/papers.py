"""Do the visitors carry what they must show unasked?"""

from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure
from doorstep.compliance.words import Obligation


def papers(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit without identity papers, letter of authority or loan details."""
    visit = now.requests.visit
    identity, authority, loan = (
        visit.has_id_documents,
        visit.has_authority_letter,
        visit.has_loan_sheet,
    )
    return find(
        legs,
        now.is_visit,
        refuses=no(identity) | no(authority) | no(loan),
        unknown=unsure(identity) | unsure(authority) | unsure(loan),
        duties=Duties(passing=Obligation.SHOW_AUTHORITY),
    )


RULES = (
    Rule(
        ids=("CN-VISIT-02",),
        arises="is_visit",
        needs=("medium", "has_id_documents", "has_authority_letter", "has_loan_sheet"),
        examine=papers,
    ),
)
