"""What the other side and borrowers say after a message: receipts, answers, words to stop."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from doorstep.terms.codes import Channel, Direction, Disposition, Purpose
from doorstep.wording.opt_out import is_opt_out
from doorstep_desk.attempts.actions import NewAttempt, record_attempt
from doorstep_desk.attempts.actions.settle import settle_attempts
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.cases.queries import PointOnFile, owners_of_point
from doorstep_desk.complaints.actions import record_stop_request
from doorstep_desk.notices.errors import message_not_unknown, message_unknown
from doorstep_desk.notices.models import Message
from doorstep_desk.notices.outgoing import Answer, Fate, Receipt
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id


@transaction.atomic
def take_receipts(*, actor: Actor, gateway: str, receipts: Sequence[Receipt], at: datetime) -> int:
    """Write down what arrived and what did not; a receipt that comes twice changes nothing.

    A message in several parts has arrived when a receipt of its last part says so.

    Raises:
        Refused: The actor may not.
    """
    actor.require("attempt.execute")
    said = {each.ref: each for each in receipts}
    rows = Message.objects.select_for_update(of=("self",)).filter(
        agency_id=actor.agency_id, gateway=gateway, gateway_ref__in=list(said), delivered_at=None,
        state__in=("sent", "unknown"),
    )  # fmt: skip
    settled: list[tuple[uuid.UUID, Disposition]] = []
    changed = []
    for row in rows:
        receipt = said[row.gateway_ref]
        row.state, row.settled_at = "sent", row.settled_at or at
        if receipt.is_delivered:
            row.delivered_at = receipt.at
        else:
            row.because = "the network did not deliver it"
        changed.append(row)
        if row.attempt_id is not None:
            outcome = Disposition.DELIVERED if receipt.is_delivered else Disposition.NOT_DELIVERED
            settled.append((row.attempt_id, outcome))
    Message.objects.bulk_update(
        changed, ["state", "settled_at", "delivered_at", "because"], batch_size=1000
    )
    settle_attempts(actor=actor, settled=settled, at=at)
    record_many(
        at=at, actor=actor, verb="message.receipted",
        rows=[(f"case:{row.case_id}", {"message": str(row.pk)}) for row in changed],
    )  # fmt: skip
    return len(changed)


@transaction.atomic
def take_answer(*, actor: Actor, answer: Answer, channel: Channel, at: datetime) -> bool:
    """Write down what a borrower answered; a word that asks to stop, stops us at once.

    The contact counts for every borrower of the agency whose number it is. Returns whether it
    stopped anything.

    Raises:
        Refused: The actor may not.
    """
    actor.require("attempt.record")
    kind = "email" if channel is Channel.EMAIL else "mobile"
    owners = owners_of_point(actor.agency_id, kind, answer.sender)
    stops = is_opt_out(answer.text)
    for owner in owners:
        _write_down(actor, owner, answer, channel, at)
        if stops and owner.case_id is not None:
            record_stop_request(
                actor=actor, borrower_id=owner.borrower_id, person_key=owner.person_key,
                case_id=owner.case_id, form=channel.word, at=at,
            )  # fmt: skip
    return stops and bool(owners)


@transaction.atomic
def settle_unknown(*, actor: Actor, message_id: uuid.UUID, fate: Fate, at: datetime) -> None:
    """Say, after a look at the other side's records, what became of an unknown message.

    Nothing is sent by this. Whoever still wants to reach the person writes a new message, under a
    new permit.

    Raises:
        Refused: The actor may not, there is no such message, or all is known about it.
    """
    actor.require("message.settle")
    row = (
        Message.objects.select_for_update(of=("self",))
        .filter(pk=message_id, agency_id=actor.agency_id)
        .first()
    )
    if row is None:
        raise message_unknown()
    if row.state != "unknown" or fate is Fate.UNKNOWN:
        raise message_not_unknown()
    row.state, row.acknowledged_by, row.settled_at = fate.value, actor.name, at
    row.save(update_fields=["state", "acknowledged_by", "settled_at"])
    record(
        at=at, actor=actor, verb="message.settled", subject=f"case:{row.case_id}",
        message=str(row.pk), fate=fate.value,
    )  # fmt: skip


def _write_down(
    actor: Actor, owner: PointOnFile, answer: Answer, channel: Channel, at: datetime
) -> None:
    record_attempt(
        actor=actor, at=at, attempt_id=new_id(),
        attempt=NewAttempt(
            borrower_id=owner.borrower_id, case_id=owner.case_id, creditor_id=owner.creditor_id,
            point_id=owner.point_id, person_key=owner.person_key, at=min(answer.at, at),
            channel=channel, purpose=Purpose.REPLY, disposition=Disposition.REPLIED,
            direction=Direction.INBOUND, note=answer.text[:2000], recorded_by="borrower",
        ),
    )  # fmt: skip
