import pytest
from tests.core.compliance.lawful import answer, attempt, visit

from doorstep.compliance.words import Answer
from doorstep.terms.codes import Channel, Direction, Disposition

RULE = "HP-VISIT-CAP"
MET = Disposition.MET_BORROWER


def visited(clock, on, disposition=MET, **changes):
    return attempt(clock, on, channel=Channel.VISIT, disposition=disposition, **changes)


@pytest.mark.parametrize(
    ("past", "verdict"),
    [
        ([], Answer.ALLOW),
        ([visited("10:01", "2026-02-25")], Answer.DENY),  # less than 7 x 24 hours ago
        ([visited("10:00", "2026-02-25")], Answer.ALLOW),  # exactly 7 x 24 hours ago
        ([visited("00:00", "2026-02-26")], Answer.DENY),  # within 7 calendar days
        ([visited("10:00", "2026-03-03", Disposition.CANCELLED)], Answer.ALLOW),  # never happened
        ([visited("10:00", "2026-03-03", Disposition.NOBODY_MET)], Answer.DENY),  # counts too
        ([visited("10:00", "2026-03-03", direction=Direction.INBOUND)], Answer.ALLOW),
        ([visited("10:00", "2026-02-10")], Answer.ALLOW),  # one in thirty days
        ([visited("10:00", "2026-02-10"), visited("10:00", "2026-02-20")], Answer.DENY),  # two
        (
            [
                visited("10:00", "2026-02-10", Disposition.NOBODY_MET),
                visited("10:00", "2026-02-20", Disposition.NOBODY_MET),
            ],
            Answer.DENY,
        ),  # two in vain
        ([visited("09:00", "2026-02-02"), visited("10:00", "2026-02-20")], Answer.ALLOW),
        ([visited("10:01", "2026-02-02"), visited("10:00", "2026-02-20")], Answer.DENY),
    ],
)
def test_a_person_is_visited_once_a_week_and_twice_a_month_at_most(past, verdict):
    assert answer(RULE, visit(), *past) is verdict
