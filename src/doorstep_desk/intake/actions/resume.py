"""Go on with an import that waits, or give it up before anything of it is published."""

import json
from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.intake.actions.import_file import Imported, room_for
from doorstep_desk.intake.actions.publish import publish_import
from doorstep_desk.intake.errors import import_needs_file, import_state, import_unknown
from doorstep_desk.intake.models import (
    CANCELLED,
    OPEN_STATES,
    PUBLISHED,
    STAGED,
    ImportedFile,
)
from doorstep_desk.intake.quarantine import drop_aside, drop_upload
from doorstep_desk.intake.staged import clear_staging, drop_staged
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_run


def resume_import(*, actor: Actor, import_id: int, at: datetime) -> Imported:
    """Publish an import of which all rows are staged.

    Raises:
        Refused: The actor may not, there is no such import, it is not waiting, not all of its
            rows are staged (send the file again), or the disk is full.
    """
    actor.require("placement.import")
    row = _open(actor, import_id, PUBLISHED)
    if row.state != STAGED:
        raise import_needs_file(import_id)
    with lock_for_run("intake.import", actor.agency_id, row.digest), room_for(row.name):
        outcome = publish_import(actor=actor, import_id=import_id, at=at)
        clear_staging(actor.agency_id, OPEN_STATES)
        drop_upload(import_id)
    report = json.loads(row.report)
    return Imported(
        report, outcome.written > 0, import_id, "resumed", PUBLISHED, outcome.changes
    )  # fmt: skip


def cancel_import(*, actor: Actor, import_id: int, at: datetime, because: str) -> None:
    """Give up an import of which nothing is published; its staged rows are dropped.

    Raises:
        Refused: The actor may not, there is no such import, or it is published or over.
    """
    actor.require("placement.import")
    found = _open(actor, import_id, CANCELLED)
    with lock_for_run("intake.import", actor.agency_id, found.digest), transaction.atomic():
        row = ImportedFile.objects.select_for_update().get(pk=found.pk)
        if row.state not in OPEN_STATES:
            raise import_state(import_id, row.state, CANCELLED)
        row.state, row.ended_at, row.ended_by = CANCELLED, at, actor.name
        row.save(update_fields=["state", "ended_at", "ended_by"])
        drop_staged(row.pk)
        drop_aside(row.pk)
        drop_upload(row.pk)
        record(
            at=at, actor=actor, verb="file.cancelled", subject=f"file:{row.pk}",
            digest=row.digest, staged=row.rows_staged, because=because,
        )  # fmt: skip


def _open(actor: Actor, import_id: int, wanted: str) -> ImportedFile:
    row = ImportedFile.objects.filter(agency_id=actor.agency_id, pk=import_id).first()
    if row is None:
        raise import_unknown(import_id)
    if row.state not in OPEN_STATES:
        raise import_state(import_id, row.state, wanted)
    return row
