"""To which accounts does a sum paid on several belong? The oldest due first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """One account that still owes.

    Attributes:
        account_id: Identifier.
        case_id: Its case.
        due_on: Oldest unpaid due date, or None if unknown.
        owed_fen: Still owed.
    """

    account_id: int
    case_id: int
    due_on: date | None
    owed_fen: int


def allocate_oldest_first(
    accounts: Sequence[OpenAccount], amount_fen: int
) -> list[tuple[OpenAccount, int]]:
    """Return what each account gets of a sum; what exceeds all debts stays with the last one.

    Args:
        accounts: Accounts of one borrower that still owe.
        amount_fen: Sum received, above zero.

    Raises:
        ValueError: There is no account, or the sum is not above zero.
    """
    if not accounts or amount_fen <= 0:
        raise ValueError(f"a sum above zero needs an account; got {amount_fen}, {len(accounts)}")
    ordered = sorted(accounts, key=lambda a: (a.due_on or date.max, a.account_id))
    shares: list[tuple[OpenAccount, int]] = []
    left = amount_fen
    for account in ordered:
        share = min(left, account.owed_fen)
        if share:
            shares.append((account, share))
        left -= share
    if left:
        last, share = shares.pop() if shares else (ordered[-1], 0)
        shares.append((last, share + left))
    return shares
