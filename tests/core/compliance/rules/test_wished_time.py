"""wished_time: the hours and weekdays of a borrower, and what is asked for besides them."""

import pytest
from tests.core.compliance.lawful import BORROWER, answer, at, contact, visit

from doorstep.compliance.asked.tables import ConsentColumns, WishColumns
from doorstep.compliance.request import ZONES_UNKNOWN
from doorstep.compliance.words import Answer, ConsentKind, ConsentState
from doorstep.terms.codes import Channel, Purpose

MONDAY, WEDNESDAY, SUNDAY, EVERY_DAY = 1, 4, 64, 127
NINE, NOON, SIX, EIGHT = 9 * 3600, 12 * 3600, 18 * 3600, 20 * 3600


def wish(opens=NINE, closes=NOON, weekdays=EVERY_DAY, *, is_only=True, person_id=BORROWER):
    return WishColumns.build(
        1, person_id=person_id, from_second=opens, to_second=closes, is_only=is_only,
        weekdays=weekdays,
    )  # fmt: skip


def told(request):
    return answer("HP-WISH", request)


@pytest.mark.parametrize(
    ("clock", "verdict"),
    [
        ("08:59:59", Answer.DENY),  # a second before the wished hours
        ("09:00", Answer.ALLOW),  # their first second
        ("11:59:59", Answer.ALLOW),  # their last second
        ("12:00", Answer.DENY),  # they have ended
    ],
)
def test_a_call_begins_within_the_wished_hours(clock, verdict):
    assert told(contact(clock, wishes=wish())) is verdict


@pytest.mark.parametrize(
    ("clock", "verdict"),
    [
        ("08:59", Answer.DENY),
        ("09:00", Answer.ALLOW),
        ("11:30", Answer.ALLOW),  # half an hour, and it leaves exactly at noon
        ("11:30:01", Answer.DENY),  # it would still be there after noon
        ("12:00", Answer.DENY),
    ],
)
def test_the_whole_stay_of_a_visit_lies_within_the_wished_hours(clock, verdict):
    assert told(visit(clock, wishes=wish())) is verdict


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2026-03-01", Answer.DENY),  # Sunday
        ("2026-03-02", Answer.ALLOW),  # Monday
        ("2026-03-03", Answer.DENY),
        ("2026-03-04", Answer.ALLOW),  # Wednesday
        ("2026-03-08", Answer.DENY),
    ],
)
def test_a_weekday_that_is_not_wished_is_no_day_for_contact(on, verdict):
    assert told(contact("10:00", on, wishes=wish(weekdays=MONDAY | WEDNESDAY))) is verdict


@pytest.mark.parametrize(
    ("clock", "verdict"),
    [
        ("11:29", Answer.ALLOW),  # it ends a minute before the hours that are not wished
        ("11:30", Answer.ALLOW),  # it ends as they begin
        ("11:31", Answer.DENY),  # it would reach into them
        ("13:59", Answer.DENY),
        ("14:00", Answer.ALLOW),
    ],
)
def test_a_visit_does_not_reach_into_hours_that_are_not_wished(clock, verdict):
    unwished = wish(NOON, 14 * 3600, is_only=False)
    assert told(visit(clock, wishes=unwished)) is verdict


@pytest.mark.parametrize(
    ("clock", "verdict"),
    [
        ("19:59", Answer.DENY),
        ("20:00", Answer.ALLOW),  # from the evening
        ("00:30", Answer.ALLOW),  # over midnight
        ("01:30", Answer.ALLOW),  # it leaves exactly at two
        ("01:31", Answer.DENY),
    ],
)
def test_a_window_over_midnight_is_one_window(clock, verdict):
    assert told(visit(clock, wishes=wish(EIGHT, 2 * 3600))) is verdict


def test_the_hours_of_somebody_else_bind_nobody():
    assert told(contact("20:30", wishes=wish(person_id=99))) is Answer.NOT_EXAMINED


@pytest.mark.parametrize("channel", [Channel.LETTER, Channel.LEGAL_NOTICE])
def test_paper_has_no_hour(channel):
    assert told(contact("20:30", channel=channel, wishes=wish())) is Answer.NOT_EXAMINED


@pytest.mark.parametrize("purpose", [Purpose.REPLY, Purpose.SAFETY])
def test_an_answer_to_the_borrower_and_word_of_a_danger_do_not_wait(purpose):
    assert told(contact("20:30", purpose=purpose, wishes=wish())) is Answer.NOT_EXAMINED


def invited(state=ConsentState.GIVEN):
    return ConsentColumns.build(
        1, person_id=BORROWER, kind=int(ConsentKind.APPOINTMENT), state=int(state),
        given_at=at("14:00"), ends_at=at("15:31"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("clock", "verdict"),
    [
        ("13:59", Answer.DENY),  # before the appointment
        ("14:00", Answer.ALLOW),
        ("15:30", Answer.ALLOW),
        ("15:31", Answer.DENY),  # it is over
    ],
)
def test_who_asks_for_a_time_is_visited_then(clock, verdict):
    assert told(visit(clock, wishes=wish(), consents=invited())) is verdict


def test_an_appointment_that_nobody_is_sure_of_waits_for_a_person():
    unsure = invited(ConsentState.UNKNOWN)
    assert told(visit("14:30", wishes=wish(), consents=unsure)) is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("clock", "verdict"),
    [
        ("10:59", Answer.ALLOW),  # eleven at the latest here, nine there: within in neither
        ("11:00", Answer.ALLOW),
        ("08:59", Answer.DENY),
    ],
)
def test_where_zones_differ_the_rule_refuses_what_all_of_them_refuse(clock, verdict):
    both = contact(clock, wishes=wish(), zone_sets=(("Asia/Shanghai", "Asia/Urumqi"),))
    assert told(both) is verdict


def test_a_wish_without_a_known_zone_waits_for_a_person():
    assert told(contact("10:00", wishes=wish(), zone_sets=ZONES_UNKNOWN)) is Answer.UNKNOWN


def test_who_wishes_nothing_is_not_asked_about():
    assert told(contact("20:30")) is Answer.NOT_EXAMINED


def test_every_wish_of_a_borrower_counts():
    both = WishColumns.build(
        2, person_id=BORROWER, from_second=[NINE, NOON - 3600], to_second=[SIX, NOON],
        is_only=[True, False],
    )  # fmt: skip
    assert told(contact("10:59", wishes=both)) is Answer.ALLOW
    assert told(contact("11:00", wishes=both)) is Answer.DENY
