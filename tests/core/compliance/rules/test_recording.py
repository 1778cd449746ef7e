import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact, judged, visit

from doorstep.compliance.asked.tables import ConsentColumns
from doorstep.compliance.words import Answer, ConsentKind
from doorstep.terms.codes import Channel, Direction

RULE = "CN-VISIT-04"
FILMING = "CN-VISIT-05"
INSIDE_AGREED = ConsentColumns.build(1, person_id=7, kind=ConsentKind.RECORDING_INSIDE)


@pytest.mark.parametrize("make", [visit, contact])
@pytest.mark.parametrize(
    ("works", "verdict"), [(YES, Answer.ALLOW), (NO, Answer.DENY), (UNKNOWN, Answer.UNKNOWN)]
)
def test_visits_and_calls_are_recorded(make, works, verdict):
    assert answer(RULE, make(has_working_recorder=works)) is verdict


def test_messages_need_no_recorder():
    request = contact(channel=Channel.SMS, has_working_recorder=NO)
    assert answer(RULE, request) is Answer.NOT_EXAMINED


def test_inside_a_home_the_recorder_need_not_run_without_consent():
    assert answer(RULE, visit(is_inside=YES)) is Answer.NOT_EXAMINED
    assert answer(RULE, visit(is_inside=YES, consents=INSIDE_AGREED)) is Answer.ALLOW
    assert answer(RULE, visit(is_inside=YES, has_working_recorder=NO)) is Answer.DENY


def test_a_call_from_the_borrower_is_allowed_and_recorded():
    inbound = judged(contact("23:00", direction=Direction.INBOUND, has_working_recorder=NO))
    assert inbound.because(0) == ("CN-CHAN-03", "CN-VISIT-04")
    assert inbound.obligations(0) == ("identify_institution", "record")


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"films_inside": True}, Answer.DENY),
        ({"films_inside": False}, Answer.ALLOW),
        ({"films_inside": True, "consents": INSIDE_AGREED}, Answer.ALLOW),
    ],
)
def test_nothing_inside_is_filmed_without_consent(changes, verdict):
    assert answer(FILMING, visit(is_inside=YES, **changes)) is verdict
    assert answer(FILMING, visit(is_inside=NO, **changes)) is Answer.NOT_EXAMINED


def test_where_a_small_child_is_seen_the_recording_is_masked():
    family = {
        "is_presence_known": True,
        "present_count": 2,
        "present_minors": 1,
        "present_small_children": 1,
    }
    assert answer(FILMING, visit(**family)) is Answer.ALLOW
    assert "mask_recording" in judged(visit(**family)).obligations(0)
