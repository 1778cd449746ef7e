"""What does each account owe before and after a file of payments?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from doorstep.intake.known import KnownAccounts, Transaction
from doorstep.intake.parts import ORDER, settled
from doorstep.intake.rules.repayment.row import Candidate


@dataclass(frozen=True, slots=True)
class Balances:
    """Money kept per account, net of reversals; accounts without any are absent."""

    paid: dict[tuple[str, str], int]

    @classmethod
    def of(cls, transactions: Iterable[Transaction]) -> Self:
        """Add up payments and take back what was reversed."""
        paid: defaultdict[tuple[str, str], int] = defaultdict(int)
        for each in transactions:
            paid[each.account] += -each.amount_fen if each.reverses else each.amount_fen
        return cls(dict(paid))

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


def warn_balances(taken: list[Candidate], known: KnownAccounts) -> None:
    """Warn about payments above the debt, and about twins under another number."""
    undone = {each.reverses for each in taken if each.reverses} | known.reversed_numbers()
    payments = [each for each in taken if each.reverses is None]
    _warn_twins(payments)
    owed = {key: account.outstanding_fen for key, account in known.accounts.items()}
    for before in known.transactions.values():
        if before.reverses is None and before.transaction_no not in undone:
            owed[before.account] -= before.amount_fen
    by_day = sorted(enumerate(payments), key=lambda pair: (pair[1].paid_on, pair[0]))
    for _, payment in by_day:
        if payment.transaction_no in undone:
            continue
        owed[payment.account.key] -= payment.amount_fen
        if owed[payment.account.key] < 0:
            payment.draft.warn("pay_amount", "overpayment")


def _warn_twins(payments: list[Candidate]) -> None:
    """Day and amount never decide that a payment is repeated; a person looks."""
    seen = set()
    for payment in payments:
        if payment.content in seen:
            payment.draft.warn("pay_amount", "possible_duplicate_payment")
        seen.add(payment.content)
