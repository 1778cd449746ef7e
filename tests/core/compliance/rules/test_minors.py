import pytest
from tests.core.compliance.lawful import answer, contact, judged, visit

from doorstep.compliance.words import Answer


def there(count, minors, unknown=0):
    return {
        "is_presence_known": True,
        "present_count": count,
        "present_minors": minors,
        "present_unknown_age": unknown,
    }


@pytest.mark.parametrize(
    ("age", "verdict"),
    [
        (-2, Answer.NOT_EXAMINED),  # not in question
        (-1, Answer.UNKNOWN),
        (17, Answer.DENY),
        (18, Answer.ALLOW),
    ],
)
def test_nobody_under_eighteen_is_reached_for(age, verdict):
    assert answer("CN-TGT-09", contact(target_age=age)) is verdict


@pytest.mark.parametrize(
    ("present", "house", "china"),
    [
        ({}, Answer.NOT_EXAMINED, Answer.ALLOW),  # nobody has looked yet
        (there(0, 0), Answer.NOT_EXAMINED, Answer.NOT_EXAMINED),  # nobody opens
        (there(1, 1), Answer.DENY, Answer.DENY),  # a child alone
        (there(2, 1), Answer.ALLOW, Answer.NOT_EXAMINED),  # a child and an adult
        (there(1, 0, unknown=1), Answer.NOT_EXAMINED, Answer.ALLOW),  # look first
    ],
)
def test_a_child_alone_ends_the_visit(present, house, china):
    assert answer("HP-MINOR", visit(**present)) is house
    assert answer("CN-TGT-09", visit(**present)) is china


def test_what_must_be_done_at_the_door():
    assert "check_who_is_present" in judged(visit()).obligations(0)
    assert {"end_visit", "mask_recording"} <= set(judged(visit(**there(1, 1))).obligations(0))
    assert {"out_of_childs_hearing", "mask_recording"} <= set(
        judged(visit(**there(2, 1))).obligations(0)
    )
