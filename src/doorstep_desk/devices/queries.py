"""Which phones are there, and who carries them?"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from doorstep_desk.devices.errors import device_revoked, device_unknown
from doorstep_desk.devices.models import Device
from doorstep_desk.plumbing.actor import Actor

REPLACED: Final = "another phone took its place"
"""Why a phone is out of use whose carrier registered a new one."""


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    """A phone as others see it.

    Attributes:
        device_id: Identifier.
        staff_id: Who carries it.
        name: What its carrier calls it.
        registered_at: Since when.
        last_seen_at: When it was heard of last.
        unsent_events: Records that it held then.
        unsent_blobs: Photographs and recordings that it held then.
        unsent_bytes: Their size.
        unsent_since: Since when it has held any, or None.
        revoked_at: When it was taken out of use, or None.
        revoked_by: By whom.
        is_replaced: It is out of use because its carrier registered another one.
        told_at: When it learned that it must wipe its papers, or None.
    """

    device_id: uuid.UUID
    staff_id: int
    name: str
    registered_at: datetime
    last_seen_at: datetime
    unsent_events: int
    unsent_blobs: int
    unsent_bytes: int
    unsent_since: datetime | None
    revoked_at: datetime | None
    revoked_by: str
    is_replaced: bool
    told_at: datetime | None


def own_device(actor: Actor, device_id: uuid.UUID) -> Device:
    """Return a phone of the asker's that is in use.

    Raises:
        Refused: It is not registered to them, or was taken out of use.
    """
    rows = Device.objects.filter(
        pk=device_id, agency_id=actor.agency_id, staff_id=actor.own_staff_id
    )
    row = rows.defer("share").first()
    if row is None:
        raise device_unknown()
    if row.revoked_at is not None:
        raise device_revoked(is_replaced=row.revoked_because == REPLACED)
    return row


def devices_of(actor: Actor) -> list[DeviceSeen]:
    """Return the phones of an agency, those in use first, in one query.

    Raises:
        Refused: The actor may not.
    """
    actor.require("device.read")
    rows = Device.objects.filter(agency_id=actor.agency_id).defer("share")
    found = [_seen(row) for row in rows.order_by("-last_seen_at", "id")]
    return sorted(found, key=lambda device: device.revoked_at is not None)


def _seen(row: Device) -> DeviceSeen:
    return DeviceSeen(
        row.pk, row.staff_id, row.name, row.registered_at, row.last_seen_at, row.unsent_events,
        row.unsent_blobs, row.unsent_bytes, row.unsent_since, row.revoked_at, row.revoked_by,
        row.revoked_because == REPLACED, row.told_at,
    )  # fmt: skip
