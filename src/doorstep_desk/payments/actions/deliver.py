"""Take one signed message of a lender's system, once."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from doorstep.ledger.incoming import SentPayment
from doorstep_desk.audit.actions import record
from doorstep_desk.payments.actions.take import take_payments
from doorstep_desk.payments.errors import delivery_differs
from doorstep_desk.payments.models import Delivery
from doorstep_desk.payments.senders import Sender, delivery_numbered
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.locks import lock_for_transaction

MAY: Final = frozenset({"contact.stop", "ledger.post", "payment.record"})
"""What a lender's system may bring about: money written down, and nobody contacted after it."""


def actor_of_sender(sender: Sender) -> Actor:
    """Return in whose name a message is taken."""
    return Actor(f"lender:{sender.lender_id}", "sender", MAY, None, sender.agency_id)


@transaction.atomic
def take_delivery(
    *,
    actor: Actor,
    sender: Sender,
    number: str,
    body: bytes,
    sent: Sequence[SentPayment],
    at: datetime,
) -> dict[str, Any]:
    """Take what a message holds, and answer the same when the same message comes again.

    Args:
        actor: The sender, see ``actor_of_sender``.
        sender: Whose key signed it.
        number: The lender's own number of the message; it counts once.
        body: The message as it came; it is kept sealed.
        sent: What stands in it.
        at: When it came.

    Raises:
        Refused: The number was used before for another message.
    """
    actor.require("payment.record")
    lock_for_transaction("payments", sender.agency_id, sender.lender_id)
    digest = hashlib.sha256(body).hexdigest()
    known = delivery_numbered(sender.agency_id, sender.lender_id, number)
    if known is not None:
        if known.body_hash != digest:
            raise delivery_differs(number)
        return {**known.answer, "repeated": True}
    results = take_payments(
        actor=actor, lender_id=sender.lender_id, sent=sent, at=at, origin="api"
    )
    answer: dict[str, Any] = {
        "delivery": number, "repeated": False, "results": [asdict(each) for each in results]
    }  # fmt: skip
    Delivery.objects.create(
        id=new_id(), agency_id=sender.agency_id, lender_id=sender.lender_id,
        key_id=sender.key_id, number=number, body_hash=digest, body=body.decode(),
        answer=answer, came_at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="payment.delivered", subject=f"organisation:{sender.lender_id}",
        items=len(sent), digest=digest, key=sender.key_id,
    )  # fmt: skip
    return answer
