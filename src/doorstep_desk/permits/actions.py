"""What can change about permits: they are issued, used once, or cancelled."""

import uuid
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from doorstep.compliance import permit as core
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.keys import current_keys


@dataclass(frozen=True, slots=True)
class WantedPermit:
    """Leave that the law engine has given for one contact.

    Attributes:
        case_id: About which case.
        person_id: Who may be reached.
        point_id: The address or number, and no other.
        channel: How.
        purpose: Why.
        starts_at: The contact may begin from here.
        ends_at: The contact may begin until here.
        expires_at: Worth nothing from here on.
    """

    case_id: int
    person_id: int
    point_id: int
    channel: Channel
    purpose: Purpose
    starts_at: datetime
    ends_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class IssuedPermit:
    """A permit that was signed and kept."""

    permit_id: uuid.UUID
    case_id: int


@transaction.atomic
def issue_permits(
    *, actor: Actor, wanted: Sequence[WantedPermit], rulebook_digest: str, at: datetime
) -> list[IssuedPermit]:
    """Sign a permit for each contact, in the same order.

    Raises:
        Refused: The actor may not.
    """
    actor.require("permit.issue")
    key = Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing)
    rows = [_signed(actor, item, rulebook_digest, key, at) for item in wanted]
    Permit.objects.bulk_create(rows, batch_size=2000)
    record_many(
        at=at, actor=actor, verb="permit.issued",
        rows=[
            (f"case:{row.case_id}", {"permit": str(row.pk), "channel": row.channel})
            for row in rows
        ],
    )  # fmt: skip
    return [IssuedPermit(row.pk, row.case_id) for row in rows]


def _signed(
    actor: Actor, item: WantedPermit, digest: str, key: Ed25519PrivateKey, at: datetime
) -> Permit:
    permit_id = new_id()
    signed = core.sign(
        core.Permit(
            permit_id=str(permit_id), person_id=item.person_id, channel=item.channel.word,
            point_id=item.point_id, purpose=item.purpose.word, window_starts_at=item.starts_at,
            window_ends_at=item.ends_at, rulebook_digest=digest, expires_at=item.expires_at,
            nonce=uuid.uuid4().hex,
        ),
        key,
    )  # fmt: skip
    return Permit(
        id=permit_id, agency_id=actor.agency_id, case_id=item.case_id,
        point_id=item.point_id, channel=item.channel.word, purpose=item.purpose.word,
        starts_at=item.starts_at, ends_at=item.expires_at, rulebook=digest, body=signed.body,
        signature=signed.signature, issued_at=at,
    )  # fmt: skip


@transaction.atomic
def use_permit(*, actor: Actor, permit_id: uuid.UUID, at: datetime) -> bool:
    """Mark a permit as used, and say whether it was valid then.

    What happened is recorded even when the permit was not valid; the caller writes that down.

    Raises:
        Refused: The actor may not.
    """
    actor.require("visit.record")
    row = Permit.objects.select_for_update().get(pk=permit_id)
    if row.used_at is not None or row.cancelled_at is not None:
        return False
    signed = core.SignedPermit(bytes(row.body), bytes(row.signature))
    key = Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing)
    refusal = core.check(signed, key.public_key(), at)
    row.used_at = at
    row.save(update_fields=["used_at"])
    record(
        at=at, actor=actor, verb="permit.used", subject=f"case:{row.case_id}",
        permit=str(row.pk), refusal=refusal.code if refusal else "",
    )  # fmt: skip
    return refusal is None or refusal.code in ("permit-late", "permit-expired")


@transaction.atomic
def use_message_permits(
    *, actor: Actor, wanted: Set[tuple[int, datetime]], purpose: Purpose, at: datetime
) -> set[tuple[int, datetime]]:
    """Use the permits of messages that left at their time, and return which of them held one.

    Args:
        actor: In whose name they left.
        wanted: Case and time of each message.
        purpose: Why they were sent.
        at: When this is written down; a permit that was taken back between the time of its
            message and now was good when the message left.

    Raises:
        Refused: The actor may not.
    """
    actor.require("notice.record")
    unused = Permit.objects.select_for_update().filter(
        agency_id=actor.agency_id, channel=Channel.SMS.word, purpose=purpose.word, used_at=None,
        case_id__in={case for case, _ in wanted},
    )  # fmt: skip
    held = [
        row
        for row in unused
        if (row.case_id, row.starts_at) in wanted
        and (row.cancelled_at is None or row.cancelled_at > row.starts_at)
    ]
    used = [row for row in held if row.cancelled_at is None]
    for row in used:
        row.used_at = row.starts_at
    Permit.objects.bulk_update(used, ["used_at"], batch_size=2000)
    record_many(
        at=at, actor=actor, verb="permit.used",
        rows=[(f"case:{row.case_id}", {"permit": str(row.pk), "refusal": ""}) for row in used],
    )  # fmt: skip
    return {(row.case_id, row.starts_at) for row in held}


@transaction.atomic
def cancel_permits(*, actor: Actor, case_ids: Iterable[int], because: str, at: datetime) -> int:
    """Take back the unused permits of cases, at once.

    Raises:
        Refused: The actor may not.
    """
    actor.require("case.pause")
    rows = list(
        Permit.objects.select_for_update().filter(
            case_id__in=list(case_ids), used_at=None, cancelled_at=None
        )
    )
    for row in rows:
        row.cancelled_at, row.cancelled_because = at, because
    Permit.objects.bulk_update(rows, ["cancelled_at", "cancelled_because"], batch_size=2000)
    record_many(
        at=at, actor=actor, verb="permit.cancelled",
        rows=[(f"case:{row.case_id}", {"permit": str(row.pk)}) for row in rows],
    )  # fmt: skip
    return len(rows)
