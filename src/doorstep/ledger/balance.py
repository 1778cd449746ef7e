"""What is still owed on each account at the start of a day?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import AccountColumns, Fen, Ids, PaymentColumns


@dataclass(frozen=True, slots=True)
class Balances:
    """One row per account, in the order of the accounts that were asked about.

    Attributes:
        account_id: The account, shape ``(n,)``.
        owed_fen: Still owed; never below zero.
        paid_fen: Received since the placement, reversals taken off.
        overpaid_fen: Received beyond what was owed; zero in nearly every row.
    """

    account_id: Ids
    owed_fen: Fen
    paid_fen: Fen
    overpaid_fen: Fen


def balances(accounts: AccountColumns, payments: PaymentColumns, day: int) -> Balances:
    """Return what is owed at the start of ``day``.

    A payment counts when it is dated on or after the day of placement, because what is owed was
    stated for that day, and before ``day``. Nobody knows yet what today will bring.

    Args:
        accounts: The accounts; no identifier occurs twice.
        payments: Payments and reversals of these and perhaps of other accounts.
        day: Day number.

    Returns:
        The balances. Owed + paid - overpaid is what was owed at placement, in every row.

    Raises:
        ValueError: Two rows speak of the same account.
    """
    paid = _paid(accounts, payments, day)
    left = accounts.owed_fen - paid
    return Balances(
        account_id=accounts.account_id,
        owed_fen=np.maximum(left, 0),
        paid_fen=paid,
        overpaid_fen=np.maximum(-left, 0),
    )


def _paid(accounts: AccountColumns, payments: PaymentColumns, day: int) -> Fen:
    """Return the sum that counts for each account, exact to the fen."""
    order = np.argsort(accounts.account_id, kind="stable")
    sorted_ids = accounts.account_id[order]
    if np.any(sorted_ids[1:] == sorted_ids[:-1]):
        raise ValueError("an account occurs twice; its balance would be told twice")
    row, is_ours = _rows_of(payments.account_id, sorted_ids, order)
    placed = accounts.placed_day[row] if len(accounts) else payments.received_day
    counts = is_ours & (payments.received_day >= placed) & (payments.received_day < day)
    paid = np.zeros(len(accounts), dtype=np.int64)
    np.add.at(paid, row[counts], payments.amount_fen[counts])
    return paid


def _rows_of(
    wanted: Ids, sorted_ids: Ids, order: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return the row of each wanted account and whether it is there at all."""
    if not len(sorted_ids):
        return np.zeros(len(wanted), dtype=np.intp), np.zeros(len(wanted), dtype=np.bool_)
    place = np.minimum(np.searchsorted(sorted_ids, wanted), len(sorted_ids) - 1)
    return order[place], sorted_ids[place] == wanted
