"""Delete evidence on its day."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from doorstep_desk.audit.actions import record_many
from doorstep_desk.evidence.files import Files
from doorstep_desk.evidence.models import Blob, Part
from doorstep_desk.plumbing.actor import Actor


@transaction.atomic
def delete_due(*, actor: Actor, held_cases: Collection[int], on: date, at: datetime) -> int:
    """Delete the bytes whose day has come, but for cases that are held; rows stay and say so.

    Args:
        actor: Who deletes; the batch process.
        held_cases: Cases whose evidence is still needed, as in a running dispute.
        on: The day.
        at: Now.

    Raises:
        Refused: The actor may not.
    """
    actor.require("evidence.delete")
    held = set(
        Part.objects.filter(case_key__in=list(held_cases)).values_list("agency", "sealed_sha256")
    )
    due = Blob.objects.select_for_update().filter(delete_on__lte=on, deleted_at=None)
    going = [row for row in due.order_by("id") if (row.agency_id, row.sha256) not in held]
    Blob.objects.filter(pk__in=[row.pk for row in going]).update(deleted_at=at)
    for row in going:
        Files(row.agency_id).delete(row.sha256)
    record_many(
        at=at, actor=actor, verb="evidence.deleted",
        rows=[
            (f"evidence:{row.sha256[:16]}", {"bytes": row.total, "organisation_id": row.agency_id})
            for row in going
        ],
    )  # fmt: skip
    return len(going)
