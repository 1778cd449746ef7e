"""Take a whole published import back while nothing has been done on its cases."""

from datetime import datetime

from django.db import IntegrityError, transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.merge import lock_publication
from doorstep_desk.cases.actions.undo import Taken, take_back, taken_with
from doorstep_desk.complaints.actions import forget_pauses
from doorstep_desk.intake.errors import (
    changed_again,
    import_not_undoable,
    import_state,
    import_unknown,
    work_was_done,
)
from doorstep_desk.intake.models import PUBLISHED, UNDONE, ImportedFile
from doorstep_desk.intake.quarantine import drop_aside
from doorstep_desk.intake.undo_guards import in_words, work_since
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction


def undo_import(*, actor: Actor, import_id: int, at: datetime, because: str) -> int:
    """Undo a published placement; returns how many cases disappeared.

    Accounts, cases, people and contact points that it brought are deleted, what it changed
    stands as before, and its record and all entries in the log stay.

    Raises:
        Refused: The actor may not, there is no such import, it is not a published placement, a
            later import changed the same accounts, or something was done on its cases.
    """
    actor.require("import.undo")
    try:
        with transaction.atomic():
            lock_for_transaction("intake.publish", actor.agency_id)
            lock_publication(actor.agency_id)
            row = _published(actor, import_id)
            taken = taken_with(actor.agency_id, import_id)
            _require_untouched(row, taken)
            forget_pauses(actor=actor, case_ids=taken.fresh, at=at)
            cases = take_back(actor=actor, import_id=import_id, at=at)
            drop_aside(row.pk)
            row.state, row.ended_at, row.ended_by = UNDONE, at, actor.name
            row.save(update_fields=["state", "ended_at", "ended_by"])
            record(
                at=at, actor=actor, verb="file.undone", subject=f"file:{row.pk}",
                digest=row.digest, cases=cases, restored=row.changes.get("changed", 0),
                because=because,
            )  # fmt: skip
    except IntegrityError as fault:
        table = getattr(getattr(fault.__cause__, "diag", None), "table_name", None)
        raise work_was_done(import_id, 1, f"rows of {table} belong to them") from fault
    return cases


def _published(actor: Actor, import_id: int) -> ImportedFile:
    row = ImportedFile.objects.select_for_update().filter(
        agency_id=actor.agency_id, pk=import_id
    ).first()  # fmt: skip
    if row is None:
        raise import_unknown(import_id)
    if row.state != PUBLISHED:
        raise import_state(import_id, row.state, UNDONE)
    if row.kind != "placement":
        raise import_not_undoable(import_id, row.kind)
    return row


def _require_untouched(row: ImportedFile, taken: Taken) -> None:
    if taken.later is not None:
        raise changed_again(row.pk, taken.later)
    work = work_since(taken.fresh, taken.touched, row.published_at or row.imported_at)
    if work:
        raise work_was_done(row.pk, len(work), in_words(work))
