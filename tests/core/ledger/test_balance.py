import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.facts.columns import AccountColumns, PaymentColumns
from doorstep.ledger.balance import balances

PLACED = 100
DAY = 120


def accounts(owed: dict[int, int]) -> AccountColumns:
    ids = np.array(list(owed), dtype=np.int64)
    zeros = np.zeros(len(ids), dtype=np.int64)
    days = np.full(len(ids), PLACED, dtype=np.int32)
    return AccountColumns(
        account_id=ids,
        case_id=ids,
        person_id=ids,
        creditor_id=zeros,
        product=zeros.astype(np.int8),
        opened_day=days - 90,
        placed_day=days,
        due_day=days - 30,
        owed_fen=np.array(list(owed.values()), dtype=np.int64),
        principal_fen=zeros,
        loan_fen=zeros,
        instalments=zeros.astype(np.int32),
    )


def payments(*rows: tuple[int, int, int]) -> PaymentColumns:
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 3)
    return PaymentColumns(table[:, 0], table[:, 0], table[:, 1].astype(np.int32), table[:, 2])


def test_an_account_that_occurs_twice_is_refused():
    doubled = accounts({1: 500, 2: 600})
    doubled.account_id[:] = 1
    with pytest.raises(ValueError, match="twice"):
        balances(doubled, payments(), DAY)


@pytest.mark.parametrize(
    ("paid_day", "owed"),
    [
        (PLACED - 1, 1000),  # before the placement: already in the sum that was placed
        (PLACED, 700),  # on the day of placement
        (DAY - 1, 700),  # yesterday
        (DAY, 1000),  # today is not over
        (DAY + 1, 1000),
    ],
)
def test_payments_count_from_the_placement_to_yesterday(paid_day, owed):
    found = balances(accounts({1: 1000}), payments((1, paid_day, 300)), DAY)
    assert found.owed_fen.tolist() == [owed]


def test_what_is_paid_beyond_the_debt_is_told_apart():
    found = balances(accounts({5: 1000}), payments((5, 110, 900), (5, 111, 250)), DAY)
    assert (found.owed_fen[0], found.paid_fen[0], found.overpaid_fen[0]) == (0, 1150, 150)


def test_a_reversal_takes_the_money_back():
    found = balances(accounts({5: 1000}), payments((5, 110, 900), (5, 112, -900)), DAY)
    assert (found.owed_fen[0], found.paid_fen[0]) == (1000, 0)


def test_accounts_keep_their_order_and_strangers_do_not_count():
    found = balances(accounts({9: 50, 2: 70}), payments((2, 101, 20), (3, 101, 5)), DAY)
    assert found.account_id.tolist() == [9, 2]
    assert found.owed_fen.tolist() == [50, 50]


def test_an_empty_portfolio_owes_nothing():
    assert len(balances(accounts({}), payments((1, 110, 5)), DAY).owed_fen) == 0


MONEY = st.lists(
    st.tuples(st.integers(1, 4), st.integers(90, 130), st.integers(-500, 5000)), max_size=30
)


@given(owed=st.lists(st.integers(0, 5000), min_size=4, max_size=4), money=MONEY)
def test_owed_and_paid_add_up_to_what_was_placed(owed, money):
    placed = accounts(dict(zip((1, 2, 3, 4), owed, strict=True)))
    found = balances(placed, payments(*money), DAY)
    assert (found.owed_fen >= 0).all()
    assert (found.overpaid_fen >= 0).all()
    total = found.owed_fen + found.paid_fen - found.overpaid_fen
    assert total.tolist() == placed.owed_fen.tolist()
    counted = sum(amount for _, day, amount in money if PLACED <= day < DAY)
    assert found.paid_fen.sum() == counted
