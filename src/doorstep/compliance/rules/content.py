"""Is what will be said or written true, decent and complete?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, no, unsure, yes
from doorstep.compliance.words import Dress, Tactic
from doorstep.terms.codes import Channel, Product, Purpose


def impersonation(now: Situation, legs: Legs) -> Finding:
    """Refuse to pose as police, court, lawyer, office, courier, friend or the lender."""
    poses = now.requests.message.poses_as_other
    police = now.is_visit & (equals(now.requests.visit.dress, Dress.POLICE_LIKE))
    return find(legs, now.everything, refuses=yes(poses) | police, unknown=unsure(poses))


def truth(now: Situation, legs: Legs) -> Finding:
    """Refuse invented consequences, wrong amounts and reports that are never made."""
    message = now.requests.message
    invented, matches = message.has_invented_consequence, message.matches_ledger
    empty_threat = message.announces_bureau_report & no(now.requests.claim.is_reported_product)
    return find(
        legs,
        now.everything,
        refuses=yes(invented) | no(matches) | empty_threat,
        unknown=unsure(invented) | unsure(matches),
    )


def threats(now: Situation, legs: Legs) -> Finding:
    """Refuse threats, insults and following a person."""
    threat = now.requests.message.has_threat_or_insult
    used = now.uses(Tactic.THREATEN, Tactic.INSULT, Tactic.FOLLOW_BORROWER)
    return find(legs, now.everything, refuses=used | yes(threat), unknown=unsure(threat))


def _is_criminal(now: Situation) -> Mask:
    used = now.uses(Tactic.THREATEN, Tactic.FOLLOW_BORROWER)
    return used | yes(now.requests.message.has_threat_or_insult)


def criminal_collection(now: Situation, legs: Legs) -> Finding:
    """Refuse threats for illegal debts: a crime of its own."""
    illegal = no(now.requests.claim.is_lawful)
    return find(legs, illegal, refuses=_is_criminal(now))


def criminal_methods(now: Situation, legs: Legs) -> Finding:
    """Refuse the same methods for lawful debts: punishable as well."""
    other = ~no(now.requests.claim.is_lawful)
    return find(legs, other, refuses=_is_criminal(now))


def new_borrowing(now: Situation, legs: Legs) -> Finding:
    """Refuse to push towards new borrowing."""
    urges = now.requests.message.urges_new_borrowing
    return find(legs, now.everything, refuses=yes(urges), unknown=unsure(urges))


def card_letter(now: Situation, legs: Legs) -> Finding:
    """Refuse a card letter without its six items."""
    card = equals(now.requests.claim.product, Product.CARD)
    letter = equals(now.requests.contact.channel, Channel.LETTER)
    return find(
        legs,
        letter & card & now.has_purpose(Purpose.COLLECT),
        refuses=~now.requests.message.has_all_card_items,
    )


_CRIME = ("is_lawful", "tactics", "has_threat_or_insult")

RULES = (
    Rule(ids=("CN-CONT-01",), needs=("medium", "poses_as_other", "dress"), examine=impersonation),
    Rule(
        ids=("CN-CONT-02",),
        needs=(
            "has_invented_consequence",
            "matches_ledger",
            "announces_bureau_report",
            "is_reported_product",
        ),
        examine=truth,
    ),
    Rule(ids=("CN-CONT-03",), needs=("tactics", "has_threat_or_insult"), examine=threats),
    Rule(ids=("CN-CRIM-01",), needs=_CRIME, examine=criminal_collection),
    Rule(ids=("CN-CRIM-02",), needs=_CRIME, examine=criminal_methods),
    Rule(ids=("CN-CONT-04",), needs=("urges_new_borrowing",), examine=new_borrowing),
    Rule(
        ids=("CN-CONT-05",),
        arises="is_letter",
        needs=("channel", "product", "purpose", "has_all_card_items"),
        examine=card_letter,
    ),
)
