"""Does every type of schedule agree with formulas that textbooks print?

None of this shares code with the product: sums are exact fractions or decimals, and each schedule
has to satisfy an identity that does not say how it was made.
"""

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.ledger.schedules.bullet import bullet
from doorstep.ledger.schedules.equal_instalment import equal_instalment
from doorstep.ledger.schedules.equal_principal import equal_principal
from doorstep.ledger.schedules.revolving import MinimumPayment, revolving
from doorstep.ledger.schedules.terms import LoanTerms

PAID_OUT, FIRST_DUE = date(2026, 1, 15), date(2026, 2, 15)

loans = st.builds(
    LoanTerms, st.integers(10_000, 10**10), st.integers(0, 480_000), st.integers(1, 120),
    st.just(PAID_OUT), st.just(FIRST_DUE),
)  # fmt: skip
TYPES = {
    "equal instalment": equal_instalment,
    "equal principal": equal_principal,
    "bullet": bullet,
    "revolving": lambda terms: revolving(terms, MinimumPayment(100_000, 10_000)),
}


def monthly(terms):
    return Fraction(terms.yearly_ppm, 12_000_000)


@pytest.mark.parametrize("kind", TYPES)
@given(terms=loans)
def test_what_is_paid_is_worth_what_was_lent(kind, terms):
    # present value: the sum of pay / (1 + i)^k is the loan; each month's interest is rounded to
    # the fen, so half a fen of each is all that may be between
    made = TYPES[kind](terms)
    with localcontext() as context:
        context.prec = 60
        rate = Decimal(terms.yearly_ppm) / Decimal(12_000_000)
        worth = sum(
            Decimal(int(fen)) / (1 + rate) ** month
            for month, fen in enumerate(made.instalment_fen, start=1)
        )
        assert abs(worth - terms.principal_fen) <= Decimal(len(made.due_day)) / 2 + Decimal("1e-9")


@given(loans)
def test_equal_parts_cost_what_the_formula_says(terms):
    # total interest of equal principal = P * i * (n + 1) / 2
    made = equal_principal(terms)
    exact = terms.principal_fen * monthly(terms) * Fraction(terms.instalments + 1, 2)
    leftover = terms.instalments * terms.instalments * monthly(terms)  # P does not divide by n
    assert abs(int(made.interest_fen.sum()) - exact) <= Fraction(terms.instalments, 2) + leftover


@given(loans)
def test_a_bullet_costs_each_month_alike(terms):
    # total interest of a bullet = P * i * n
    made = bullet(terms)
    exact = terms.principal_fen * monthly(terms) * terms.instalments
    assert abs(int(made.interest_fen.sum()) - exact) <= Fraction(terms.instalments, 2)
    assert made.principal_fen[:-1].sum() == 0


@given(loans, st.integers(10_000, 500_000))
def test_minimum_payments_fall_as_a_geometric_row(terms, share):
    # part k of a share s of what is left = P * s * (1 - s)^(k - 1), while above the floor
    made = revolving(terms, MinimumPayment(share, 1))
    part = Fraction(share, 1_000_000)
    assert made.principal_fen.sum() == terms.principal_fen
    for place, fen in enumerate(made.principal_fen[:-1].tolist()):
        exact = terms.principal_fen * part * (1 - part) ** place
        if exact < 2:
            break
        assert abs(fen - exact) <= 1


@pytest.mark.parametrize(
    ("principal", "ppm", "instalments", "expected"),
    [
        # published tables of annuities: payment per 1 of loan, five to seven decimals
        (10_000_000, 60_000, 360, 59_955),  # 0.5 % a month over 30 years: 0.00599551
        (10_000_000, 120_000, 12, 888_488),  # 1 % over a year: 0.08884879
        (10_000_000, 240_000, 36, 392_329),  # 2 % over three years: 0.03923285
        (10_000_000, 0, 40, 250_000),  # without interest
    ],
)
def test_tables_of_annuities_come_out(principal, ppm, instalments, expected):
    made = equal_instalment(LoanTerms(principal, ppm, instalments, PAID_OUT, FIRST_DUE))
    assert made.instalment_fen[0] == pytest.approx(expected, abs=1)
