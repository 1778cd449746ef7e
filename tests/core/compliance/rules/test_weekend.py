import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, visit

from doorstep.compliance.words import Answer

RULE = "HP-WEEKEND"


@pytest.mark.parametrize(
    ("on", "changes", "verdict"),
    [
        ("2026-03-06", {}, Answer.ALLOW),  # a Friday
        ("2026-03-07", {}, Answer.DENY),  # a Saturday
        ("2026-03-08", {}, Answer.DENY),  # a Sunday
        ("2026-03-09", {}, Answer.ALLOW),  # a Monday
        ("2026-03-07", {"is_confirmed": YES}, Answer.ALLOW),  # the borrower said yes
        ("2026-03-07", {"is_confirmed": UNKNOWN}, Answer.UNKNOWN),
        ("2026-03-07", {"is_requested": True, "is_confirmed": NO}, Answer.ALLOW),
        ("2026-02-28", {}, Answer.ALLOW),  # a Saturday on which people work
        ("2030-03-02", {}, Answer.UNKNOWN),  # a Saturday of a year not loaded
        ("2030-03-02", {"is_confirmed": YES}, Answer.ALLOW),
        ("2030-03-04", {}, Answer.ALLOW),  # a Monday of such a year is one all the same
    ],
)
def test_weekends_are_quiet_unless_the_borrower_says_yes(on, changes, verdict):
    assert answer(RULE, visit(on=on, **changes)) is verdict
