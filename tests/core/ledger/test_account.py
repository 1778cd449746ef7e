"""How much of a loan is due on which day of its schedule?"""

from datetime import date

import pytest

from doorstep.ledger.account import AccountTerms
from doorstep.ledger.schedules.bullet import bullet
from doorstep.ledger.schedules.equal_principal import equal_principal
from doorstep.ledger.schedules.terms import LoanTerms
from doorstep.terms.local_time import day_number

LOAN = LoanTerms(3_000_000, 0, 3, date(2026, 1, 15), date(2026, 2, 15))
SECOND = day_number(date(2026, 3, 15))


def test_without_a_schedule_all_of_it_is_due_from_the_start():
    assert AccountTerms().fallen_due_fen(5, 0) == 5
    assert AccountTerms().due_days() == []


@pytest.mark.parametrize(
    ("day", "left", "due"),
    [
        (SECOND, 3_000_000, 1_000_000),  # on its own day the second is not overdue yet
        (SECOND + 1, 3_000_000, 2_000_000),  # the day after it is
        (SECOND + 1, 1_500_000, 500_000),  # what was paid back counts against the oldest
        (SECOND + 1, 900_000, 0),  # more than that was paid back
        (SECOND + 400, 3_000_000, 3_000_000),  # long after the last
        (0, 3_000_000, 0),  # before the first
    ],
)
def test_an_instalment_falls_due_and_is_overdue_from_the_next_day(day, left, due):
    terms = AccountTerms(schedule=equal_principal(LOAN))
    assert terms.fallen_due_fen(left, day) == due


def test_a_bullet_is_due_at_its_end_alone():
    terms = AccountTerms(schedule=bullet(LOAN))
    assert terms.fallen_due_fen(3_000_000, SECOND + 1) == 0
    assert len(terms.due_days()) == 3
