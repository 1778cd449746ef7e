"""Does the drawing of a day say the same as the gate, at every minute?"""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.compliance.lawful import (
    CALENDAR,
    RULEBOOK,
    YES,
    at,
    attempt,
    contact,
    history,
    visit,
)

from doorstep.compliance.decide import judge
from doorstep.compliance.intervals import permitted_starts
from doorstep.compliance.lawbook.stretches import stretches_of_day
from doorstep.terms.codes import Disposition, Verdict

DAY = date(2026, 3, 4)
VAIN = [attempt(f"08:{n}0", "2026-03-04", disposition=Disposition.NO_ANSWER) for n in range(6)]


def stretches(request, *past):
    return stretches_of_day(request, DAY, history(*past), RULEBOOK, CALENDAR)[0]


@pytest.mark.parametrize(
    ("request_", "past", "clock", "verdict", "rule"),
    [
        (contact(), [], "07:59", Verdict.DENY, "CN-TIME-01"),  # a minute before day
        (contact(), [], "08:00", Verdict.ALLOW, ""),
        (contact(), [], "21:59", Verdict.ALLOW, ""),  # the last minute
        (contact(), [], "22:00", Verdict.DENY, "CN-TIME-01"),
        (visit(), [], "19:30", Verdict.ALLOW, ""),  # the last arrival
        (visit(), [], "19:31", Verdict.DENY, "HP-VISIT-HOURS"),
        (contact(is_paused=YES), [], "10:00", Verdict.DENY, "HP-PAUSE-CASE"),
        (contact(), VAIN, "12:00", Verdict.DENY, "HP-ATTEMPT"),  # six dials in vain
    ],
)
def test_each_minute_has_its_answer_and_its_reason(request_, past, clock, verdict, rule):
    minute = int(clock[:2]) * 60 + int(clock[3:])
    found = next(
        each
        for each in stretches(request_, *past)
        if each.opens_minute <= minute <= each.closes_minute
    )
    assert found.verdict is verdict
    assert (rule in found.because) if rule else found.because == ()


def test_the_day_is_covered_from_midnight_to_midnight_without_a_gap():
    found = stretches(visit())
    assert found[0].opens_minute == 0
    assert found[-1].closes_minute == 1439
    for one, other in pairwise(found):
        assert other.opens_minute == one.closes_minute + 1
        assert (one.verdict, one.because) != (other.verdict, other.because)


def test_open_stretches_are_the_windows_that_the_planner_gets():
    notice = {"notice_at": at("14:20", "2026-03-03")}
    for request in (visit(), visit(**notice), visit(is_paused=YES)):
        windows = permitted_starts(request, DAY, history(), RULEBOOK, CALENDAR).of(0)
        opened = [each for each in stretches(request) if each.verdict is Verdict.ALLOW]
        assert windows == tuple((each.opens_minute, each.closes_minute) for each in opened)


@settings(max_examples=60, deadline=None)
@given(
    minute=st.integers(0, 1439),
    past=st.lists(st.integers(0, 1439), max_size=7),
    is_visit=st.booleans(),
)
def test_no_minute_is_answered_otherwise_than_by_the_gate(minute, past, is_visit):
    attempts = [
        attempt(f"{each // 60:02d}:{each % 60:02d}", "2026-03-04",
                disposition=Disposition.NO_ANSWER)
        for each in past
    ]  # fmt: skip
    request = visit() if is_visit else contact()
    known = request.moved_to(np.array([at(f"{minute // 60:02d}:{minute % 60:02d}")]))
    judged = judge(known, history(*attempts), RULEBOOK, CALENDAR)
    found = next(
        each
        for each in stretches(request, *attempts)
        if each.opens_minute <= minute <= each.closes_minute
    )
    assert found.verdict is judged.verdict(0)
