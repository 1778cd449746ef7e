"""What can change about money received: it is recorded and reversed, never altered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from doorstep.ledger.incoming import OpenTo, SentPayment
from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.cases.references import lenders_of_accounts
from doorstep_desk.ledger.actions.post import post_events
from doorstep_desk.ledger.queries import owed_by_account
from doorstep_desk.payments.actions.wait import NewWaiting, let_wait
from doorstep_desk.payments.errors import payment_in_future, payment_is_nothing
from doorstep_desk.payments.facts import account_events
from doorstep_desk.payments.models import Payment
from doorstep_desk.permits.actions import stop_contact
from doorstep_desk.permits.queries import cases_with_leave
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.locks import lock_accounts


@dataclass(frozen=True, slots=True)
class NewPayment:
    """One movement of money to be written down.

    Attributes:
        account_id: Account it belongs to.
        case_id: Case of that account.
        transaction_id: The sender's number of it; the same number of an account is taken once.
        received_on: Value date.
        amount_fen: Above zero for a payment, below zero for a reversal.
        currency: ISO 4217.
        payer: Who paid, as sent.
        paid_through: How it was paid, as sent.
        reverses: The sender's number of the payment that this undoes, or None.
    """

    account_id: int
    case_id: int
    transaction_id: str
    received_on: date
    amount_fen: int
    currency: str = "CNY"
    payer: str = ""
    paid_through: str = ""
    reverses: str | None = None


def movement(item: SentPayment, account: OpenTo) -> NewPayment:
    """Return something sent as a movement on an account."""
    return NewPayment(
        account.account_id, account.case_id, item.transaction_id, item.received_on,
        item.signed_fen, item.currency, item.payer, item.paid_through, item.reverses,
    )  # fmt: skip


@transaction.atomic
def record_payment(*, actor: Actor, payment: NewPayment, at: datetime, origin: str) -> bool:
    """Write down one payment; False when that transaction was taken before.

    Raises:
        Refused: The actor may not, the sum is nothing, the day lies in the future, or there is
            no such case for this actor.
    """
    actor.require("payment.record")
    if payment.amount_fen == 0:
        raise payment_is_nothing()
    if payment.received_on > local_day(at):
        raise payment_in_future(payment.received_on)
    lock_case(actor, payment.case_id)
    return record_payments(actor=actor, payments=[payment], at=at, origin=origin) == 1


@transaction.atomic
def record_payments(
    *, actor: Actor, payments: Sequence[NewPayment], at: datetime, origin: str
) -> int:
    """Write down many payments and return how many were new.

    Two that write money on the same account go one after the other. What comes in beyond what is
    owed is in the books, and its surplus waits for a person.

    Raises:
        Refused: The actor may not.
    """
    actor.require("payment.record")
    lock_accounts({payment.account_id for payment in payments})
    taken = _taken(actor, payments)
    fresh = [p for p in payments if (p.account_id, p.transaction_id) not in taken]
    plain = [p for p in fresh if p.reverses is None]
    copy_rows("payments_payment", _COLUMNS, (_values(actor, p, at, origin, None) for p in plain))
    known = _taken(actor, [p for p in fresh if p.reverses is not None])
    copy_rows(
        "payments_payment", _COLUMNS,
        (
            _values(actor, p, at, origin, known.get((p.account_id, str(p.reverses))))
            for p in fresh
            if p.reverses is not None
        ),
    )  # fmt: skip
    _audit(actor, fresh, at)
    if fresh:
        post_events(
            actor=actor,
            events=account_events(actor.agency_id, {p.account_id for p in fresh}),
            at=at,
        )
        _keep_surplus(actor, plain, origin, at)
    _stop_where_paid(actor, {p.case_id for p in fresh if p.amount_fen > 0}, at)
    return len(fresh)


def _stop_where_paid(actor: Actor, cases: set[int], at: datetime) -> None:
    """Take back leave for cases on which money came in: who pays is left in peace that day."""
    waiting = cases_with_leave(cases, at)
    if waiting:
        stop_contact(actor=actor, case_ids=waiting, because="paid", at=at, only_these_cases=True)


def _keep_surplus(actor: Actor, payments: Sequence[NewPayment], origin: str, at: datetime) -> None:
    """Let what came in beyond a debt wait: the part of the newest payment that is too much."""
    newest = {payment.account_id: payment for payment in payments}
    owed = owed_by_account(newest)
    lenders = lenders_of_accounts(account for account, each in owed.items() if each.overpaid_fen)
    let_wait(
        actor=actor, at=at, origin=origin,
        items=[
            NewWaiting(
                lender, "overpayment", account,
                SentPayment(
                    key, paid.transaction_id, paid.received_on,
                    min(owed[account].overpaid_fen, paid.amount_fen), paid.currency,
                    payer=paid.payer, paid_through=paid.paid_through,
                ),
            )
            for account, (lender, key) in lenders.items()
            for paid in [newest[account]]
        ],
    )  # fmt: skip


def _taken(actor: Actor, payments: Sequence[NewPayment]) -> dict[tuple[int, str], int]:
    accounts = {p.account_id for p in payments}
    rows = Payment.objects.filter(agency_id=actor.agency_id, account_id__in=accounts)
    return {
        (account, number): pk
        for account, number, pk in rows.values_list("account_id", "transaction_id", "id")
    }


_COLUMNS = (
    "agency_id", "account_id", "case_id", "transaction_id", "received_on", "amount_fen",
    "currency", "payer", "paid_through", "reverses_id", "recorded_at", "origin",
)  # fmt: skip


def _values(
    actor: Actor, payment: NewPayment, at: datetime, origin: str, reverses: int | None
) -> tuple[object, ...]:
    return (
        actor.agency_id, payment.account_id, payment.case_id, payment.transaction_id,
        payment.received_on, payment.amount_fen, payment.currency, payment.payer,
        payment.paid_through, reverses, at, origin,
    )  # fmt: skip


def _audit(actor: Actor, payments: Sequence[NewPayment], at: datetime) -> None:
    if len(payments) == 1:
        only = payments[0]
        record(
            at=at, actor=actor, verb="payment.recorded", subject=f"case:{only.case_id}",
            fen=only.amount_fen, transaction=only.transaction_id,
        )  # fmt: skip
        return
    sums: dict[int, int] = {}
    for payment in payments:
        sums[payment.case_id] = sums.get(payment.case_id, 0) + payment.amount_fen
    record_many(
        at=at, actor=actor, verb="payment.recorded",
        rows=[(f"case:{case}", {"fen": fen}) for case, fen in sums.items()],
    )  # fmt: skip
