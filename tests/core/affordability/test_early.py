"""Do payments show that a plan hurts, and only then?"""

from datetime import date, timedelta

import pytest

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms, Instalment
from doorstep.affordability.early import EarlySign, early_signs

FIRST = date(2026, 1, 10)
SECOND, THIRD = date(2026, 2, 10), date(2026, 3, 10)
TERMS = ArrangementTerms(
    ArrangementKind.INSTALMENTS,
    tuple(Instalment(on, 100) for on in (FIRST, SECOND, THIRD)),
    may_skip=1,
)
GRACE = 3
PART, SKIP, LATER = EarlySign


def day(on: date, days: int) -> date:
    return on + timedelta(days=days)


@pytest.mark.parametrize(
    ("paid", "on", "signs"),
    [
        ([], FIRST, ()),  # its own day is not over
        ([], day(FIRST, 1), ()),  # late, but within grace and nothing was paid in part
        ([(FIRST, 100)], day(FIRST, 1), ()),
        ([(FIRST, 99)], FIRST, ()),
        ([(day(FIRST, -1), 99)], FIRST, ()),  # the day on which the rest may still come
        ([(FIRST, 99)], day(FIRST, 1), (PART,)),
        ([(FIRST, 1)], day(FIRST, GRACE), (PART,)),
        ([(FIRST, 1)], day(FIRST, GRACE + 1), (PART, SKIP)),
        ([], day(FIRST, GRACE + 1), (SKIP,)),
        ([(day(FIRST, -5), 300)], day(THIRD, 9), ()),  # all at once, early
        ([(FIRST, 100), (SECOND, 100)], day(SECOND, 1), ()),
        ([(day(FIRST, 1), 100)], day(FIRST, 9), ()),  # once late is not a sign
        ([(day(FIRST, 1), 100), (day(SECOND, 1), 100)], day(SECOND, 2), (LATER,)),
        ([(day(FIRST, 1), 100), (SECOND, 100)], day(SECOND, 2), ()),
        ([(FIRST, 100), (day(SECOND, 2), 150)], day(THIRD, 1), (PART,)),
        ([(day(SECOND, 2), 200)], day(SECOND, 3), (LATER,)),
        ([(FIRST, 100), (day(SECOND, 5), 100)], day(SECOND, 5), (SKIP,)),  # dated today
        ([(FIRST, 100), (day(SECOND, 1), 100)], day(SECOND, 2), ()),  # only the second was late
        ([(FIRST, 60), (day(FIRST, 1), 40), (day(SECOND, 1), 100)], day(SECOND, 2), (LATER,)),
        ([(FIRST, 100)], day(SECOND, GRACE), ()),  # the second still has its days of grace
        ([(FIRST, 100)], day(SECOND, GRACE + 1), (SKIP,)),
        ([(FIRST, 100), (SECOND, 100), (day(THIRD, 1), 100)], day(THIRD, 2), ()),
        ([(FIRST, 100), (day(SECOND, 1), 100), (day(THIRD, 1), 100)], day(THIRD, 2), (LATER,)),
        ([(day(FIRST, 1), 100), (day(SECOND, 1), 100), (THIRD, 100)], day(THIRD, 2), ()),
    ],
)
def test_each_sign_at_its_boundary(paid, on, signs):
    assert early_signs(TERMS, paid, on, GRACE) == signs


def test_a_pause_has_no_instalments_and_shows_nothing():
    pause = ArrangementTerms(ArrangementKind.PAUSE, (), pauses_until=THIRD)
    assert early_signs(pause, [(FIRST, 5)], THIRD, GRACE) == ()


def test_the_order_in_which_payments_are_given_changes_nothing():
    paid = [(day(SECOND, 1), 100), (day(FIRST, 1), 100)]
    assert early_signs(TERMS, paid, day(SECOND, 2), GRACE) == (LATER,)
    assert early_signs(TERMS, paid[::-1], day(SECOND, 2), GRACE) == (LATER,)
