import numpy as np
import pytest
from tests.core.compliance.lawful import contact

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.request import BEIJING_ONLY, ContactRequests, column_names
from doorstep.compliance.words import STOP_UNKNOWN, Life, PlaceKind
from doorstep.terms.codes import Channel, Known, Provenance, Purpose

LEAST = {
    "at": [1, 2],
    "channel": Channel.VISIT,
    "person_id": [7, 8],
    "purpose": Purpose.COLLECT,
}


def test_a_column_that_is_not_given_is_unknown():
    requests = ContactRequests.build(2, **LEAST)
    assert requests.contact.provenance.tolist() == [Provenance.UNKNOWN] * 2
    assert requests.people.life.tolist() == [Life.UNKNOWN] * 2
    assert requests.people.stop_channels.tolist() == [STOP_UNKNOWN] * 2
    assert requests.visit.place.tolist() == [PlaceKind.UNKNOWN] * 2
    assert requests.visit.certified_until_day.tolist() == [UNKNOWN_DAY] * 2
    assert requests.message.mentions_debt.tolist() == [Known.UNKNOWN] * 2
    assert requests.zone_sets == ((),)


def test_medium_target_and_knowledge_follow_from_the_rest():
    requests = ContactRequests.build(2, **LEAST)
    assert requests.contact.medium.tolist() == [Channel.VISIT] * 2
    assert requests.contact.target_id.tolist() == [7, 8]
    assert requests.contact.known_at.tolist() == [1, 2]


@pytest.mark.parametrize("name", sorted(LEAST))
def test_what_when_and_how_must_be_said(name):
    given = {key: value for key, value in LEAST.items() if key != name}
    with pytest.raises(ValueError, match=name):
        ContactRequests.build(2, **given)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"at": [1, 2, 3]}, "shape"),
        ({"colour": 1}, "no such column: colour"),
        ({"channel": Channel.THIRD_PARTY}, "medium"),
        ({"zone_set": 3, "zone_sets": BEIJING_ONLY}, "zone_set"),
    ],
)
def test_what_does_not_fit_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        ContactRequests.build(2, **{**LEAST, **changes})


def test_rows_can_be_taken_and_moved():
    requests = ContactRequests.build(2, **LEAST)
    taken = requests.take(np.array([1, 1, 0]))
    assert taken.contact.person_id.tolist() == [8, 8, 7]
    moved = taken.moved_to(np.array([10, 20, 30]))
    assert moved.contact.at.tolist() == [10, 20, 30]
    assert moved.contact.known_at.tolist() == [2, 2, 1]  # what was known stays as it was


def test_no_column_stands_in_two_groups():
    names = column_names()
    assert len(set(names)) == len(names)
    assert len(contact()) == 1
