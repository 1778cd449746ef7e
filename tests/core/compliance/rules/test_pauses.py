"""case_pause, complaint, representation, letter_language."""

import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact, judged

from doorstep.compliance.words import Answer, Relation
from doorstep.terms.codes import Channel, Purpose


@pytest.mark.parametrize(
    ("paused", "verdict"),
    [(NO, Answer.NOT_EXAMINED), (YES, Answer.DENY), (UNKNOWN, Answer.UNKNOWN)],
)
def test_a_paused_case_is_not_worked(paused, verdict):
    assert answer("HP-PAUSE-CASE", contact(is_paused=paused)) is verdict
    assert answer("HP-PAUSE-CASE", contact(is_paused=YES, purpose=Purpose.REPLY)) is (
        Answer.NOT_EXAMINED
    )


@pytest.mark.parametrize(
    ("is_open", "verdict"), [(NO, Answer.ALLOW), (YES, Answer.DENY), (UNKNOWN, Answer.UNKNOWN)]
)
def test_an_open_complaint_stops_pressing_contacts(is_open, verdict):
    assert answer("CN-CMPL-02", contact(has_open_complaint=is_open)) is verdict


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, Answer.DENY),
        ({"relation": Relation.ATTORNEY}, Answer.NOT_EXAMINED),
        ({"channel": Channel.LETTER, "purpose": Purpose.LEGAL_REMEDY}, Answer.ALLOW),
        ({"channel": Channel.LETTER}, Answer.DENY),  # a letter that presses
        ({"channel": Channel.SMS, "purpose": Purpose.LEGAL_REMEDY}, Answer.DENY),
        ({"is_represented": UNKNOWN}, Answer.UNKNOWN),
    ],
)
def test_a_represented_borrower_is_reached_through_the_lawyer(changes, verdict):
    assert answer("HP-LAWYER", contact(**{"is_represented": YES, **changes})) is verdict


def test_letters_are_in_the_borrowers_language():
    letter = {"channel": Channel.LETTER}
    assert answer("HP-LANG", contact()) is Answer.NOT_EXAMINED
    assert answer("HP-LANG", contact(**letter, is_in_own_language=UNKNOWN)) is Answer.UNKNOWN
    foreign = judged(contact(**letter, is_in_own_language=NO))
    assert "bilingual_letter" in foreign.obligations(0)
