"""What does the core see of payments?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from django.db.models import F, Q

from doorstep.facts.columns import AccountColumns, PaymentColumns
from doorstep.ledger.events import AccountEvent, EventKind
from doorstep.ledger.incoming import SentPayment, Taken
from doorstep.terms.local_time import day_number
from doorstep_desk.cases.facts import account_columns
from doorstep_desk.ledger.queries import let_off_by_account
from doorstep_desk.payments.models import Payment, WaitingPayment


def owed_columns(agency_id: int, on: date, borrower_id: int | None = None) -> AccountColumns:
    """Return every account placed up to a day, less what was let off until then.

    What was let off is no payment: it lowers what is owed, and nobody learns from it that people
    pay.

    Args:
        agency_id: Whose portfolio.
        on: The day.
        borrower_id: Only this borrower's; None for all.
    """
    accounts = account_columns(agency_id, on, borrower_id)
    let_off = let_off_by_account(agency_id, on)
    if not let_off:
        return accounts
    gone = np.array([let_off.get(int(key), 0) for key in accounts.account_id], dtype=np.int64)
    return replace(accounts, owed_fen=np.maximum(accounts.owed_fen - gone, 0))


def payment_columns(
    agency_id: int, before: date, borrower_id: int | None = None
) -> PaymentColumns:
    """Return the payments with a value date before a day, by case and day.

    Args:
        agency_id: Whose portfolio.
        before: The day; payments dated on it do not count.
        borrower_id: Only this borrower's; None for all.
    """
    wanted = Payment.objects.filter(agency_id=agency_id, received_on__lt=before)
    if borrower_id is not None:
        wanted = wanted.filter(account__borrower_id=borrower_id)
    rows = list(
        wanted.order_by("case_id", "received_on", "id").values_list(
            "account_id", "case_id", "received_on", "amount_fen"
        )
    )
    account, case, received, amount = zip(*rows, strict=True) if rows else ((), (), (), ())
    return PaymentColumns(
        account_id=np.array(account, dtype=np.int64),
        case_id=np.array(case, dtype=np.int64),
        received_day=np.array([day_number(day) for day in received], dtype=np.int32),
        amount_fen=np.array(amount, dtype=np.int64),
    )


def account_events(agency_id: int, account_ids: Iterable[int]) -> dict[int, list[AccountEvent]]:
    """Return every payment and reversal of some accounts as events of their books.

    A payment in another currency than its account's is none of theirs and left out.

    Args:
        agency_id: Whose portfolio.
        account_ids: The accounts; each has an entry, empty without payments.
    """
    found: dict[int, list[AccountEvent]] = {account: [] for account in account_ids}
    rows = Payment.objects.filter(
        agency_id=agency_id, account_id__in=list(found), currency=F("account__currency")
    ).values_list(
        "account_id", "transaction_id", "received_on", "amount_fen", "reverses__transaction_id"
    )
    for account, number, on, fen, reverses in rows.iterator(chunk_size=5000):
        found[account].append(_event(number, on, fen, reverses))
    return found


def _event(number: str, on: date, fen: int, reverses: str | None) -> AccountEvent:
    kind = EventKind.REVERSED if fen < 0 else EventKind.PAID
    return AccountEvent(
        _key(number), kind, day_number(on), abs(fen), reverses=reverses and _key(reverses)
    )


def _key(transaction_id: str) -> str:
    return f"payment:{transaction_id}"


def taken_of(agency_id: int, lender_id: int, sent: Sequence[SentPayment]) -> dict[str, Taken]:
    """Return what was taken of a lender before and bears on what it sent now, in one query.

    That is everything with a number that is sent again or taken back now, and what took such a
    payment back.
    """
    numbers = {each.transaction_id for each in sent} | {
        each.reverses for each in sent if each.reverses is not None
    }
    rows = Payment.objects.filter(
        Q(transaction_id__in=numbers) | Q(reverses__transaction_id__in=numbers),
        agency_id=agency_id, account__creditor_id=lender_id,
    ).values_list(
        "transaction_id", "account_id", "received_on", "amount_fen", "reverses__transaction_id"
    )  # fmt: skip
    return {number: Taken(account, on, fen, back) for number, account, on, fen, back in rows}


def as_sent(row: WaitingPayment) -> SentPayment:
    """Return what waits as it was sent."""
    return SentPayment(
        row.reference, row.transaction_id, row.received_on, int(row.amount_fen), row.currency,
        row.reverses or None, row.payer, row.paid_through,
    )  # fmt: skip
