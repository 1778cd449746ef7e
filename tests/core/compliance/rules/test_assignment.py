import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact

from doorstep.compliance.words import Answer
from doorstep.terms.codes import Purpose


@pytest.mark.parametrize(
    ("fact", "rule"),
    [("has_assignment_notice", "CN-CONT-07"), ("has_transfer_basis", "CN-PI-06")],
)
def test_an_assigned_claim_is_pressed_only_when_it_was_handed_over_properly(fact, rule):
    assert answer(rule, contact()) is Answer.NOT_EXAMINED
    for known, verdict in ((YES, Answer.ALLOW), (NO, Answer.DENY), (UNKNOWN, Answer.UNKNOWN)):
        assert answer(rule, contact(is_assigned=True, **{fact: known})) is verdict


def test_the_notice_of_the_transfer_itself_may_always_be_given():
    notice = {"is_assigned": True, "has_assignment_notice": NO}
    request = contact(**notice, purpose=Purpose.ASSIGNMENT_NOTICE)
    assert answer("CN-CONT-07", request) is Answer.ALLOW
