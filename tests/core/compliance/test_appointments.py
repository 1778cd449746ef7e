"""What does an appointment that the borrower booked open, and what stays shut all the same?"""

import pytest
from tests.core.compliance.lawful import (
    BORROWER,
    CALENDAR,
    NO,
    RULEBOOK,
    YES,
    answer,
    at,
    contact,
    visit,
)

from doorstep.compliance.asked.tables import ConsentColumns
from doorstep.compliance.decide import judge
from doorstep.compliance.history import no_attempts
from doorstep.compliance.words import Answer, ConsentKind, ConsentState, Stopped
from doorstep.terms.codes import Channel

SATURDAY = "2026-03-07"
UNANNOUNCED = {"notice_sent": NO, "is_confirmed": NO}


def booked(opens="14:00", closes="15:31", on="2026-03-04", state=ConsentState.GIVEN):
    return ConsentColumns.build(
        1, person_id=BORROWER, kind=int(ConsentKind.APPOINTMENT), state=int(state),
        channels=1 << int(Channel.VISIT), given_at=at(opens, on), ends_at=at(closes, on),
    )  # fmt: skip


@pytest.mark.parametrize("rule", ["CN-VISIT-10", "HP-VISIT-NOTICE"])
@pytest.mark.parametrize(
    ("clock", "verdict"),
    [
        ("13:59", Answer.DENY),  # a minute before it begins
        ("14:00", Answer.ALLOW),
        ("15:30", Answer.ALLOW),  # its last start
        ("15:31", Answer.DENY),
    ],
)
def test_who_booked_a_visit_needs_no_announcement_of_it_and_of_no_other(rule, clock, verdict):
    assert answer(rule, visit(clock, consents=booked(), **UNANNOUNCED)) is verdict


@pytest.mark.parametrize(("clock", "verdict"), [("14:00", Answer.ALLOW), ("10:00", Answer.DENY)])
def test_a_booked_visit_waits_for_no_other_channel_to_fail(clock, verdict):
    judgement = judge(visit(clock, consents=booked()), no_attempts(), RULEBOOK, CALENDAR)
    assert judgement.answer("HP-VISIT-LAST")[0] == verdict


def test_a_booking_is_a_yes_to_its_weekend():
    saturday = booked(on=SATURDAY)
    for clock, verdict in (("14:00", Answer.ALLOW), ("10:00", Answer.DENY)):
        request = visit(clock, SATURDAY, consents=saturday, **UNANNOUNCED)
        assert answer("HP-WEEKEND", request) is verdict


@pytest.mark.parametrize(
    ("rule", "clock", "changes"),
    [
        ("HP-VISIT-HOURS", "08:59", {}),  # never outside the hours for visits
        ("HP-VISIT-HOURS", "20:00", {}),
        ("HP-STOP", "14:30", {"stop_channels": int(Stopped.ALL)}),
        ("HP-STOP", "14:30", {"stop_channels": int(Stopped.VISIT)}),
        ("CN-CMPL-02", "14:30", {"has_open_complaint": YES}),
        ("HP-PAUSE-CASE", "14:30", {"is_paused": YES}),
    ],
)
def test_no_appointment_opens_what_the_law_shuts(rule, clock, changes):
    all_day = booked("08:00", "23:00")
    assert answer(rule, visit(clock, consents=all_day, **changes)) is Answer.DENY


@pytest.mark.parametrize("state", [ConsentState.REFUSED, ConsentState.UNKNOWN])
def test_what_was_declined_or_is_in_doubt_is_no_appointment(state):
    request = visit("14:30", consents=booked(state=state), **UNANNOUNCED)
    assert answer("CN-VISIT-10", request) is Answer.DENY


def test_an_appointment_for_a_visit_invites_no_call():
    call = contact("14:30", consents=booked())
    assert answer("CN-VISIT-10", call) is Answer.NOT_EXAMINED
