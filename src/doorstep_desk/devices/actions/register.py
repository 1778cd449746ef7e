"""Register the phone that an agent carries, hear of it, and take it out of use."""

import base64
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.devices.actions.epoch import settle_epoch
from doorstep_desk.devices.errors import (
    device_of_another,
    device_revoked,
    device_unknown,
    schema_too_old,
)
from doorstep_desk.devices.models import Device
from doorstep_desk.devices.queries import REPLACED
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.keys import current_keys
from doorstep_desk.plumbing.locks import lock_for_transaction
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.sealing import sealing_key

SCHEMA: Final = 1
"""The form of records that the present app writes."""

OLDEST_SCHEMA: Final = max(1, SCHEMA - 2)
"""Two earlier forms are still taken: a phone may lie in a drawer for a while."""

LIMITS: Final = {
    "lock_after_s": 300, "pack_valid_s": 43_200, "chunk_bytes": 262_144, "batch": 200,
}  # fmt: skip
SHARE_BYTES: Final = 32
LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Registered:
    """What a phone is told when it is registered.

    Attributes:
        device_id: Its identifier.
        is_new: It was not known before.
        answer: What the phone needs, ready to be sent.
    """

    device_id: uuid.UUID
    is_new: bool
    answer: dict[str, object]


@transaction.atomic
def register_device(
    *, actor: Actor, device_id: uuid.UUID, name: str, schema: int, at: datetime
) -> Registered:
    """Take down that an agent carries a phone, and hand over the office's half of its key.

    The same phone again gets the same half, so that its papers still open. An agent carries one
    phone: those that they carried before are taken out of use, as if the office had done it.

    Raises:
        Refused: The actor may not, the phone is somebody else's or was taken out of use, or its
            app is too old.
    """
    actor.require("device.register")
    if schema < OLDEST_SCHEMA:
        raise schema_too_old(OLDEST_SCHEMA)
    lock_for_transaction(f"phones of {actor.own_staff_id}")
    row = Device.objects.filter(pk=device_id, staff_id=actor.own_staff_id).first()
    is_new = row is None
    if row is None:
        row = _registered(actor, device_id, name, schema, at)
        _replace_others(actor, device_id, at)
    if row.revoked_at is not None:
        raise device_revoked(is_replaced=row.revoked_because == REPLACED)
    return Registered(row.pk, is_new, _answer(row, settle_epoch(actor=actor, at=at), at))


def _registered(
    actor: Actor, device_id: uuid.UUID, name: str, schema: int, at: datetime
) -> Device:
    share = base64.b64encode(secrets.token_bytes(SHARE_BYTES)).decode()
    try:
        with transaction.atomic():
            row = Device.objects.create(
                id=device_id, agency_id=actor.agency_id, staff_id=actor.own_staff_id,
                name=name.strip()[:LONGEST_NAME], share=share, schema=schema, registered_at=at,
                last_seen_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise device_of_another() from None
    record(
        at=at, actor=actor, verb="device.registered", subject=f"device:{device_id}",
        staff=actor.staff_id, schema=schema,
    )  # fmt: skip
    return row


def _replace_others(actor: Actor, device_id: uuid.UUID, at: datetime) -> None:
    rows = Device.objects.select_for_update().defer("share")
    former = rows.filter(
        agency_id=actor.agency_id, staff_id=actor.own_staff_id, revoked_at=None
    ).exclude(pk=device_id)
    for row in former.order_by("id"):
        _take_out_of_use(row, actor, REPLACED, at)


def _answer(row: Device, epoch: str, at: datetime) -> dict[str, object]:
    key_id, point = sealing_key()
    return {
        "device_id": str(row.pk), "server_epoch": epoch, "share": row.share,
        "sealing_key": base64.b64encode(point).decode(), "sealing_key_id": key_id,
        "permit_keys": permit_keys(), "limits": LIMITS, "server_time": at.isoformat(),
    }  # fmt: skip


def permit_keys() -> dict[str, str]:
    """Return the public keys that permits are checked with, by name."""
    key = Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing).public_key()
    raw = key.public_bytes_raw()
    return {raw[:4].hex(): base64.b64encode(raw).decode()}


@transaction.atomic
def revoke_device(*, actor: Actor, device_id: uuid.UUID, because: str, at: datetime) -> None:
    """Take a phone out of use: it gets nothing more, and wipes its papers when it next asks.

    Raises:
        Refused: The actor may not, or there is no such phone in this agency.
    """
    actor.require("device.revoke")
    rows = Device.objects.select_for_update().defer("share")
    row = rows.filter(pk=device_id, agency_id=actor.agency_id).first()
    if row is None:
        raise device_unknown()
    if row.revoked_at is not None:
        return
    _take_out_of_use(row, actor, because.strip()[:200], at)


def _take_out_of_use(row: Device, actor: Actor, because: str, at: datetime) -> None:
    """Take a phone out of use; the office's half of its key ends here."""
    row.revoked_at, row.revoked_by, row.revoked_because = at, actor.name, because
    row.share = None
    row.save(update_fields=["revoked_at", "revoked_by", "revoked_because", "share"])
    record(
        at=at, actor=actor, verb="device.revoked", subject=f"device:{row.pk}",
        staff=row.staff_id, replaced=because == REPLACED,
    )  # fmt: skip


@transaction.atomic
def note_told(*, actor: Actor, device_id: uuid.UUID, at: datetime) -> Refused | None:
    """Write down when a phone first learned that it is out of use; return what it is told.

    None for a phone that is in use.
    """
    rows = Device.objects.filter(pk=device_id, staff_id=actor.own_staff_id).exclude(
        revoked_at=None
    )
    if rows.filter(told_at=None).update(told_at=at):
        record(at=at, actor=actor, verb="device.told", subject=f"device:{device_id}")
    because = rows.values_list("revoked_because", flat=True).first()
    return None if because is None else device_revoked(is_replaced=because == REPLACED)
