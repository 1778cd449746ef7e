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
@given(second=st.integers(0, 86_399), stay=st.integers(60, 36_000))
def test_no_allowed_visit_ever_runs_outside_the_hours(second, stay):
    clock = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
    if answer(RULE, visit(clock, duration_seconds=stay)) is Answer.ALLOW:
        assert second >= 9 * 3600
        assert second + stay <= 20 * 3600


def test_calls_have_their_own_hours():
    assert answer(RULE, contact("21:00")) is Answer.NOT_EXAMINED
