"""Take back messages that were queued together and have not left."""

import uuid
from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record_many
from doorstep_desk.notices.models import Message
from doorstep_desk.permits.actions import cancel_permits
from doorstep_desk.plumbing.actor import Actor


@transaction.atomic
def cancel_batch(*, actor: Actor, batch: uuid.UUID, at: datetime) -> int:
    """Cancel what has not left of some messages, with its permits; returns how many.

    What is on its way or has left stays what it is.

    Raises:
        Refused: The actor may not.
    """
    actor.require("work.stop")
    rows = list(
        Message.objects.select_for_update(of=("self",)).filter(
            agency_id=actor.agency_id, batch=batch, state="queued"
        )
    )
    for row in rows:
        row.state, row.because, row.settled_at = "cancelled", f"stopped by {actor.name}", at
        row.body = "" if row.is_secret else row.body
    Message.objects.bulk_update(rows, ["state", "because", "settled_at", "body"], batch_size=1000)
    cancel_permits(
        actor=actor, permit_ids=[row.permit_id for row in rows], because="message stopped", at=at
    )
    record_many(
        at=at, actor=actor, verb="notice.cancelled",
        rows=[(f"case:{row.case_id}", {"message": str(row.pk)}) for row in rows],
    )  # fmt: skip
    return len(rows)
