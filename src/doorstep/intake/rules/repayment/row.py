"""Is one row a payment or a reversal that could be taken?"""

import re
from datetime import date
from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.known import KnownAccount, KnownAccounts
from doorstep.intake.rows import RepaymentRow
from doorstep.intake.rules.accounts import account_of, check_person, find_account
from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.money import check_currency

_REVERSAL_TYPE: Final = re.compile("[冲沖]正|撤销|退回|退款|抹账")
_CASH: Final = re.compile("现金")
_BY_COLLECTOR: Final = re.compile("催收|代收|外访|上门|业务员")


def check_row(draft: Draft, known: KnownAccounts, as_of: date) -> None:
    """Check a row by itself."""
    account = find_account(draft, known)
    check_person(draft, account)
    draft.require("txn_id", "pay_date", "pay_amount")
    check_currency(draft)
    _check_day(draft, account, as_of)
    _check_amount(draft)
    channel = simplified(draft.text("pay_channel") or "")
    if _CASH.search(channel) and _BY_COLLECTOR.search(channel):
        draft.warn("pay_channel", "cash_by_collector")


def repayment_row(draft: Draft) -> RepaymentRow:
    """Return the typed row of a draft that was taken."""
    number, day = draft.text("txn_id"), draft.day("pay_date")
    if number is None or day is None:
        raise ValueError("only an accepted row can be typed")
    return RepaymentRow(
        origin=draft.origin,
        account=account_of(draft),
        transaction_no=number,
        paid_on=day,
        amount_fen=abs(draft.whole("pay_amount") or 0),
        reverses=reverses(draft),
        payer=draft.text("payer"),
        channel=draft.text("pay_channel"),
        remark=draft.text("remark") or "",
        warnings=draft.warned_rules,
    )


def reverses(draft: Draft) -> str | None:
    """Return the number of the payment that a row takes back, or None for a payment."""
    amount = draft.whole("pay_amount")
    is_reversal = _is_typed_reversal(draft) or (amount is not None and amount < 0)
    return draft.text("original_txn_id") if is_reversal else None


def _check_day(draft: Draft, account: KnownAccount | None, as_of: date) -> None:
    day = draft.day("pay_date")
    if day is None:
        return
    if day > as_of:
        draft.reject("pay_date", "date_in_future")
    if account and day < account.placed_on:
        draft.reject("pay_date", "payment_before_placement")


def _check_amount(draft: Draft) -> None:
    amount, original = draft.whole("pay_amount"), draft.text("original_txn_id")
    if amount == 0:
        draft.reject("pay_amount", "amount_zero")
    elif amount is not None and original is None:
        if amount < 0:
            draft.reject("pay_amount", "amount_negative")
        elif _is_typed_reversal(draft):
            # A reversal that names nothing must not be taken for money received.
            draft.reject("original_txn_id", "reversal_without_original")


def _is_typed_reversal(draft: Draft) -> bool:
    return _REVERSAL_TYPE.search(simplified(draft.text("pay_type") or "")) is not None
