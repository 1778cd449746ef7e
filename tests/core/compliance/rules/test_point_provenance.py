import pytest
from tests.core.compliance.lawful import answer, contact, judged

from doorstep.compliance.words import Answer, Relation
from doorstep.terms.codes import Channel, Provenance, Purpose

BAD = [
    Provenance.BOUGHT,
    Provenance.ADDRESS_BOOK,
    Provenance.SOCIAL_MEDIA,
    Provenance.SEEN_ON_PARCEL,
]


@pytest.mark.parametrize("source", BAD)
def test_a_forbidden_source_is_refused_and_locked_away(source):
    request = contact(provenance=source)
    assert answer("HP-ADDR", request) is Answer.DENY
    assert answer("CN-PI-01", request) is Answer.DENY
    assert "quarantine_data" in judged(request).obligations(0)


@pytest.mark.parametrize("source", [Provenance.CONTRACT, Provenance.BORROWER, Provenance.COURT])
def test_a_good_source_is_good(source):
    assert answer("HP-ADDR", contact(provenance=source)) is Answer.ALLOW


def test_an_unknown_source_holds():
    assert answer("HP-ADDR", contact(provenance=Provenance.UNKNOWN)) is Answer.UNKNOWN


def test_buying_is_a_crime_and_address_books_cover_no_contact_person():
    assert answer("CN-PI-12", contact(provenance=Provenance.BOUGHT)) is Answer.DENY
    third = {
        "channel": Channel.THIRD_PARTY,
        "medium": Channel.CALL,
        "purpose": Purpose.LOCATE,
        "relation": Relation.FRIEND,
        "target_id": 9,
    }
    request = contact(**third, provenance=Provenance.ADDRESS_BOOK)
    assert answer("CN-PI-02", request) is Answer.DENY
