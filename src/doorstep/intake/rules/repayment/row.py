"""Is one row a payment or a reversal that could be taken?"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.known import KnownAccount, KnownAccounts
from doorstep.intake.rows import RepaymentRow
from doorstep.intake.rules.accounts import check_person, find_account
from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.money import check_currency

_REVERSAL_TYPE: Final = re.compile("[冲沖]正|撤销|退回|退款|抹账")
_CASH: Final = re.compile("现金")
_BY_COLLECTOR: Final = re.compile("催收|代收|外访|上门|业务员")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that passed its own checks.

    Attributes:
        amount_fen: As in the file; a reversal may be negative.
        reverses: Number of the payment that a reversal names, else None.
    """

    draft: Draft
    account: KnownAccount
    transaction_no: str
    paid_on: date
    amount_fen: int
    reverses: str | None

    @property
    def content(self) -> tuple[tuple[str, str], date, int]:
        """Return what makes two rows of one number the same transaction."""
        return self.account.key, self.paid_on, abs(self.amount_fen)


def check_row(draft: Draft, known: KnownAccounts, as_of: date) -> Candidate | None:
    """Check a row by itself; None when it is rejected."""
    account = find_account(draft, known)
    check_person(draft, account)
    draft.require("txn_id", "pay_date", "pay_amount")
    check_currency(draft)
    _check_day(draft, account, as_of)
    reverses = _check_amount(draft)
    channel = simplified(draft.text("pay_channel") or "")
    if _CASH.search(channel) and _BY_COLLECTOR.search(channel):
        draft.warn("pay_channel", "cash_by_collector")
    number, day, amount = draft.text("txn_id"), draft.day("pay_date"), draft.whole("pay_amount")
    if not draft.is_accepted or account is None or number is None or day is None:
        return None
    return Candidate(draft, account, number, day, amount or 0, reverses)


def repayment_row(candidate: Candidate) -> RepaymentRow:
    """Return the typed row of a candidate that was taken."""
    draft = candidate.draft
    return RepaymentRow(
        origin=draft.origin,
        account=candidate.account,
        transaction_no=candidate.transaction_no,
        paid_on=candidate.paid_on,
        amount_fen=abs(candidate.amount_fen),
        reverses=candidate.reverses,
        payer=draft.text("payer"),
        channel=draft.text("pay_channel"),
        remark=draft.text("remark") or "",
        warnings=draft.warned_rules,
    )


def _check_day(draft: Draft, account: KnownAccount | None, as_of: date) -> None:
    day = draft.day("pay_date")
    if day is None:
        return
    if day > as_of:
        draft.reject("pay_date", "date_in_future")
    if account and day < account.placed_on:
        draft.reject("pay_date", "payment_before_placement")


def _check_amount(draft: Draft) -> str | None:
    """Check the amount; return the payment that the row reverses, or None for a payment."""
    amount, original = draft.whole("pay_amount"), draft.text("original_txn_id")
    is_typed = _REVERSAL_TYPE.search(simplified(draft.text("pay_type") or "")) is not None
    if amount == 0:
        draft.reject("pay_amount", "amount_zero")
    elif amount is not None and original is None:
        if amount < 0:
            draft.reject("pay_amount", "amount_negative")
        elif is_typed:
            # A reversal that names nothing must not be taken for money received.
            draft.reject("original_txn_id", "reversal_without_original")
    is_reversal = is_typed or (amount is not None and amount < 0)
    return original if is_reversal else None
