from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.core.affordability.households import TODAY, asked

from doorstep.affordability.arrangement import (
    ArrangementKind,
    ArrangementTerms,
    Authority,
    Debt,
    Instalment,
    longest_months,
    refuse_arrangement,
)
from doorstep.affordability.due_days import income_days
from doorstep.ledger.components import parts_of
from doorstep.terms.codes import Product

DEBT = Debt(
    parts_of(penalty_interest=40_000, interest=60_000, principal=1_200_000), Product.CONSUMER_LOAN
)
HOUSEHOLD = asked(DEBT.parts_fen, wages=600_000)  # 3,800 yuan a month in the stressed month
KIND = ArrangementKind


def plan(*amounts, kind=KIND.INSTALMENTS, **changed):
    days = income_days(10, TODAY, len(amounts))
    instalments = tuple(Instalment(day, amount) for day, amount in zip(days, amounts, strict=True))
    return ArrangementTerms(kind, instalments, **changed)


def code(terms, debt=DEBT, *, has_active=False, authority=None):
    refusal = refuse_arrangement(
        terms, debt, HOUSEHOLD.budget, today=TODAY, authority=authority or Authority(),
        has_active=has_active,
    )  # fmt: skip
    return refusal.code if refusal else None


FITS = plan(*[325_000] * 4)


def test_a_plan_that_adds_up_and_leaves_enough_to_live_on_may_be_made():
    assert code(FITS) is None


PAST = replace(FITS, instalments=(Instalment(TODAY - timedelta(1), 1_300_000),))
TWICE = replace(FITS, instalments=(Instalment(TODAY, 650_000),) * 2)
PAUSE = ArrangementTerms(KIND.PAUSE, (), pauses_until=TODAY + timedelta(90))

REFUSED = [
    (plan(0, 1_300_000), "instalment-not-positive"),
    (plan(-5, 1_300_005), "instalment-not-positive"),
    (plan(10**15), "sum-too-large"),
    (plan(1_300_001), "above-debt"),
    (plan(433_333, 433_333, 433_333), "total-differs"),  # a fen of rounding left over
    (plan(1_300_000, currency="USD"), "currency-mixed"),
    (PAST, "due-in-the-past"),
    (TWICE, "days-not-rising"),
    (plan(*[20_000] * 65), "plan-too-long"),
    (plan(380_001, 919_999), "below-minimum"),
    (plan(1_260_000, waived_fen=parts_of(penalty_interest=40_001)), "above-debt"),
    (plan(1_259_999, waived_fen=parts_of(penalty_interest=40_001)), "waived-too-much"),
    (plan(1_301_000, waived_fen=parts_of(penalty_interest=-1_000)), "waived-too-much"),
    (plan(1_240_000, waived_fen=parts_of(interest=60_000)), "beyond-authority"),
    (replace(PAUSE, pauses_until=None), "pause-without-end"),
    (replace(PAUSE, pauses_until=TODAY), "pause-without-end"),
    (replace(FITS, kind=KIND.PAUSE, pauses_until=date(2027, 1, 1)), "pause-with-sums"),
]


@pytest.mark.parametrize(("terms", "expected"), REFUSED)
def test_what_cannot_be_agreed_is_refused_by_a_stable_code(terms, expected):
    assert code(terms) == expected


def test_a_waiver_or_an_authority_that_names_fewer_parts_than_a_debt_has_is_our_fault():
    with pytest.raises(ValueError, match="zip"):
        code(plan(1_300_000, kind=KIND.SETTLEMENT, waived_fen=(0, 0)))
    with pytest.raises(ValueError, match="zip"):
        Authority((100,)).most_fen(DEBT.parts_fen)


@pytest.mark.parametrize(
    ("percent", "penalty", "most"),
    [(0, 101, 0), (1, 99, 0), (1, 100, 1), (50, 101, 50), (100, 101, 101)],  # whole fen, downwards
)
def test_what_may_be_let_off_is_a_share_of_each_part(percent, penalty, most):
    allowed = Authority(parts_of(penalty_interest=percent))
    assert allowed.most_fen(parts_of(penalty_interest=penalty, interest=1_000)) == parts_of(
        penalty_interest=most
    )


@pytest.mark.parametrize(
    ("waived", "expected"),
    [
        (40_000, None),  # all of the penalty
        (40_001, "waived-too-much"),  # a fen more than there is of it
    ],
)
def test_no_part_is_let_off_beyond_what_is_owed_of_it(waived, expected):
    terms = plan(
        1_300_000 - waived, kind=KIND.SETTLEMENT, waived_fen=parts_of(penalty_interest=waived)
    )
    assert code(terms) == expected


@pytest.mark.parametrize(
    ("percent", "expected"),
    [(66, "beyond-authority"), (67, None)],  # 40,000 of 60,000 are two thirds
)
def test_the_lenders_authority_ends_where_it_says(percent, expected):
    terms = plan(1_260_000, kind=KIND.SETTLEMENT, waived_fen=parts_of(interest=40_000))
    assert code(terms, authority=Authority(parts_of(interest=percent))) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, "due-in-the-past"), (0, None), (1, None)],  # today is early enough
)
def test_the_first_instalment_falls_due_today_at_the_earliest(days, expected):
    first = Instalment(TODAY + timedelta(days), 1_300_000)
    assert code(ArrangementTerms(KIND.SETTLEMENT, (first,))) == expected


def test_a_pause_ends_tomorrow_at_the_earliest():
    assert code(replace(PAUSE, pauses_until=TODAY + timedelta(1))) is None


def test_only_one_arrangement_is_in_force_at_a_time():
    assert code(FITS, has_active=True) == "arrangement-active"


@pytest.mark.parametrize(
    ("count", "skips", "expected"),
    [(60, 0, None), (59, 1, None), (60, 1, "plan-too-long"), (61, 0, "plan-too-long")],
)
def test_card_debt_is_spread_over_five_years_at_most_skips_included(count, skips, expected):
    card = Debt(parts_of(principal=10_000 * count), Product.CARD)

    assert longest_months(Product.CARD) == 60
    assert code(plan(*[10_000] * count, may_skip=skips), card) == expected


def test_exactly_what_is_left_may_be_asked_for_and_not_a_fen_more():
    debt = Debt(parts_of(principal=760_001), Product.CONSUMER_LOAN)

    assert code(plan(380_000, 380_000, 1), debt) is None
    assert code(plan(380_001, 380_000), debt) == "below-minimum"


def test_a_settlement_comes_from_savings_and_a_pause_asks_for_nothing():
    assert (
        code(plan(1_260_000, kind=KIND.SETTLEMENT, waived_fen=parts_of(penalty_interest=40_000)))
        is None
    )
    assert code(PAUSE) is None


@pytest.mark.parametrize(
    ("day", "not_before", "expected"),
    [
        (10, date(2026, 11, 10), [date(2026, 11, 10), date(2026, 12, 10)]),
        (10, date(2026, 11, 11), [date(2026, 12, 10), date(2027, 1, 10)]),
        (31, date(2027, 1, 31), [date(2027, 1, 31), date(2027, 2, 28)]),
        (None, date(2026, 12, 2), [date(2026, 12, 31), date(2027, 1, 31)]),
    ],
)
def test_instalments_fall_on_days_of_income(day, not_before, expected):
    assert income_days(day, not_before, 2) == expected
