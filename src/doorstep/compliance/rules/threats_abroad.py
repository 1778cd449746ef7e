"""In Brazil, Kenya and Nigeria: no threats, no shaming, no contact lists, registered agencies."""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, no, unsure, yes
from doorstep.compliance.words import PlaceKind, Tactic
from doorstep.terms.codes import Provenance


def in_brazil(now: Situation, legs: Legs) -> Finding:
    """Refuse ridicule and threats, and visits that disturb work or leisure."""
    disturbs = now.is_place(
        PlaceKind.WORK, PlaceKind.LEISURE, PlaceKind.WEDDING, PlaceKind.FUNERAL
    )
    return _refused(now, legs, disturbs | _is_harsh(now))


def in_kenya(now: Situation, legs: Legs) -> Finding:
    """Refuse threats, shaming and contacts out of an address book."""
    book = equals(now.requests.contact.provenance, Provenance.ADDRESS_BOOK)
    shames = now.uses(Tactic.PUBLIC_NAME_LIST, Tactic.MASS_MESSAGE_CONTACTS)
    return _refused(now, legs, (now.is_third_party & book) | shames | _is_harsh(now))


def in_nigeria(now: Situation, legs: Legs) -> Finding:
    """Refuse agencies that are not registered, and threats."""
    licensed = now.requests.claim.is_licensed_agency
    harsh = now.uses(Tactic.THREATEN, Tactic.INSULT)
    return find(legs, now.everything, refuses=no(licensed) | harsh, unknown=unsure(licensed))


def _is_harsh(now: Situation) -> Mask:
    used = now.uses(Tactic.THREATEN, Tactic.INSULT)
    return used | yes(now.requests.message.has_threat_or_insult)


def _refused(now: Situation, legs: Legs, wrong: Mask) -> Finding:
    return find(legs, now.everything, refuses=wrong)


_HARSH = ("tactics", "has_threat_or_insult")

RULES = (
    Rule(ids=("BR-01",), needs=("medium", "place", *_HARSH), examine=in_brazil),
    Rule(ids=("KE-01",), needs=("channel", "provenance", *_HARSH), examine=in_kenya),
    Rule(ids=("NG-01",), needs=("is_licensed_agency", "tactics"), examine=in_nigeria),
)
