"""When was a phone heard of last, and what did it hold then? Not logged: it asks all day."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from doorstep_desk.devices.models import Device


@dataclass(frozen=True, slots=True)
class Unsent:
    """What a phone says it still holds."""

    events: int = 0
    blobs: int = 0
    bytes: int = 0


def note_seen(*, device_id: uuid.UUID, unsent: Unsent, at: datetime) -> None:
    """Write down that a phone was heard of and what it still holds; the row is held from then."""
    row = Device.objects.select_for_update().defer("share").get(pk=device_id)
    holds = bool(unsent.events or unsent.blobs)
    row.unsent_since = (row.unsent_since or at) if holds else None
    row.unsent_events, row.unsent_blobs = unsent.events, unsent.blobs
    row.unsent_bytes, row.last_seen_at = unsent.bytes, at
    row.save(
        update_fields=[
            "unsent_since", "unsent_events", "unsent_blobs", "unsent_bytes", "last_seen_at"
        ]
    )  # fmt: skip
