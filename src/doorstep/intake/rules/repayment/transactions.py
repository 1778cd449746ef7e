"""Was a transaction already taken, and does a reversal undo one that was?"""

import numpy as np

from doorstep.intake.known import KnownAccounts
from doorstep.intake.rules.repayment.passed import (
    AMOUNT_DIFFERS,
    CONFLICT,
    DUPLICATE,
    NOTHING,
    REJECTING,
    WITHOUT_ORIGINAL,
    Bits,
    Columns,
    PassedPayments,
)


def check_transactions(
    rows: Columns, passed: PassedPayments, known: KnownAccounts, found: Bits
) -> None:
    """Find repeated numbers: the same content is a repeat, another content a conflict."""
    _, first, group = np.unique(rows.transactions, return_index=True, return_inverse=True)
    first = first[group]
    differs = np.zeros(found.size, bool)
    for column in (rows.accounts, rows.days, rows.amounts):
        differs |= column != column[first]
    has_conflict = np.bincount(group, differs) > 0
    found[has_conflict[group]] |= CONFLICT
    found[~has_conflict[group] & (first != np.arange(found.size))] |= DUPLICATE
    _compare_with_taken(rows, passed, known, found)


def _compare_with_taken(
    rows: Columns, passed: PassedPayments, known: KnownAccounts, found: Bits
) -> None:
    """Compare with transactions of earlier files, which go before those of this one."""
    taken = {
        place: each
        for each in known.transactions.values()
        if (place := passed.places.get(each.transaction_no)) is not None
    }
    for row in np.flatnonzero(np.isin(rows.transactions, list(taken))).tolist():
        each = taken[int(rows.transactions[row])]
        account = passed.passing.accounts[rows.accounts[row]].key
        content = (account, int(rows.days[row]), int(rows.amounts[row]))
        is_same = content == (each.account, each.paid_on.toordinal(), each.amount_fen)
        found[row] = DUPLICATE if is_same else CONFLICT


def check_reversals(
    rows: Columns, passed: PassedPayments, known: KnownAccounts, found: Bits
) -> None:
    """Find reversals of payments that were not taken, differ, or are already undone.

    The payment may stand in an earlier file, and in this file also below its reversal.
    """
    is_taken = (found & REJECTING) == 0
    reversals = np.flatnonzero(is_taken & (rows.reverses != NOTHING))
    wanted = rows.reverses[reversals]
    originals = np.flatnonzero(
        is_taken & (rows.reverses == NOTHING) & np.isin(rows.transactions, wanted)
    )
    accounts = passed.passing.accounts
    payments = {
        place: (each.account, each.amount_fen)
        for each in known.transactions.values()
        if each.reverses is None and (place := passed.places.get(each.transaction_no)) is not None
    }
    for row in originals.tolist():
        content = accounts[rows.accounts[row]].key, int(rows.amounts[row])
        payments[int(rows.transactions[row])] = content
    undone = {passed.places.get(number) for number in known.reversed_numbers()}
    for row, place in zip(reversals.tolist(), wanted.tolist(), strict=True):
        content = accounts[rows.accounts[row]].key, int(rows.amounts[row])
        if place not in payments:
            found[row] |= WITHOUT_ORIGINAL
        elif payments[place] != content or place in undone:
            found[row] |= AMOUNT_DIFFERS
        else:
            undone.add(place)
