import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact, judged, visit

from doorstep.compliance.words import Answer, Relation
from doorstep.terms.codes import Channel, Purpose

RULE = "CN-TGT-04"
THIRD = {
    "channel": Channel.THIRD_PARTY,
    "medium": Channel.CALL,
    "purpose": Purpose.PASS_MESSAGE,
    "relation": Relation.FRIEND,
    "target_id": 9,
}
NEIGHBOUR_THERE = {"is_presence_known": True, "present_count": 1, "present_others": 1}


@pytest.mark.parametrize(
    ("mentions", "verdict"),
    [(YES, Answer.DENY), (NO, Answer.ALLOW), (UNKNOWN, Answer.UNKNOWN)],
)
def test_a_contact_person_hears_nothing_of_a_debt(mentions, verdict):
    assert answer(RULE, contact(**THIRD, mentions_debt=mentions)) is verdict
    assert answer(RULE, visit(**NEIGHBOUR_THERE, mentions_debt=mentions)) is verdict


def test_the_borrower_alone_may_hear_of_the_debt():
    assert answer(RULE, contact(mentions_debt=YES)) is Answer.NOT_EXAMINED
    assert answer(RULE, visit(mentions_debt=YES, is_presence_known=True)) is Answer.NOT_EXAMINED


def test_a_message_passed_on_asks_for_a_call_back_only():
    at_door = judged(visit(**NEIGHBOUR_THERE))
    assert {"ask_callback_only", "no_debt_disclosure"} <= set(at_door.obligations(0))
    with_borrower = judged(visit(**NEIGHBOUR_THERE, is_target_present=True))
    assert "ask_callback_only" not in with_borrower.obligations(0)
