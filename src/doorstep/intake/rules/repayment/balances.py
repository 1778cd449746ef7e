"""What does each account owe before and after a file of payments?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from doorstep.intake.known import KnownAccounts, Transaction
from doorstep.intake.parts import ORDER, settled
from doorstep.intake.rules.repayment.passed import (
    NOTHING,
    OVERPAID,
    REJECTING,
    TWIN,
    Bits,
    Columns,
    PassedPayments,
)


@dataclass(frozen=True, slots=True)
class Balances:
    """Money kept per account, net of reversals; accounts without any are absent."""

    paid: Counter[tuple[str, str]]

    @classmethod
    def of(cls, transactions: Iterable[Transaction]) -> Self:
        """Add up payments and take back what was reversed."""
        balances = cls(Counter())
        for each in transactions:
            balances.add(each)
        return balances

    def copy(self) -> Self:
        """Return balances that go on from here."""
        return type(self)(self.paid.copy())

    def add(self, each: Transaction) -> None:
        """Add a payment, or take back what a reversal undoes."""
        self.paid[each.account] += -each.amount_fen if each.reverses else each.amount_fen

    def applied(self, known: KnownAccounts) -> dict[str, int]:
        """Return fen settled by part over all accounts, and ``unapplied``."""
        sums = dict.fromkeys((*ORDER, "unapplied"), 0)
        for key, paid in self.paid.items():
            account = known.accounts[key]
            parts, left = settled(account.parts.owed(account.outstanding_fen), paid)
            for part, fen in parts.items():
                sums[part] += fen
            sums["unapplied"] += left
        return sums

    def closing_fen(self, known: KnownAccounts) -> int:
        """Return what all accounts together still owe."""
        return sum(
            max(account.outstanding_fen - self.paid.get(key, 0), 0)
            for key, account in known.accounts.items()
        )

    def settled_accounts(self, known: KnownAccounts) -> int:
        """Return how many accounts owe nothing any more."""
        return sum(paid >= known.accounts[key].outstanding_fen for key, paid in self.paid.items())


def warn_balances(
    rows: Columns, passed: PassedPayments, known: KnownAccounts, found: Bits
) -> None:
    """Find payments above the debt, and twins under another number."""
    is_taken = (found & REJECTING) == 0
    is_payment = is_taken & (rows.reverses == NOTHING)
    payments = np.flatnonzero(is_payment)
    found[_twins(rows, payments)] |= TWIN
    undone = set(rows.reverses[is_taken & ~is_payment].tolist())
    undone.update(passed.places.get(number, NOTHING) for number in known.reversed_numbers())
    counted = payments[~np.isin(rows.transactions[payments], list(undone))]
    owed = _owed(passed, known, undone)
    for row in counted[np.argsort(rows.days[counted], kind="stable")].tolist():
        account = int(rows.accounts[row])
        owed[account] -= int(rows.amounts[row])
        if owed[account] < 0:
            found[row] |= OVERPAID


def _twins(rows: Columns, payments: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return payments like an earlier one; day and amount never decide, so a person looks."""
    account, day, amount = (
        column[payments] for column in (rows.accounts, rows.days, rows.amounts)
    )
    order = np.lexsort((amount, day, account))
    here, before = order[1:], order[:-1]
    is_twin = np.ones(here.size, bool)
    for column in (account, day, amount):
        is_twin &= column[here] == column[before]
    return payments[here[is_twin]]


def _owed(passed: PassedPayments, known: KnownAccounts, undone: set[int]) -> list[int]:
    """Return what each account of the file owes after all earlier payments that still stand."""
    kept: Counter[tuple[str, str]] = Counter()
    undone_before = known.reversed_numbers()
    for each in known.transactions.values():
        number = each.transaction_no
        is_undone = number in undone_before or passed.places.get(number) in undone
        if each.reverses is None and not is_undone:
            kept[each.account] += each.amount_fen
    return [account.outstanding_fen - kept[account.key] for account in passed.passing.accounts]
