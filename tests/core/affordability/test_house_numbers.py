"""Are the numbers of the house those that the house decided? A slip of the pen would bend them."""

from datetime import date, timedelta

import pytest

from doorstep.affordability import (
    accept,
    arrangement,
    budget,
    completion,
    due_days,
    early,
    follow,
    hardship,
    minimum,
    propose,
    reminders,
    sheet,
    survival,
)
from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms, Authority
from doorstep.affordability.completion import KeptChance
from doorstep.ledger.components import Component, parts_of
from doorstep.terms.codes import Product


@pytest.mark.parametrize(
    ("number", "decided"),
    [
        (accept.LONGEST_PROMISE, timedelta(days=90)),
        (arrangement.CARD_MONTHS, 60),
        (arrangement.HOUSE_MONTHS, 60),
        (arrangement.LARGEST_FEN, 10**13),
        (budget.STRESSED_PERCENT, 80),
        (completion.CORRELATION_PRIOR, 0.2),
        (completion.FEWEST, 30),
        (completion.MOST_CORRELATION, 0.9),
        (completion.PRIOR_PAIRS, 100),
        (due_days.SHORTEST_NOTICE, timedelta(days=7)),
        (early.LATE_IN_A_ROW, 2),
        (follow.COOLING_OFF_DAYS, 7),
        (hardship.DEBT_SHARE_PERCENT, 50),
        (minimum.MULTIPLE_PERCENT, 150),
        (propose.DEFERRAL, timedelta(days=60)),
        (propose.PAUSE, timedelta(days=90)),
        (propose.SHARES_PERCENT, (50, 75, 100)),
        (propose.SKIPS, 1),
        (reminders.MOST_DAYS, 7),
        (sheet.LARGEST_MONTHLY_FEN, 10**11),
        (survival.BAND, 0.9),
        (survival.ENOUGH, 30),
        (survival.STILL_WATCHED, 10),
    ],
)
def test_a_number_of_the_house_is_what_was_decided(number, decided):
    assert number == decided


def test_without_the_lenders_word_penalties_alone_may_be_let_off_and_wholly():
    assert Authority().percent == parts_of(late_fee=100, default_penalty=100, penalty_interest=100)
    owed = tuple(1_000 for _ in Component)
    assert sum(Authority().most_fen(owed)) == 3_000


def test_the_largest_sum_may_still_be_agreed_on_and_a_fen_more_not():
    debt = arrangement.Debt(parts_of(principal=2 * 10**13), Product.OTHER)
    for fen, expected in ((10**13, "total-differs"), (10**13 + 1, "sum-too-large")):
        due = arrangement.Instalment(date(2027, 1, 1), fen)
        whole = ArrangementTerms(ArrangementKind.INSTALMENTS, (due,))
        assert arrangement._refuse_sums(whole, debt).code == expected


def test_what_rounding_leaves_over_is_named_to_the_fen():
    debt = arrangement.Debt(parts_of(principal=1_000), Product.OTHER)
    due = arrangement.Instalment(date(2027, 1, 1), 997)
    said = arrangement._refuse_sums(ArrangementTerms(ArrangementKind.INSTALMENTS, (due,)), debt)
    assert "0.03" in said.message


def test_certain_chances_are_chances_and_nothing_due_is_nothing_to_keep():
    assert KeptChance(0.0, 0.0, 0.0, 30).value == 0
    assert KeptChance(1.0, 1.0, 1.0, 30).value == 1
    chance = KeptChance(0.5, 0.4, 0.6, 30)
    due = arrangement.Instalment(date(2027, 1, 1), 1)
    for bare in (
        ArrangementTerms(ArrangementKind.INSTALMENTS, ()),
        ArrangementTerms(ArrangementKind.PAUSE, (due,)),
    ):
        assert completion.completion(bare, chance, 0.2).code == "nothing-due"
