"""Is the borrower's data used lawfully?"""

from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes
from doorstep.compliance.words import Obligation, Tactic


def face_comparison(now: Situation, legs: Legs) -> Finding:
    """Refuse to compare faces by machine."""
    matched = now.requests.visit.matches_faces
    return find(legs, now.everything, refuses=yes(matched), unknown=unsure(matched))


def automated_decision(now: Situation, legs: Legs) -> Finding:
    """Refuse a heavy decision that no person has looked at."""
    contact = now.requests.contact
    return find(
        legs,
        contact.is_automated_decision & contact.has_major_effect,
        refuses=no(contact.was_reviewed),
        unknown=unsure(contact.was_reviewed),
        duties=Duties(refusing=Obligation.HUMAN_REVIEW),
    )


def public_disclosure(now: Situation, legs: Legs) -> Finding:
    """Refuse to publish personal data."""
    return find(legs, now.everything, refuses=now.uses(Tactic.PUBLIC_NAME_LIST))


def open_data_request(now: Situation, legs: Legs) -> Finding:
    """Hold the use of a contact point that the borrower asked about, until answered."""
    return find(
        legs,
        now.is_pressing & now.requests.contact.has_open_data_request,
        holds=now.everything,
        duties=Duties(holding=Obligation.HUMAN_REVIEW),
    )


RULES = (
    Rule(ids=("CN-PI-03",), needs=("matches_faces",), examine=face_comparison),
    Rule(
        ids=("CN-PI-04",),
        arises="is_heavy_automation",
        needs=("is_automated_decision", "has_major_effect", "was_reviewed"),
        examine=automated_decision,
    ),
    Rule(ids=("CN-PI-09",), needs=("tactics",), examine=public_disclosure),
    Rule(
        ids=("CN-PI-11",),
        arises="is_point_in_question",
        needs=("purpose", "has_open_data_request"),
        examine=open_data_request,
    ),
)
