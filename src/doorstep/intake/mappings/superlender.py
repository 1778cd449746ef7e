"""How do the loans of a Nigerian digital lender become borrowers, accounts and payments?

The table has one row per loan with the day of approval, the first due date, the day of the first
repayment and the day on which the loan was closed; every loan in it was closed in the end. What
it does not say is how much came on which day. This is how the sum is split:

- first repayment and closing on the same day: one payment of all that was due;
- on different days: one instalment (the sum divided by the number of instalments, of at least
  two) on the day of the first repayment, the rest on the day of closing.

The sums add up to what was due, to the kobo. The number of instalments is one for each 30 days
of the term. Later due dates of loans with several instalments are not in the table; they count
as due from the first due date, as the source's own column ``days_late_close`` does.

Names, phones and addresses are not in the table and none are made up here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from doorstep.intake.mappings.mapping import (
    BookAccount,
    BookPayment,
    LoanBook,
    RowError,
    Table,
    book_of,
    require_columns,
)

COLUMNS: Final = (
    "cust",
    "loannumber",
    "approved_date",
    "loan_amount",
    "total_due",
    "term_days",
    "first_due_date",
    "first_repaid_date",
    "closed_date",
)
_AGE: Final = "age"
_DAYS_PER_INSTALMENT: Final = 30
_HEADER_ROWS: Final = 1

_SENTENCES: Final = {
    "required_missing": "the cell is empty and every loan needs it; fill it in",
    "number_unreadable": "the cell is no number; send it as one",
    "date_unreadable": "the cell is no date; send it as one",
    "not_positive": "the value must be above zero",
    "due_before_approval": "the first due date lies before the day of approval",
    "repaid_before_approval": "the first repayment lies before the day of approval",
    "closed_before_repaid": "the loan was closed before its first repayment",
    "duplicate_loan": "the same loan stands in an earlier row; only that one is taken",
}


class _CellError(Exception):
    """One cell of a row cannot be used."""

    def __init__(self, column: str, rule: str) -> None:
        super().__init__(column, rule)
        self.column = column
        self.rule = rule


@dataclass(frozen=True, slots=True)
class SuperLender:
    """The mapping of this source.

    Attributes:
        name: Word that chooses it.
        title: What the source is.
        currency: Naira, kept as they are.
        lender: Who is owed.
    """

    name: str = "superlender"
    title: str = "Loans of a Nigerian digital lender, 2016-2017, with repayment dates"
    currency: str = "NGN"
    lender: str = "SuperLender"

    def map_loans(self, table: Table) -> LoanBook:
        """Return the loans of the table; rows that cannot be used are errors as values.

        Args:
            table: Columns of equal length; needs ``COLUMNS``, uses ``age`` if it is there.

        Raises:
            UnfitTableError: A column is missing, or columns differ in length.
        """
        count = require_columns(table, COLUMNS)
        borrowers: dict[str, int | None] = {}
        accounts: dict[str, BookAccount] = {}
        payments, errors = [], []
        for index in range(count):
            cells = {name: values[index] for name, values in table.items()}
            try:
                account = _account(cells)
                if account.loan_number in accounts:
                    raise _CellError("loannumber", "duplicate_loan")
                paid = _payments(cells, account)
            except _CellError as fault:
                errors.append(_row_error(index, fault))
                continue
            accounts[account.loan_number] = account
            payments.append(paid)
            known = borrowers.get(account.borrower)
            borrowers[account.borrower] = known or _birth_year(cells, account)
        return book_of(self, borrowers, list(accounts.values()), payments, errors)


MAPPING: Final = SuperLender()


def _account(cells: Mapping[str, object]) -> BookAccount:
    borrower = str(_whole(cells, "cust"))
    opened_on, due_on = _day(cells, "approved_date"), _day(cells, "first_due_date")
    if due_on < opened_on:
        raise _CellError("first_due_date", "due_before_approval")
    return BookAccount(
        loan_number=f"{borrower}-{_whole(cells, 'loannumber')}",
        borrower=borrower,
        opened_on=opened_on,
        due_on=due_on,
        loan_cents=0 if cells["loan_amount"] is None else _cents(cells, "loan_amount"),
        owed_cents=_cents(cells, "total_due"),
        instalments=max(round(_whole(cells, "term_days") / _DAYS_PER_INSTALMENT), 1),
    )


def _payments(cells: Mapping[str, object], account: BookAccount) -> list[BookPayment]:
    first_on, closed_on = _day(cells, "first_repaid_date"), _day(cells, "closed_date")
    if first_on < account.opened_on:
        raise _CellError("first_repaid_date", "repaid_before_approval")
    if closed_on < first_on:
        raise _CellError("closed_date", "closed_before_repaid")
    if first_on == closed_on:
        return [BookPayment(account.loan_number, first_on, account.owed_cents)]
    first = account.owed_cents // max(account.instalments, 2)
    return [
        BookPayment(account.loan_number, first_on, first),
        BookPayment(account.loan_number, closed_on, account.owed_cents - first),
    ]


def _row_error(index: int, fault: _CellError) -> RowError:
    row = index + 1 + _HEADER_ROWS
    message = f"row {row}, {fault.column}: {_SENTENCES[fault.rule]}"
    return RowError(row, fault.column, fault.rule, message)


def _cell(cells: Mapping[str, object], column: str) -> object:
    value = cells[column]
    if value is None or value != value:
        raise _CellError(column, "required_missing")
    return value


def _number(cells: Mapping[str, object], column: str) -> float:
    value = _cell(cells, column)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _CellError(column, "number_unreadable")
    if not 0 < value < float("inf"):
        raise _CellError(column, "not_positive")
    return value


def _whole(cells: Mapping[str, object], column: str) -> int:
    value = _number(cells, column)
    if value != int(value):
        raise _CellError(column, "number_unreadable")
    return int(value)


def _cents(cells: Mapping[str, object], column: str) -> int:
    cents = round(_number(cells, column) * 100)
    if cents <= 0:
        raise _CellError(column, "not_positive")
    return cents


def _day(cells: Mapping[str, object], column: str) -> date:
    value = _cell(cells, column)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise _CellError(column, "date_unreadable")


def _birth_year(cells: Mapping[str, object], account: BookAccount) -> int | None:
    """Return the year of birth by the age on approval, which is right within a year."""
    age = cells.get(_AGE)
    is_age = isinstance(age, int | float) and 0 < age < 130
    return account.opened_on.year - int(age) if is_age and isinstance(age, int | float) else None
