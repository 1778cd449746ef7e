"""Which payments and reversals may be taken?"""

from datetime import date

from doorstep.intake.headers import SheetPlan
from doorstep.intake.known import KnownAccounts
from doorstep.intake.rows import RepaymentRow
from doorstep.intake.rules.draft import Policy, drafts_of_all
from doorstep.intake.rules.repayment.balances import Balances, warn_balances
from doorstep.intake.rules.repayment.passed import FINDINGS, PassedPayments
from doorstep.intake.rules.repayment.row import check_row, repayment_row
from doorstep.intake.rules.repayment.transactions import check_reversals, check_transactions
from doorstep.intake.rules.sheet import CheckedSheet
from doorstep.intake.rules.taken import Finding, Passing, Taken

__all__ = ["Balances", "check_repayments"]


def check_repayments(
    sheets: list[CheckedSheet], day_zero: date, known: KnownAccounts, as_of: date
) -> Taken[RepaymentRow]:
    """Read and check all payment sheets of a file, which may repeat each other."""
    passing = Passing(sheets)
    passed = PassedPayments(passing)
    for at, draft in drafts_of_all(sheets, day_zero, _policy):
        if not draft.row.problem:
            check_row(draft, known, as_of)
        if passing.take(at, draft):
            passed.add(draft)
    columns = passed.columns()
    found = passing.nothing_found()
    check_transactions(columns, passed, known, found)
    check_reversals(columns, passed, known, found)
    warn_balances(columns, passed, known, found)
    return passing.taken(repayment_row, found, _findings)


def _policy(plan: SheetPlan) -> Policy:
    return Policy(frozenset({plan.key_field, "txn_id", "pay_date", "pay_amount"}))


def _findings(_: SheetPlan) -> tuple[Finding, ...]:
    return FINDINGS
