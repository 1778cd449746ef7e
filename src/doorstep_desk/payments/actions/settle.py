"""What a person decides about money that waits: whose it is, that it goes back, or is a double."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep.ledger.incoming import WAITS, Fate, OpenTo, match_payments
from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.cases.references import accounts_by_reference
from doorstep_desk.payments.actions.record import movement, record_payments
from doorstep_desk.payments.errors import (
    decision_unknown,
    payment_account_unclear,
    payment_decided,
    payment_does_not_fit,
    payment_needs_reason,
    payment_surplus_stays,
    payment_unknown,
)
from doorstep_desk.payments.facts import as_sent, taken_of
from doorstep_desk.payments.models import WaitingDecision, WaitingPayment
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction

CLOSING: Final = ("returned", "duplicate")
"""What may become of it beside coming to an account."""


@transaction.atomic
def assign_payment(
    *, actor: Actor, waiting_id: uuid.UUID, reference: str, because: str, at: datetime
) -> WaitingDecision:
    """Say to which account of the lender money belongs; it is written down there at once.

    The same decision twice is one.

    Args:
        actor: Who decides, by name.
        waiting_id: What waits.
        reference: Loan or contract number of the account.
        because: How they know.
        at: When.

    Raises:
        Refused: The actor may not; nobody said why; it is decided; no or several accounts have
            that number; or it cannot be taken on that account either.
    """
    row = _held(actor, waiting_id, because)
    account = _meant(actor, row, reference.strip())
    if known := _decided(row, "assigned", account.account_id):
        return known
    if row.code == "overpayment":
        raise payment_surplus_stays()
    item = as_sent(row)
    taken = taken_of(actor.agency_id, row.lender_id, [item])
    (match,) = match_payments([item], {item.reference: [account]}, taken, local_day(at))
    if match.refusal is not None or match.fate != Fate.TAKE:
        code = match.refusal.code if match.refusal else "duplicate-differs"
        raise payment_does_not_fit(code, WAITS[code])
    record_payments(actor=actor, payments=[movement(item, account)], at=at, origin="office")
    return _write(actor, row, "assigned", account.account_id, because, at)


@transaction.atomic
def close_payment(
    *, actor: Actor, waiting_id: uuid.UUID, decision: str, because: str, at: datetime
) -> WaitingDecision:
    """Say that money goes back to the lender, or that it is a double; twice is once.

    Args:
        actor: Who decides, by name.
        waiting_id: What waits.
        decision: ``returned`` or ``duplicate``.
        because: Why.
        at: When.

    Raises:
        Refused: The actor may not; nobody said why; or it is decided otherwise.
    """
    if decision not in CLOSING:
        raise decision_unknown()
    row = _held(actor, waiting_id, because)
    known = _decided(row, decision, None)
    return known or _write(actor, row, decision, None, because, at)


def write_matched(
    *, actor: Actor, matched: Sequence[tuple[WaitingPayment, OpenTo]], at: datetime
) -> None:
    """Write down that what waited was matched when what it needed had come."""
    WaitingDecision.objects.bulk_create(
        WaitingDecision(
            waiting=row, agency_id=row.agency_id, decision="matched",
            account_id=account.account_id, because="", decided_by=actor.name, decided_at=at,
        )
        for row, account in matched
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="payment.matched",
        rows=[(f"payment:{row.pk}", {"account": to.account_id}) for row, to in matched],
    )  # fmt: skip


def _held(actor: Actor, waiting_id: uuid.UUID, because: str) -> WaitingPayment:
    actor.require("payment.settle")
    if not because.strip():
        raise payment_needs_reason()
    lock_for_transaction("waiting payment", waiting_id)
    row = (
        WaitingPayment.objects.select_related("decision")
        .filter(pk=waiting_id, agency_id=actor.agency_id)
        .first()
    )
    if row is None:
        raise payment_unknown()
    return row


def _meant(actor: Actor, row: WaitingPayment, reference: str) -> OpenTo:
    found = accounts_by_reference(actor.agency_id, [reference], row.lender_id).get(reference, [])
    if len(found) != 1:
        raise payment_account_unclear(len(found))
    return found[0]


def _decided(row: WaitingPayment, decision: str, account_id: int | None) -> WaitingDecision | None:
    known: WaitingDecision | None = getattr(row, "decision", None)
    if known is None:
        return None
    if (known.decision, known.account_id) != (decision, account_id):
        raise payment_decided(known.decided_by)
    return known


def _write(
    actor: Actor, row: WaitingPayment, decision: str, account_id: int | None, because: str,
    at: datetime,
) -> WaitingDecision:  # fmt: skip
    made = WaitingDecision.objects.create(
        waiting=row, agency_id=row.agency_id, decision=decision, account_id=account_id,
        because=because.strip(), decided_by=actor.name, decided_at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb=f"payment.{decision}", subject=f"payment:{row.pk}",
        account=account_id,
    )  # fmt: skip
    return made
