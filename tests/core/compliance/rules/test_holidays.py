import pytest
from tests.core.compliance.lawful import answer, attempt, contact, visit

from doorstep.compliance.words import Answer
from doorstep.terms.codes import Channel

RULE = "HP-HOLIDAY"
NEW_YEAR = "2026-02-17"


@pytest.mark.parametrize(
    ("request_", "verdict"),
    [
        (visit(on="2026-02-14"), Answer.ALLOW),  # the make-up workday before the block
        (visit(on="2026-02-15"), Answer.DENY),  # its first day
        (visit(on="2026-02-23"), Answer.DENY),  # its last day
        (visit(on="2026-02-24"), Answer.ALLOW),  # the day after
        (visit(on=NEW_YEAR, is_requested=True), Answer.DENY),  # a request does not help
        (contact("09:59:59", NEW_YEAR), Answer.DENY),  # a second too early to call
        (contact("10:00:00", NEW_YEAR), Answer.ALLOW),  # one call
        (contact("17:59:59", NEW_YEAR), Answer.ALLOW),
        (contact("18:00:00", NEW_YEAR), Answer.DENY),  # too late
        (contact("12:00", NEW_YEAR, channel=Channel.SMS), Answer.NOT_EXAMINED),
        (visit(on="2030-03-04"), Answer.UNKNOWN),  # a year whose holidays were not loaded
    ],
)
def test_holidays_are_holidays(request_, verdict):
    assert answer(RULE, request_) is verdict


def test_one_call_on_a_holiday_is_enough():
    earlier = attempt("10:00", NEW_YEAR)
    assert answer(RULE, contact("12:00", NEW_YEAR), earlier) is Answer.DENY


def test_the_chinese_entry_about_visits_goes_along():
    assert answer("CN-VISIT-12", visit(on=NEW_YEAR)) is Answer.DENY
    assert answer("CN-VISIT-12", visit()) is Answer.NOT_EXAMINED
