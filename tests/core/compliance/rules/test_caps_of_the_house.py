"""contacts_in_all, dials_in_all, notifications_per_day, gap_between_cycles, visit_length."""

import pytest
from tests.core.compliance.lawful import answer, attempt, contact, day, visit

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.words import Answer
from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep.terms.local_time import NO_DAY

WEEK = [f"2026-0{month}-{number:02d}" for month, number in
        ((2, 26), (2, 27), (2, 28), (3, 1), (3, 2), (3, 3), (3, 4))]  # fmt: skip


def many(number, **changes):
    return [attempt(f"08:{i:02d}", **changes) for i in range(number)]


DELIVERED = {"channel": Channel.SMS, "disposition": Disposition.DELIVERED}


@pytest.mark.parametrize(
    ("past", "verdict"),
    [
        (many(2, **DELIVERED), Answer.ALLOW),  # the third contact of the day
        (many(3, **DELIVERED), Answer.DENY),  # the fourth
        (many(3, **DELIVERED, creditor_id=2), Answer.DENY),  # whoever made them
        (many(3), Answer.ALLOW),  # nobody was reached
        (many(3, **DELIVERED, purpose=Purpose.SERVICE), Answer.ALLOW),  # help is not counted
        ([attempt("08:00", on, **DELIVERED) for on in WEEK[:6]], Answer.ALLOW),  # six in a week
        ([attempt("08:00", on, **DELIVERED) for on in WEEK], Answer.DENY),  # seven
        (  # the first of seven lies a week back, by the day and by the hour
            [attempt("10:00", on, **DELIVERED) for on in ["2026-02-25", *WEEK[:6]]],
            Answer.ALLOW,
        ),
    ],
)
def test_three_contacts_a_day_and_seven_a_week_are_enough(past, verdict):
    assert answer("HP-TOTAL", contact(), *past) is verdict


@pytest.mark.parametrize(
    ("past", "verdict"),
    [
        (many(5), Answer.ALLOW),
        (many(6), Answer.DENY),  # six a day
        (many(6, point_id=4), Answer.DENY),  # over all numbers
        (many(6, disposition=Disposition.VOICEMAIL), Answer.DENY),
        ([attempt("08:00", on) for on in WEEK[:6]], Answer.ALLOW),
        (  # the first three of fifteen lie a week back
            [attempt(f"0{hour}:00", on) for on in ["2026-02-25", *WEEK[:4]] for hour in (7, 8, 9)],
            Answer.ALLOW,
        ),
        ([attempt(f"0{hour}:00", on) for on in WEEK[:5] for hour in (7, 8, 9)], Answer.DENY),
    ],
)
def test_six_dials_a_day_and_fifteen_a_week_are_enough(past, verdict):
    assert answer("HP-ATTEMPT", contact(), *past) is verdict


@pytest.mark.parametrize(("number", "verdict"), [(2, Answer.ALLOW), (3, Answer.DENY)])
def test_three_announcing_calls_a_day_are_enough(number, verdict):
    past = many(number, purpose=Purpose.NOTIFY, disposition=Disposition.VOICEMAIL)
    assert answer("CN-FREQ-02", contact(purpose=Purpose.NOTIFY), *past) is verdict


@pytest.mark.parametrize(
    ("ended", "verdict"),
    [
        (int(NO_DAY), Answer.NOT_EXAMINED),
        (int(UNKNOWN_DAY), Answer.UNKNOWN),
        (day("2026-02-25"), Answer.ALLOW),  # seven days ago
        (day("2026-02-26"), Answer.DENY),  # six days ago
    ],
)
def test_seven_days_lie_between_two_cycles(ended, verdict):
    assert answer("CN-FREQ-04", contact(previous_cycle_ended_day=ended)) is verdict


@pytest.mark.parametrize(
    ("seconds", "longer", "verdict"),
    [(1800, False, Answer.ALLOW), (1801, False, Answer.DENY), (3600, True, Answer.ALLOW)],
)
def test_a_visit_is_short_unless_the_borrower_wishes(seconds, longer, verdict):
    request = visit(duration_seconds=seconds, may_stay_longer=longer)
    assert answer("HP-VISIT-LEN", request) is verdict
