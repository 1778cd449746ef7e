import pytest
from tests.core.compliance.lawful import answer, attempt, judged, visit

from doorstep.compliance.words import Answer, Stage
from doorstep.terms.codes import Channel, Disposition

RULE = "CN-VISIT-08"


def sent_away(clock, on="2026-03-04", **changes):
    met = Disposition.MET_BORROWER
    return attempt(
        clock, on, channel=Channel.VISIT, disposition=met, asked_to_leave=True, **changes
    )


@pytest.mark.parametrize(
    ("past", "verdict"),
    [
        ([sent_away("00:00")], Answer.DENY),  # earlier on the same Beijing day
        ([sent_away("23:59", "2026-03-03")], Answer.ALLOW),  # yesterday
        ([attempt("09:00", channel=Channel.VISIT)], Answer.ALLOW),  # nobody asked
        ([sent_away("09:00", person_id=8)], Answer.ALLOW),  # another person's door
    ],
)
def test_nobody_comes_back_on_the_day_they_were_sent_away(past, verdict):
    assert answer(RULE, visit(), *past) is verdict


def test_whoever_is_asked_to_leave_goes_at_once():
    at_door = visit(stage=Stage.AT_DOOR, is_asked_to_leave=True)
    assert answer(RULE, at_door) is Answer.DENY
    assert "end_visit" in judged(at_door).obligations(0)
    assert answer(RULE, visit(is_asked_to_leave=True)) is Answer.ALLOW  # only a plan yet
