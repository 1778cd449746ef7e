"""Send what is due: first the intent and the use of the permit are committed, then it leaves.

A process that dies in between leaves a message that is on its way and of which nobody knows more.
It becomes unknown, counts as sent, and no program ever sends it again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep_desk.attempts.actions import Execution, NewAttempt, execute_attempts
from doorstep_desk.attempts.actions.settle import settle_attempts
from doorstep_desk.audit.actions import record_many
from doorstep_desk.notices.gateways import POST
from doorstep_desk.notices.models import Message
from doorstep_desk.notices.outgoing import Fate, Left, Outgoing
from doorstep_desk.notices.words import public_url, stop_token
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import update_rows
from doorstep_desk.plumbing.identifiers import new_id

LOST_AFTER: Final = timedelta(minutes=5)
"""What has been on its way for so long was lost with its process."""


@transaction.atomic(durable=True)
def claim_due(*, actor: Actor, gateway: str, most: int, at: datetime) -> list[Outgoing]:
    """Take messages that are due, use their permits, and commit both before anything leaves.

    What lost its permit, because its person was left alone for example, is cancelled instead.

    Raises:
        Refused: The actor may not.
        RuntimeError: A transaction is open, so that nothing would be committed here.
    """
    return take_due(actor=actor, gateway=gateway, most=most, at=at)


def take_due(*, actor: Actor, gateway: str, most: int, at: datetime) -> list[Outgoing]:
    """Do the same within the caller's own transaction, which must end before anything leaves.

    Raises:
        Refused: The actor may not.
    """
    actor.require("attempt.execute")
    rows = list(
        Message.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(agency_id=actor.agency_id, gateway=gateway, state="queued", sends_at__lte=at)
        .select_related("case__borrower", "point")
        .order_by("sends_at", "id")[:most]
    )
    if not rows:
        return []
    attempts = {row.pk: new_id() for row in rows}
    good = execute_attempts(
        actor=actor, at=at, subject=f"gateway:{gateway}",
        executions=[
            Execution(row.permit_id, _attempt(row, gateway, at), attempts[row.pk])
            for row in rows
        ],
    )  # fmt: skip
    leaving = [row for row in rows if row.permit_id in good]
    update_rows(
        "notices_message", "id", ("state", "attempt_id", "sending_at"),
        ((row.pk, "sending", attempts[row.pk], at) for row in leaving),
    )  # fmt: skip
    _cancel(actor, [row for row in rows if row.permit_id not in good], at)
    return [_outgoing(row) for row in leaving]


@transaction.atomic
def settle_left(*, actor: Actor, left: Sequence[Left], at: datetime) -> int:
    """Write down what became of messages that were handed over.

    Raises:
        Refused: The actor may not.
    """
    actor.require("attempt.execute")
    rows = {
        row.pk: row
        for row in Message.objects.select_for_update(of=("self",)).filter(
            pk__in=[each.message_id for each in left], agency_id=actor.agency_id, state="sending"
        )
    }
    known = [each for each in left if each.message_id in rows]
    update_rows(
        "notices_message", "id", ("state", "gateway_ref", "because", "settled_at"),
        ((each.message_id, each.fate.value, each.ref, each.because, at) for each in known),
    )  # fmt: skip
    _forget_secrets([row for row in rows.values() if row.is_secret])
    settle_attempts(
        actor=actor, at=at,
        settled=[
            (attempt, Disposition.NOT_DELIVERED)
            for each in known
            if each.fate is Fate.FAILED and (attempt := rows[each.message_id].attempt_id)
        ],
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="message.left",
        rows=[
            (
                f"case:{rows[each.message_id].case_id}",
                {"message": str(each.message_id), "fate": each.fate.value},
            )
            for each in known
        ],
    )  # fmt: skip
    return len(known)


@transaction.atomic
def mark_lost(*, actor: Actor, at: datetime) -> int:
    """Call unknown what its process never settled; returns how many.

    Raises:
        Refused: The actor may not.
    """
    actor.require("attempt.execute")
    rows = list(
        Message.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(agency_id=actor.agency_id, state="sending", sending_at__lt=at - LOST_AFTER)
        .exclude(gateway=POST)
    )
    for row in rows:
        row.state, row.because, row.settled_at = "unknown", "its process ended", at
    Message.objects.bulk_update(rows, ["state", "because", "settled_at"], batch_size=1000)
    _forget_secrets([row for row in rows if row.is_secret])
    record_many(
        at=at, actor=actor, verb="message.lost",
        rows=[(f"case:{row.case_id}", {"message": str(row.pk)}) for row in rows],
    )  # fmt: skip
    return len(rows)


def _attempt(row: Message, gateway: str, at: datetime) -> NewAttempt:
    case = row.case
    return NewAttempt(
        borrower_id=case.borrower_id, case_id=case.pk, creditor_id=case.creditor_id,
        point_id=row.point_id, person_key=bytes(case.borrower.person_key), at=at,
        channel=Channel.of(row.channel), purpose=Purpose.of(row.purpose),
        disposition=Disposition.UNKNOWN, recorded_by=f"gateway:{gateway}",
    )  # fmt: skip


def _outgoing(row: Message) -> Outgoing:
    link = ""
    if row.channel == Channel.EMAIL.word and row.purpose != Purpose.REPLY.word:
        token = stop_token(row.agency_id, row.case.borrower_id, row.case_id)
        link = f"{public_url()}/portal/no-more/{token}"
    to = row.point.value if row.point is not None else ""
    return Outgoing(row.pk, to, row.subject, row.body, row.language, link)


def _cancel(actor: Actor, rows: Sequence[Message], at: datetime) -> None:
    for row in rows:
        row.state, row.because, row.settled_at = "cancelled", "its permit is gone", at
    Message.objects.bulk_update(rows, ["state", "because", "settled_at"], batch_size=1000)
    _forget_secrets([row for row in rows if row.is_secret])
    record_many(
        at=at, actor=actor, verb="notice.cancelled",
        rows=[(f"case:{row.case_id}", {"message": str(row.pk)}) for row in rows],
    )  # fmt: skip


def _forget_secrets(rows: Sequence[Message]) -> None:
    for row in rows:
        row.body = ""
    Message.objects.bulk_update(rows, ["body"], batch_size=1000)
