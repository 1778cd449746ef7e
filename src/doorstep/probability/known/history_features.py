"""How did the same person repay earlier loans?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import AccountColumns, PaymentColumns
from doorstep.probability.known.money_features import mandate_payments
from doorstep.probability.known.rows import Rows
from doorstep.probability.known.timeline import Timeline
from doorstep.terms.local_time import NO_DAY

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Closings:
    """Accounts that have been repaid in full.

    Attributes:
        account: Row of the account in its columns, shape ``(m,)``.
        closed_day: First day on which all that was owed had been paid, shape ``(m,)``.
    """

    account: NDArray[np.intp]
    closed_day: Integers


def closings(accounts: AccountColumns, payments: PaymentColumns) -> Closings:
    """Find the day on which each account was first repaid in full.

    A later reversal re-opens the account but does not undo that it had been repaid.
    """
    counted = mandate_payments(accounts, payments)
    timeline = Timeline.of(counted.account_id, counted.received_day.astype(np.int64))
    total = timeline.running_total(counted.amount_fen)
    order = np.argsort(accounts.account_id)
    account = order[np.searchsorted(accounts.account_id[order], counted.account_id)]
    is_full = total >= accounts.owed_fen[account]
    by_day = np.lexsort((counted.received_day[is_full], account[is_full]))
    found, first = np.unique(account[is_full][by_day], return_index=True)
    days = counted.received_day[is_full][by_day][first]
    return Closings(found, days.astype(np.int64))


def earlier_loan_columns(
    accounts: AccountColumns, payments: PaymentColumns, rows: Rows, log_loan: Floats
) -> dict[str, Floats]:
    """Return the person's record on loans repaid before each row's day, shape ``(n,)`` each."""
    closed = closings(accounts, payments)
    due = accounts.due_day[closed.account]
    has_due = due != NO_DAY
    account, day = closed.account[has_due], closed.closed_day[has_due]
    late = np.clip(day - due[has_due].astype(np.int64), -3650, 3650).astype(np.float64)
    loan = accounts.loan_fen[account].astype(np.float64)
    timeline = Timeline.of(accounts.person_id[account], day)
    window = (rows.person_id, np.zeros_like(rows.day), rows.day)
    until = (rows.person_id, rows.day)
    count = timeline.count(*window)
    some = np.where(count > 0, count, np.nan)
    last_loan = timeline.last_value(*until, np.where(loan > 0, loan, np.nan))
    return {
        "earlier_loans": count,
        "earlier_late_share": timeline.total(*window, (late > 0).astype(np.float64)) / some,
        "earlier_days_late": timeline.total(*window, late) / some,
        "last_days_late": timeline.last_value(*until, late),
        "most_days_late": timeline.last_value(*until, timeline.running_max(late)),
        "days_since_repaid": rows.day - timeline.last_time(*until),
        "loan_to_last": np.expm1(log_loan) * 100 / last_loan,
    }
