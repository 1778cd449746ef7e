"""Where does this address or number come from?"""

from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.finding import Duties, Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Obligation
from doorstep.terms.codes import Provenance

_FORBIDDEN = (
    Provenance.BOUGHT,
    Provenance.ADDRESS_BOOK,
    Provenance.SOCIAL_MEDIA,
    Provenance.SEEN_ON_PARCEL,
)


def is_good_source(now: Situation, legs: Legs) -> Finding:
    """Refuse what is not from the contract, the borrower or a court; lock it away."""
    source = now.requests.contact.provenance
    return find(
        legs,
        now.everything,
        refuses=one_of(source, _FORBIDDEN),
        unknown=equals(source, Provenance.UNKNOWN),
        duties=Duties(refusing=Obligation.QUARANTINE_DATA),
    )


def is_within_purpose(now: Situation, legs: Legs) -> Finding:
    """Refuse personal data that was collected for something else."""
    source = now.requests.contact.provenance
    return find(legs, now.everything, refuses=one_of(source, _FORBIDDEN))


def is_from_address_book(now: Situation, legs: Legs) -> Finding:
    """Refuse contact persons out of an address book: no contract covers them."""
    source = now.requests.contact.provenance
    return find(legs, now.is_third_party, refuses=equals(source, Provenance.ADDRESS_BOOK))


def is_bought(now: Situation, legs: Legs) -> Finding:
    """Refuse bought data: buying it is a crime."""
    return find(
        legs, now.everything, refuses=equals(now.requests.contact.provenance, Provenance.BOUGHT)
    )


RULES = (
    Rule(ids=("HP-ADDR",), needs=("provenance",), examine=is_good_source),
    Rule(ids=("CN-PI-01",), needs=("provenance",), examine=is_within_purpose),
    Rule(
        ids=("CN-PI-02",),
        arises="is_third_party",
        needs=("channel", "provenance"),
        examine=is_from_address_book,
    ),
    Rule(ids=("CN-PI-12",), needs=("provenance",), examine=is_bought),
)
