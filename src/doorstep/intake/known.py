"""Which accounts and transactions are already in the store?"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol, Self

from doorstep.intake.parts import Parts

KEYS = ("loan_no", "contract_no", "case_no")
"""Account keys, the most precise first."""


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """One account as far as later files are checked against it.

    Attributes:
        phones: Numbers on file: the borrower's mobiles and those of contact persons.
        outstanding_fen: Owed when it was placed.
        parts: As placed.
        is_recalled: The creditor has taken it back.
    """

    loan_no: str | None
    contract_no: str | None
    case_no: str | None
    identity_number: str
    borrower_name: str
    placed_on: date
    outstanding_fen: int
    parts: Parts = field(default_factory=Parts)
    phones: frozenset[str] = frozenset()
    is_recalled: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Return the field and the value that name this account most precisely."""
        return next((name, value) for name in KEYS if (value := getattr(self, name)))


@dataclass(frozen=True, slots=True)
class Transaction:
    """A payment or reversal that was taken.

    Attributes:
        account: Key of the account, as ``KnownAccount.key``.
        amount_fen: Always above zero.
        reverses: Number of the payment that this one undoes, or None for a payment.
    """

    transaction_no: str
    account: tuple[str, str]
    paid_on: date
    amount_fen: int
    reverses: str | None = None


class _Placed(Protocol):
    """What ``after`` needs of a checked file; the class itself lives on a higher floor."""

    @property
    def accounts(self) -> tuple[KnownAccount, ...]: ...
    @property
    def transactions(self) -> Iterable[Transaction]: ...
    @property
    def recalled(self) -> frozenset[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True)
class KnownAccounts:
    """The store as one frozen value.

    Attributes:
        accounts: By ``KnownAccount.key``.
        transactions: By transaction number.
        by_key: Keys of the accounts that carry a number: ``by_key["contract_no"]["HT1"]``.
    """

    accounts: dict[tuple[str, str], KnownAccount]
    transactions: dict[str, Transaction]
    by_key: dict[str, dict[str, tuple[tuple[str, str], ...]]]

    @classmethod
    def of(
        cls, accounts: Iterable[KnownAccount], transactions: Iterable[Transaction] = ()
    ) -> Self:
        """Index accounts and transactions; a later account replaces one of the same key."""
        by_number = {account.key: account for account in accounts}
        lists: dict[str, dict[str, list[tuple[str, str]]]] = {name: {} for name in KEYS}
        for key, account in by_number.items():
            for name in KEYS:
                if value := getattr(account, name):
                    lists[name].setdefault(value, []).append(key)
        index = {
            name: {value: tuple(keys) for value, keys in values.items()}
            for name, values in lists.items()
        }
        taken = {each.transaction_no: each for each in transactions}
        return cls(by_number, taken, index)

    @classmethod
    def empty(cls) -> Self:
        """Return the store before the first file."""
        return cls.of(())

    def find(self, field: str, value: str) -> tuple[KnownAccount, ...]:
        """Return every account that carries this number in this field."""
        return tuple(self.accounts[key] for key in self.by_key[field].get(value, ()))

    def after(self, checked: _Placed) -> Self:
        """Return the store as it is once a checked file is published."""
        accounts = {**self.accounts, **{each.key: each for each in checked.accounts}}
        for key in checked.recalled:
            accounts[key] = replace(accounts[key], is_recalled=True)
        return type(self).of(
            accounts.values(), (*self.transactions.values(), *checked.transactions)
        )

    def reversed_numbers(self) -> frozenset[str]:
        """Return the numbers of payments that a reversal has undone."""
        return frozenset(each.reverses for each in self.transactions.values() if each.reverses)
