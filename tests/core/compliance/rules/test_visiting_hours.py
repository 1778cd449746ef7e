import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.compliance.lawful import answer, contact, visit

from doorstep.compliance.words import Answer

RULE = "HP-VISIT-HOURS"


@pytest.mark.parametrize(
    ("clock", "minutes", "verdict"),
    [
        ("08:59:59", 30, Answer.DENY),  # a second before doors open
        ("09:00:00", 30, Answer.ALLOW),  # the first permitted second
        ("19:30:00", 30, Answer.ALLOW),  # the last arrival, gone at eight
        ("19:30:01", 5, Answer.DENY),  # too late to arrive
        ("19:00:00", 60, Answer.ALLOW),  # leaves exactly at eight
        ("19:00:01", 60, Answer.DENY),  # would still be there after eight
    ],
)
def test_the_whole_stay_must_lie_inside_the_hours(clock, minutes, verdict):
    assert answer(RULE, visit(clock, duration_seconds=minutes * 60)) is verdict


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    second=st.integers(8 * 3600, 20 * 3600),
    end=st.integers(19 * 3600, 21 * 3600),  # mostly near the closing
)
def test_no_allowed_visit_ever_runs_outside_the_hours(second, end):
    stay = max(60, end - second)
    clock = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
    is_allowed = answer(RULE, visit(clock, duration_seconds=stay)) is Answer.ALLOW
    is_inside = 9 * 3600 <= second <= 19.5 * 3600 and second + stay <= 20 * 3600
    assert is_allowed == is_inside


def test_calls_have_their_own_hours():
    assert answer(RULE, contact("21:00")) is Answer.NOT_EXAMINED
