"""What does another party's loan table become, and which mappings are there?

A mapping is a module of this package that names one ``MAPPING``; it is found by being here.
"""

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Protocol, runtime_checkable

import doorstep.intake.mappings as package

Table = Mapping[str, Sequence[object]]


class UnfitTableError(ValueError):
    """The table lacks a column that the mapping needs; the message names it."""


@dataclass(frozen=True, slots=True)
class BookBorrower:
    """A borrower known by a reference only.

    Attributes:
        reference: The sender's reference.
        birth_year: Year of birth, within one year; None if unknown.
    """

    reference: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class BookAccount:
    """One loan, in hundredths of the book's currency.

    Attributes:
        loan_number: Unique in the book.
        borrower: Reference of the borrower.
        opened_on: Day of pay-out.
        due_on: First due date, the only one that is known.
        loan_cents: Amount paid out; 0 if the table does not say.
        owed_cents: Principal and charges together, to be paid in all.
        instalments: Number agreed.
    """

    loan_number: str
    borrower: str
    opened_on: date
    due_on: date
    loan_cents: int
    owed_cents: int
    instalments: int


@dataclass(frozen=True, slots=True)
class BookPayment:
    """Money received on a loan."""

    loan_number: str
    received_on: date
    amount_cents: int


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row was left out.

    Attributes:
        row: As a spreadsheet program shows it; the header is row 1.
        column: The column at fault.
        rule: Short name of what is wrong.
        message: One sentence: what is wrong and what to do.
    """

    row: int
    column: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class LoanBook:
    """Loans and what was paid on them.

    Attributes:
        lender: Who is owed.
        currency: ISO 4217 code of every sum.
        borrowers: By reference.
        accounts: By opening day, then number.
        payments: By day, then loan number.
        errors: Rows that were left out, and why.
    """

    lender: str
    currency: str
    borrowers: tuple[BookBorrower, ...]
    accounts: tuple[BookAccount, ...]
    payments: tuple[BookPayment, ...]
    errors: tuple[RowError, ...]

    def as_of(self, day: date) -> "LoanBook":
        """Return what was known at the start of a day: nothing dated on it or later."""
        accounts = tuple(each for each in self.accounts if each.opened_on < day)
        present = {each.borrower for each in accounts}
        return LoanBook(
            self.lender,
            self.currency,
            tuple(each for each in self.borrowers if each.reference in present),
            accounts,
            tuple(each for each in self.payments if each.received_on < day),
            self.errors,
        )

    def overdue_on(self, day: date) -> tuple[BookAccount, ...]:
        """Return the accounts due before a day and not fully paid before it."""
        paid: dict[str, int] = {}
        for payment in self.payments:
            if payment.received_on < day:
                paid[payment.loan_number] = paid.get(payment.loan_number, 0) + payment.amount_cents
        return tuple(
            each
            for each in self.accounts
            if each.due_on < day and paid.get(each.loan_number, 0) < each.owed_cents
        )


@runtime_checkable
class LoanMapping(Protocol):
    """How one source's loan table is read."""

    @property
    def name(self) -> str:
        """Return the word that chooses this mapping."""
        ...

    @property
    def title(self) -> str:
        """Return one line that says what the source is."""
        ...

    @property
    def currency(self) -> str:
        """Return the ISO 4217 code of every sum in the table."""
        ...

    @property
    def lender(self) -> str:
        """Return who is owed."""
        ...

    def map_loans(self, table: Table) -> LoanBook:
        """Return the loans of a table.

        Args:
            table: Columns of equal length by name.

        Raises:
            UnfitTableError: A column is missing, or columns differ in length.
        """
        ...


def mapping_names() -> list[str]:
    """Return the names of all mappings, in order."""
    return sorted(_mappings())


def mapping(name: str) -> LoanMapping:
    """Return one mapping.

    Raises:
        ValueError: No mapping has that name; the message lists those that exist.
    """
    found = _mappings()
    if name not in found:
        raise ValueError(f"there is no mapping {name!r}; there is: {', '.join(sorted(found))}")
    return found[name]


def require_columns(table: Table, columns: Sequence[str]) -> int:
    """Return the number of rows of a table that has these columns.

    Raises:
        UnfitTableError: A column is missing, or columns differ in length.
    """
    if lacking := [name for name in columns if name not in table]:
        raise UnfitTableError(f"the table has no column {', '.join(lacking)}")
    lengths = {len(table[name]) for name in columns}
    if len(lengths) > 1:
        raise UnfitTableError(f"columns differ in length: {sorted(lengths)}")
    return lengths.pop()


def book_of(
    source: LoanMapping,
    borrowers: Mapping[str, int | None],
    accounts: Sequence[BookAccount],
    payments: Sequence[Sequence[BookPayment]],
    errors: Sequence[RowError],
) -> LoanBook:
    """Return a book in the order that ``LoanBook`` promises."""
    return LoanBook(
        lender=source.lender,
        currency=source.currency,
        borrowers=tuple(BookBorrower(*each) for each in sorted(borrowers.items())),
        accounts=tuple(sorted(accounts, key=lambda each: (each.opened_on, each.loan_number))),
        payments=tuple(
            sorted(
                chain.from_iterable(payments),
                key=lambda each: (each.received_on, each.loan_number),
            )
        ),
        errors=tuple(errors),
    )


def _mappings() -> dict[str, LoanMapping]:
    found: dict[str, LoanMapping] = {}
    for module in pkgutil.iter_modules(package.__path__):
        content = importlib.import_module(f"{package.__name__}.{module.name}")
        candidate = getattr(content, "MAPPING", None)
        if isinstance(candidate, LoanMapping):
            found[candidate.name] = candidate
    return found
