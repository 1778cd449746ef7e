"""Was the claim handed over properly?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure


def assignment_notice(now: Situation, legs: Legs) -> Finding:
    """Refuse to press for an assigned claim before the borrower was told of the transfer."""
    notice = now.requests.claim.has_assignment_notice
    return find(
        legs,
        now.requests.claim.is_assigned,
        refuses=now.is_pressing & no(notice),
        unknown=now.is_pressing & unsure(notice),
    )


def transfer_basis(now: Situation, legs: Legs) -> Finding:
    """Refuse to press with data that were handed over without a lawful basis."""
    basis = now.requests.claim.has_transfer_basis
    return find(
        legs,
        now.requests.claim.is_assigned & now.is_pressing,
        refuses=no(basis),
        unknown=unsure(basis),
    )


RULES = (
    Rule(
        ids=("CN-CONT-07",),
        arises="is_assigned_claim",
        needs=("purpose", "is_assigned", "has_assignment_notice"),
        examine=assignment_notice,
    ),
    Rule(
        ids=("CN-PI-06",),
        arises="is_assigned_claim",
        needs=("purpose", "is_assigned", "has_transfer_basis"),
        examine=transfer_basis,
    ),
)
