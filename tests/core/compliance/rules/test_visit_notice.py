import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, at, visit

from doorstep.compliance.words import Answer

RULE = "HP-VISIT-NOTICE"
DAY = 24 * 3600


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"notice_seconds_before": DAY}, Answer.ALLOW),  # exactly a day
        ({"notice_seconds_before": DAY - 1}, Answer.DENY),  # a second short
        ({"notice_seconds_before": -1}, Answer.UNKNOWN),
        ({"notice_at": at("10:00", "2026-03-03")}, Answer.ALLOW),  # exactly a day, by the clock
        ({"notice_at": at("10:00:01", "2026-03-03")}, Answer.DENY),
        ({"notice_may_decline": NO}, Answer.DENY),  # no way to say no
        ({"notice_may_decline": UNKNOWN}, Answer.UNKNOWN),
        ({"notice_sent": NO}, Answer.DENY),
        ({"notice_sent": UNKNOWN}, Answer.UNKNOWN),
        ({"notice_sent": NO, "is_requested": True}, Answer.ALLOW),  # the borrower asked for it
    ],
)
def test_a_visit_is_announced_a_day_before(changes, verdict):
    assert answer(RULE, visit(**changes)) is verdict


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"notice_sent": YES, "notice_seconds_before": 60}, Answer.ALLOW),  # some notice at least
        ({"notice_sent": NO}, Answer.DENY),
        ({"notice_sent": UNKNOWN}, Answer.UNKNOWN),
        ({"notice_sent": NO, "is_requested": True}, Answer.ALLOW),
    ],
)
def test_in_china_a_visit_is_announced_at_all(changes, verdict):
    assert answer("CN-VISIT-10", visit(**changes)) is verdict
