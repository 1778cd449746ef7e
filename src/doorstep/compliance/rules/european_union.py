"""In the European Union: assigned claims, and forbearance before enforcement."""

from doorstep.compliance.finding import Duties, Finding, bits, find, merged
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure
from doorstep.compliance.words import Obligation, Tactic
from doorstep.terms.codes import Purpose


def assigned_claims(now: Situation, legs: Legs) -> Finding:
    """Refuse to press an assigned claim without authorisation or notice, and unfair conduct."""
    claim = now.requests.claim
    servicer, notice = claim.is_authorised_servicer, claim.has_assignment_notice
    harsh = now.uses(Tactic.THREATEN, Tactic.INSULT, Tactic.FOLLOW_BORROWER)
    pressed = find(
        legs,
        claim.is_assigned & now.is_pressing,
        refuses=no(servicer) | no(notice) | harsh,
        unknown=unsure(servicer) | unsure(notice),
    )
    return merged(pressed, find(legs, claim.is_assigned & harsh, refuses=harsh))


def forbearance_first(now: Situation, legs: Legs) -> Finding:
    """Never refuse enforcement, but put the step of forbearance on record."""
    considered = now.requests.claim.was_forbearance_considered
    return find(
        legs,
        now.has_purpose(Purpose.ENFORCEMENT),
        unknown=unsure(considered),
        duties=Duties(passing=bits(no(considered), Obligation.FORBEARANCE_RECORD)),
    )


RULES = (
    Rule(
        ids=("EU-NPL-01",),
        needs=(
            "purpose",
            "is_assigned",
            "is_authorised_servicer",
            "has_assignment_notice",
            "tactics",
        ),
        examine=assigned_claims,
    ),
    Rule(
        ids=("EU-CCD2-01",),
        needs=("purpose", "was_forbearance_considered"),
        examine=forbearance_first,
    ),
)
