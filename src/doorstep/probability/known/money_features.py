"""What was owed and paid in a case before a day?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import AccountColumns, PaymentColumns
from doorstep.probability.known.rows import Rows
from doorstep.probability.known.timeline import Timeline
from doorstep.terms.local_time import NO_DAY

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


def known_from(accounts: AccountColumns) -> Integers:
    """Return the day from which each account is known: its pay-out, else its placement."""
    opened = accounts.opened_day
    return np.where(opened == NO_DAY, accounts.placed_day, opened).astype(np.int64)


def mandate_payments(accounts: AccountColumns, payments: PaymentColumns) -> PaymentColumns:
    """Return the payments that reduce ``owed_fen``: those dated from the placement on."""
    order = np.argsort(accounts.account_id)
    ids = accounts.account_id[order]
    at = np.minimum(np.searchsorted(ids, payments.account_id), max(len(ids) - 1, 0))
    if not len(ids):
        keep = np.zeros(len(payments), dtype=bool)
    else:
        placed = accounts.placed_day[order][at]
        keep = (ids[at] == payments.account_id) & (payments.received_day >= placed)
    return PaymentColumns(
        payments.account_id[keep],
        payments.case_id[keep],
        payments.received_day[keep],
        payments.amount_fen[keep],
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """Every (row, account of its case) pair; arrays have one entry per pair."""

    row: NDArray[np.intp]
    account: NDArray[np.intp]
    owed_fen: Floats
    days_past_due: Floats
    is_open: Flags
    is_placed: Flags


def _held(accounts: AccountColumns, payments: PaymentColumns, rows: Rows) -> _Held:
    order = np.argsort(accounts.case_id, kind="stable")
    cases = accounts.case_id[order]
    first = np.searchsorted(cases, rows.case_id)
    size = np.searchsorted(cases, rows.case_id, side="right") - first
    row = np.repeat(np.arange(len(rows.case_id)), size)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(size) - size, size)
    account = order[first[row] + offset]
    day = rows.day[row]

    counted = mandate_payments(accounts, payments)
    timeline = Timeline.of(counted.account_id, counted.received_day.astype(np.int64))
    paid = timeline.total(
        accounts.account_id[account],
        np.zeros_like(day),
        day,
        counted.amount_fen.astype(np.float64),
    )
    owed = np.maximum(accounts.owed_fen[account] - paid, 0.0)
    due = accounts.due_day[account].astype(np.float64)
    past = np.where(due == float(NO_DAY), np.nan, np.maximum(day - due, 0.0))
    is_open = (owed > 0) & (known_from(accounts)[account] <= day)
    return _Held(row, account, owed, past, is_open, accounts.placed_day[account] <= day)


def account_columns(
    accounts: AccountColumns, payments: PaymentColumns, rows: Rows
) -> dict[str, Floats]:
    """Return what the open accounts of each row's case say, shape ``(n,)`` each."""
    held = _held(accounts, payments, rows)
    n = len(rows.case_id)

    def summed(values: Floats, counted: Flags) -> Floats:
        found = np.bincount(held.row[counted], weights=values[counted], minlength=n)
        return found.astype(np.float64)

    is_whole = summed(np.ones(len(held.row)), held.is_open & ~held.is_placed) == 0
    count = summed(np.ones(len(held.row)), held.is_open)
    loan = accounts.loan_fen[held.account].astype(np.float64)
    has_loan = held.is_open & (loan > 0)
    lent = summed(loan, has_loan)
    known = is_whole & (count > 0)
    owed = np.where(known, summed(held.owed_fen, held.is_open), np.nan)
    share = np.where(
        known & (lent > 0), summed(held.owed_fen, has_loan) / np.maximum(lent, 1), np.nan
    )
    return {
        "log_owed": np.log1p(owed / 100),
        "owed_share": share,
        "log_loan": np.where(lent > 0, np.log1p(lent / 100), np.nan),
        "open_accounts": count,
        **_oldest(accounts, held, rows),
    }


def _oldest(accounts: AccountColumns, held: _Held, rows: Rows) -> dict[str, Floats]:
    """Return the properties of the open account that is longest past due."""
    n = len(rows.case_id)
    rank = np.where(np.isnan(held.days_past_due), -1.0, held.days_past_due)
    rank = np.where(held.is_open, rank, -2.0)
    ascending = np.lexsort((rank, held.row))
    last = np.searchsorted(held.row[ascending], np.arange(n), side="right") - 1
    pick = ascending[last]
    is_open = held.is_open[pick]
    account = held.account[pick]
    opened = _day_or_nan(accounts.opened_day[account])
    due = _day_or_nan(accounts.due_day[account])

    def when_open(values: NDArray[np.generic]) -> Floats:
        return np.where(is_open, values.astype(np.float64), np.nan)

    return {
        "days_past_due": when_open(held.days_past_due[pick]),
        "days_since_payout": when_open(rows.day - opened),
        "days_to_due": when_open(due - opened),
        "instalments": when_open(accounts.instalments[account]),
        "product": when_open(accounts.product[account]),
    }


def _day_or_nan(days: NDArray[np.int32]) -> Floats:
    return np.where(days == NO_DAY, np.nan, days.astype(np.float64))


def payment_columns(payments: PaymentColumns, rows: Rows, log_owed: Floats) -> dict[str, Floats]:
    """Return what was paid in each row's case before its day, shape ``(n,)`` each."""
    amount = payments.amount_fen.astype(np.float64)
    sums = Timeline.of(payments.case_id, payments.received_day.astype(np.int64))
    is_money_in = payments.amount_fen > 0
    received = payments.received_day[is_money_in].astype(np.int64)
    paid = Timeline.of(payments.case_id[is_money_in], received)
    owed = np.expm1(log_owed) * 100
    found = {"days_since_payment": rows.day - paid.last_time(rows.case_id, rows.day)}
    for days in (30, 90):
        window = (rows.case_id, rows.day - days, rows.day)
        total = np.maximum(sums.total(*window, amount), 0.0)
        found[f"payments_{days}_days"] = paid.count(*window)
        found[f"paid_share_{days}_days"] = total / np.maximum(total + owed, 1.0)
    return found
