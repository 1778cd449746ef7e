"""Which payments and reversals may be taken?"""

from datetime import date

from doorstep.intake.headers import SheetPlan
from doorstep.intake.known import KnownAccounts
from doorstep.intake.rows import RepaymentRow
from doorstep.intake.rules.draft import Draft, Policy, drafts_of_all
from doorstep.intake.rules.repayment.balances import Balances, warn_balances
from doorstep.intake.rules.repayment.row import check_row, repayment_row
from doorstep.intake.rules.repayment.transactions import check_reversals, check_transactions
from doorstep.intake.rules.sheet import CheckedSheet

__all__ = ["Balances", "check_repayments"]


def check_repayments(
    sheets: list[CheckedSheet], day_zero: date, known: KnownAccounts, as_of: date
) -> tuple[list[Draft], list[RepaymentRow]]:
    """Read and check all payment sheets of a file, which may repeat each other."""
    drafts = list(drafts_of_all(sheets, day_zero, _policy))
    checked = (check_row(each, known, as_of) for each in drafts if not each.row.problem)
    candidates = [candidate for candidate in checked if candidate]
    check_transactions(candidates, known)
    check_reversals([each for each in candidates if each.draft.is_accepted], known)
    taken = [each for each in candidates if each.draft.is_accepted]
    warn_balances(taken, known)
    return drafts, [repayment_row(each) for each in taken]


def _policy(plan: SheetPlan) -> Policy:
    return Policy(frozenset({plan.key_field, "txn_id", "pay_date", "pay_amount"}))
