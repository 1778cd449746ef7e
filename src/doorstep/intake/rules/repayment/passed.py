"""What must be known of all payments of a file together, to compare them with each other?"""

from array import array
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.repayment.row import reverses
from doorstep.intake.rules.taken import Finding, Passing, rejecting, whole

Whole = NDArray[np.int64]
Bits = NDArray[np.uint8]

FINDINGS: Final = (
    Finding("", "duplicate_transaction", True),
    Finding("txn_id", "transaction_conflict", True),
    Finding("original_txn_id", "reversal_without_original", True),
    Finding("pay_amount", "reversal_amount_differs", True),
    Finding("pay_amount", "possible_duplicate_payment", False),
    Finding("pay_amount", "overpayment", False),
)
DUPLICATE, CONFLICT, WITHOUT_ORIGINAL, AMOUNT_DIFFERS, TWIN, OVERPAID = (
    1 << bit for bit in range(len(FINDINGS))
)
REJECTING: Final = rejecting(FINDINGS)

NOTHING: Final = -1
"""In place of a number: the row reverses nothing."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows that passed their own checks, as columns of shape ``(n,)``.

    Attributes:
        accounts: Place of the account among those that the file speaks of.
        transactions: Place of the transaction number among all that were met.
        days: Of the payment, as ordinals.
        amounts: In fen; of a reversal what is taken back, so never below zero.
        reverses: Place of the number that a reversal names, else ``NOTHING``.
    """

    accounts: Whole
    transactions: Whole
    days: Whole
    amounts: Whole
    reverses: Whole


@dataclass(slots=True)
class PassedPayments:
    """Rows that passed, as they come.

    Attributes:
        passing: Knows the accounts of the rows.
        places: Place of each transaction number that was met.
    """

    passing: Passing
    places: dict[str, int] = field(default_factory=dict)
    _transactions: "array[int]" = field(default_factory=lambda: array("q"))
    _days: "array[int]" = field(default_factory=lambda: array("q"))
    _amounts: "array[int]" = field(default_factory=lambda: array("q"))
    _reverses: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, draft: Draft) -> None:
        """Take the next row, just after ``passing`` has taken it."""
        number, day = draft.text("txn_id"), draft.day("pay_date")
        if number is None or day is None:
            raise ValueError("only an accepted row can be compared")
        original = reverses(draft)
        self._transactions.append(self.place_of(number))
        self._days.append(day.toordinal())
        self._amounts.append(abs(draft.whole("pay_amount") or 0))
        self._reverses.append(NOTHING if original is None else self.place_of(original))

    def place_of(self, number: str) -> int:
        """Return the place of a transaction number, a new one for a number not met before."""
        return self.places.setdefault(number, len(self.places))

    def columns(self) -> Columns:
        """Return all rows as arrays."""
        return Columns(
            whole(self.passing.users),
            whole(self._transactions),
            whole(self._days),
            whole(self._amounts),
            whole(self._reverses),
        )
