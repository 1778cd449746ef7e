from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.intake.mappings.columns import columns_of
from doorstep.intake.mappings.mapping import UnfitTableError, mapping
from doorstep.intake.mappings.superlender import COLUMNS
from doorstep.intake.tables import RefusedFileError

LOANS = Path(__file__).parents[5] / "shared" / "data" / "credit" / "superlender_repay.parquet"
DAY = date(2017, 2, 15)
ROW = {
    "cust": 7,
    "loannumber": 2,
    "approved_date": datetime(2017, 1, 2),  # noqa: DTZ001  # the source has days without a zone
    "loan_amount": 10_000.0,
    "total_due": 13_000.5,
    "term_days": 30,
    "first_due_date": date(2017, 2, 1),
    "first_repaid_date": date(2017, 2, 3),
    "closed_date": date(2017, 2, 3),
    "age": 30.0,
}


def book(*changes):
    rows = [ROW | change for change in changes]
    return mapping("superlender").map_loans({name: [row[name] for row in rows] for name in ROW})


@pytest.mark.parametrize("column", COLUMNS)
def test_a_table_without_a_needed_column_is_refused(column):
    table = {name: [value] for name, value in ROW.items() if name != column}
    with pytest.raises(UnfitTableError, match=column):
        mapping("superlender").map_loans(table)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"total_due": None}, "required_missing"),
        ({"total_due": float("nan")}, "required_missing"),
        ({"total_due": "13000"}, "number_unreadable"),
        ({"cust": 1.5}, "number_unreadable"),
        ({"total_due": -1.0}, "not_positive"),
        ({"total_due": 0.001}, "not_positive"),  # less than half a kobo
        ({"loan_amount": -1.0}, "not_positive"),
        ({"term_days": float("inf")}, "not_positive"),
        ({"closed_date": "2017-02-03"}, "date_unreadable"),
        ({"first_due_date": date(2017, 1, 1)}, "due_before_approval"),
        ({"first_repaid_date": date(2017, 1, 1)}, "repaid_before_approval"),
        ({"closed_date": date(2017, 2, 2)}, "closed_before_repaid"),
    ],
)
def test_a_row_that_cannot_be_used_is_an_error_as_a_value(change, rule):
    found = book({}, change | {"loannumber": 3})
    assert [(each.row, each.column, each.rule) for each in found.errors] == [
        (3, next(iter(change)), rule)
    ]
    assert found.errors[0].message.startswith("row 3, ")
    assert len(found.accounts) == 1


def test_the_same_loan_twice_is_taken_once():
    found = book({}, {"total_due": 99.0})
    assert [each.rule for each in found.errors] == ["duplicate_loan"]
    assert [each.owed_cents for each in found.accounts] == [1_300_050]


def test_bytes_that_are_no_parquet_are_refused():
    with pytest.raises(RefusedFileError):
        columns_of(b"PAR1 and then nothing of the kind PAR1")


def test_one_row_becomes_borrower_account_and_payment():
    found = book({})
    account = found.accounts[0]
    assert (found.lender, found.currency) == ("SuperLender", "NGN")
    assert (account.loan_number, account.borrower) == ("7-2", "7")
    assert (account.opened_on, account.due_on) == (date(2017, 1, 2), date(2017, 2, 1))
    assert (account.loan_cents, account.owed_cents) == (1_000_000, 1_300_050)
    assert found.borrowers[0].birth_year == 1987
    assert [(each.received_on, each.amount_cents) for each in found.payments] == [
        (date(2017, 2, 3), 1_300_050)
    ]


@pytest.mark.parametrize(
    ("term_days", "instalments", "first"),
    [
        (15, 1, 650_025),  # one instalment paid in two parts: halves
        (30, 1, 650_025),
        (60, 2, 650_025),
        (90, 3, 433_350),  # a third
    ],
)
def test_two_dates_split_the_sum_into_an_instalment_and_the_rest(term_days, instalments, first):
    found = book({"term_days": term_days, "closed_date": date(2017, 3, 1)})
    assert found.accounts[0].instalments == instalments
    assert [each.amount_cents for each in found.payments] == [first, 1_300_050 - first]


def test_an_amount_or_age_that_is_not_told_is_not_made_up():
    found = book({"loan_amount": None, "age": None})
    assert found.accounts[0].loan_cents == 0
    assert found.borrowers[0].birth_year is None


@given(kobo=st.integers(1, 10**9), term=st.sampled_from([15, 30, 60, 90]), wait=st.integers(0, 40))
def test_payments_add_up_to_what_was_due_to_the_kobo(kobo, term, wait):
    closed = date.fromordinal(ROW["first_repaid_date"].toordinal() + wait)
    found = book({"total_due": kobo / 100, "term_days": term, "closed_date": closed})
    assert sum(each.amount_cents for each in found.payments) == kobo


@pytest.fixture(scope="module")
def real_book():
    if not LOANS.exists():
        pytest.skip("the real repayments are not beside this repository: ../shared/data/credit")
    return mapping("superlender").map_loans(columns_of(LOANS.read_bytes()))


def test_every_real_loan_is_mapped(real_book):
    assert len(real_book.accounts) == 12_728
    assert real_book.errors == ()
    owed = sum(each.owed_cents for each in real_book.accounts)
    assert sum(each.amount_cents for each in real_book.payments) == owed


def test_115_real_loans_are_overdue_on_the_day_and_1498_more_fall_due_late(real_book):
    assert len(real_book.as_of(DAY).overdue_on(DAY)) == 115
    closed = {each.loan_number: each.received_on for each in real_book.payments}
    late = [
        each
        for each in real_book.accounts
        if each.due_on >= DAY and closed[each.loan_number] > each.due_on
    ]
    assert len(late) == 1498
