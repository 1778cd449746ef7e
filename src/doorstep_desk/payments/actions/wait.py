"""Keep money that could not be matched, exactly as it was sent, with the reason."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doorstep.ledger.incoming import SentPayment
from doorstep_desk.audit.actions import record_many
from doorstep_desk.payments.models import WaitingPayment
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.encryption import encrypt
from doorstep_desk.plumbing.identifiers import new_id

_TABLE = "payments_waitingpayment"
_COLUMNS = (
    "id", "agency_id", "lender_id", "source_key", "code", "reference", "transaction_id",
    "received_on", "amount_fen", "currency", "reverses", "payer", "paid_through", "account_id",
    "origin", "came_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewWaiting:
    """Something that has to wait.

    Attributes:
        lender_id: Whose account it should be on.
        code: Why it waits; one of ``doorstep.ledger.incoming.WAITS``.
        account_id: The account, where it is known.
        sent: What was sent.
    """

    lender_id: int
    code: str
    account_id: int | None
    sent: SentPayment


def source_key(lender_id: int, sent: SentPayment, is_surplus: bool = False) -> str:
    """Return the hash by which the same content of the same sender is known again."""
    content = [
        lender_id, sent.reference, sent.transaction_id, sent.received_on.isoformat(),
        sent.amount_fen, sent.currency, sent.reverses, is_surplus,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def let_wait(*, actor: Actor, items: Sequence[NewWaiting], at: datetime, origin: str) -> int:
    """Keep what waits and return how much of it is new; what waits already is left.

    Raises:
        Refused: The actor may not.
    """
    actor.require("payment.record")
    if not items:
        return 0
    wanted = {source_key(i.lender_id, i.sent, i.code == "overpayment"): i for i in items}
    known = set(
        WaitingPayment.objects.filter(
            agency_id=actor.agency_id, source_key__in=list(wanted)
        ).values_list("source_key", flat=True)
    )
    rows = [_row(actor, key, item, origin, at) for key, item in wanted.items() if key not in known]
    copy_rows(_TABLE, _COLUMNS, rows, skip_known=True)
    record_many(
        at=at, actor=actor, verb="payment.waits",
        rows=[(f"payment:{row[0]}", {"code": row[4], "lender": row[2]}) for row in rows],
    )  # fmt: skip
    return len(rows)


def _row(
    actor: Actor, key: str, item: NewWaiting, origin: str, at: datetime
) -> tuple[object, ...]:
    sent = item.sent
    return (
        new_id(), actor.agency_id, item.lender_id, key, item.code, sent.reference,
        sent.transaction_id, sent.received_on, sent.amount_fen, sent.currency,
        sent.reverses or "", encrypt(_TABLE, "payer", sent.payer), sent.paid_through,
        item.account_id, origin, at,
    )  # fmt: skip
