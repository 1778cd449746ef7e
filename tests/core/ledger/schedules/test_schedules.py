"""Every type of schedule against tables worked out by hand and an independent oracle."""

from datetime import date
from decimal import Decimal, getcontext

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from doorstep.ledger.schedules.bullet import bullet
from doorstep.ledger.schedules.equal_instalment import equal_instalment
from doorstep.ledger.schedules.equal_principal import equal_principal
from doorstep.ledger.schedules.revolving import MinimumPayment, revolving
from doorstep.ledger.schedules.terms import LoanTerms, monthly_days, refuse_terms
from doorstep.terms.local_time import day_of

getcontext().prec = 60
PAID_OUT, FIRST_DUE = date(2026, 1, 15), date(2026, 2, 15)
TEN_PERCENT = MinimumPayment(100_000, 10_000)


def loan(principal=1_200_000, ppm=120_000, instalments=12, first_due=FIRST_DUE):
    return LoanTerms(principal, ppm, instalments, PAID_OUT, first_due)


REFUSED = [
    # terms, code
    (loan(principal=0), "principal-out-of-range"),
    (loan(principal=-1), "principal-out-of-range"),
    (loan(principal=10**15), "principal-out-of-range"),
    (loan(ppm=-1), "rate-out-of-range"),
    (loan(ppm=10_000_001), "rate-out-of-range"),
    (loan(instalments=0), "instalments-out-of-range"),
    (loan(instalments=-3), "instalments-out-of-range"),
    (loan(instalments=601), "instalments-out-of-range"),
    (loan(principal=11, instalments=12), "instalment-of-nothing"),
    (loan(first_due=PAID_OUT), "due-before-paid-out"),
]


@pytest.mark.parametrize(("terms", "code"), REFUSED)
def test_terms_that_no_loan_has_are_refused_by_a_stable_code(terms, code):
    assert refuse_terms(terms).code == code
    for schedule in (equal_instalment, equal_principal, bullet):
        with pytest.raises(ValueError, match=code):
            schedule(terms)
    with pytest.raises(ValueError, match=code):
        revolving(terms, TEN_PERCENT)


def test_an_annuity_of_twelve_thousand_yuan_over_a_year_at_twelve_percent():
    made = equal_instalment(loan())

    # 12,000 yuan * 1 % / (1 - 1.01 ** -12) = 1,066.185… yuan, as any table of annuities says
    assert made.instalment_fen[:11].tolist() == [106_619] * 11
    assert made.interest_fen[:3].tolist() == [12_000, 11_054, 10_098]
    assert made.principal_fen[:3].tolist() == [94_619, 95_565, 96_521]
    assert made.instalment_fen[-1] == pytest.approx(106_619, abs=12)
    assert made.principal_fen.sum() == 1_200_000


@pytest.mark.parametrize(
    ("principal", "instalments", "parts"),
    [
        (3, 3, [1, 1, 1]),  # a fen each, the least that an instalment may pay back
        (4, 3, [1, 1, 2]),  # 1.33 rounded down; the last takes the rest
        (5, 3, [2, 2, 1]),  # 1.67 rounded up
        (7, 4, [2, 2, 2, 1]),
        (1, 1, [1]),
    ],
)
def test_small_loans_without_interest_pay_back_a_fen_at_least_each_month(
    principal, instalments, parts
):
    assert equal_instalment(loan(principal, 0, instalments)).principal_fen.tolist() == parts


def test_equal_parts_of_ten_thousand_yuan_over_three_months():
    made = equal_principal(loan(1_000_000, 120_000, 3))

    assert made.principal_fen.tolist() == [333_333, 333_333, 333_334]
    assert made.interest_fen.tolist() == [10_000, 6_667, 3_333]


def test_a_bullet_pays_interest_first_and_everything_at_the_end():
    made = bullet(loan(1_000_000, 120_000, 3))

    assert made.principal_fen.tolist() == [0, 0, 1_000_000]
    assert made.interest_fen.tolist() == [10_000, 10_000, 10_000]


def test_minimum_payments_fall_with_the_balance_down_to_the_floor():
    made = revolving(loan(100_000, 0, 600), MinimumPayment(100_000, 30_000))

    assert made.principal_fen.tolist() == [30_000, 30_000, 30_000, 10_000]


def test_the_last_minimum_payment_takes_all_that_is_left():
    made = revolving(loan(1_000_000, 0, 3), TEN_PERCENT)

    assert made.principal_fen.tolist() == [100_000, 90_000, 810_000]


@pytest.mark.parametrize(("share", "floor"), [(-1, 100), (1_000_001, 100), (100_000, 0)])
def test_a_minimum_that_never_pays_back_is_refused(share, floor):
    with pytest.raises(ValueError, match="minimum payment"):
        MinimumPayment(share, floor)


def test_the_thirty_first_becomes_the_last_of_a_short_month_and_comes_back():
    days = [day_of(number) for number in monthly_days(date(2027, 12, 31), 4)]

    assert days == [date(2027, 12, 31), date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31)]


def oracle_instalment(terms):
    """The annuity by decimal arithmetic, sharing nothing with the product."""
    rate = Decimal(terms.yearly_ppm) / Decimal(12_000_000)
    if not rate:
        return Decimal(terms.principal_fen) / terms.instalments
    return terms.principal_fen * rate / (1 - (1 + rate) ** -terms.instalments)


loans = st.builds(
    loan,
    principal=st.integers(10_000, 10**10),
    ppm=st.integers(0, 480_000),
    instalments=st.integers(1, 120),
)


@given(loans)
@example(loan(principal=10_000, ppm=417_629, instalments=117))  # half a fen grows to instalments
def test_every_annuity_agrees_with_decimal_arithmetic_to_half_a_fen(terms):
    made = equal_instalment(terms)

    exact = oracle_instalment(terms)
    leftover = growth_of_half_fens(terms) + 1
    last = 1 + int(leftover / float(exact))  # so many may be smaller where halves grow large
    usual, rest = made.instalment_fen[:-last], made.instalment_fen[-last:]
    assert np.all(np.abs(usual - float(exact)) <= 0.5 + float(exact) * 1e-12)
    assert abs(float(rest.sum()) - len(rest) * float(exact)) <= leftover + last


def growth_of_half_fens(terms):
    """How far the halves of a fen that each month may leave can grow by the last month."""
    rate = terms.yearly_ppm / 12_000_000
    return sum((1 + rate) ** month for month in range(terms.instalments))


@given(loans, st.sampled_from([equal_instalment, equal_principal, bullet]))
def test_every_schedule_repays_exactly_the_loan_on_rising_days(terms, schedule):
    made = schedule(terms)

    assert made.principal_fen.sum() == terms.principal_fen
    assert len(made.due_day) == terms.instalments
    assert np.all(np.diff(made.due_day) > 0)
    assert np.all(made.principal_fen >= 0)
    assert np.all(made.instalment_fen[-1:] > 0)
    left = terms.principal_fen - np.concatenate([[0], np.cumsum(made.principal_fen)[:-1]])
    assert np.all(np.abs(made.interest_fen - left * (terms.yearly_ppm / 12_000_000)) <= 0.501)


@given(loans, st.integers(0, 1_000_000), st.integers(1, 10**7))
def test_minimum_payments_repay_exactly_the_loan(terms, share, floor):
    made = revolving(terms, MinimumPayment(share, floor))

    assert made.principal_fen.sum() == terms.principal_fen
    assert len(made.due_day) <= terms.instalments
    assert np.all(made.principal_fen > 0)
