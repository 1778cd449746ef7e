"""Change cells of a row that was not taken, check it by the same rules, and take it."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.intake.errors import (
    mend_changes_nothing,
    mend_leaves_cell,
    mend_unknown,
    mend_waits,
)
from doorstep_desk.intake.models import (
    PUBLISHED,
    Finding,
    QuarantinedRow,
    RowMend,
)
from doorstep_desk.intake.settled import settled_of
from doorstep_desk.plumbing.actor import Actor


@dataclass(frozen=True, slots=True)
class MendedRow:
    """What became of a row after its cells were changed.

    Attributes:
        is_taken: Whether it came into the store.
        import_id: The import that took it, or None.
        problems: Field and rule of each thing that is still wrong with it.
    """

    is_taken: bool
    import_id: int | None
    problems: tuple[tuple[str, str], ...]


@transaction.atomic
def mend_row(*, actor: Actor, row_id: int, cells: Mapping[str, str], at: datetime) -> MendedRow:
    """Check a mended row by the same rules, and take it if nothing is wrong any more.

    The row is read under its own header, the rows above it and the profile of its file, so that
    units and days hold; it is one row of the same file, taken later.

    Args:
        actor: Who mends.
        row_id: The row that was not taken.
        cells: Text by column letters; columns left out stay as they are.
        at: When.

    Raises:
        Refused: The actor may not; there is no such row, or it was taken; its import is not
            published yet; nothing changed; or a cell with a problem was left as it is.
    """
    actor.require("row.mend")
    row = _locked(actor, row_id)
    head, before = json.loads(row.sheet.head), json.loads(row.cells)
    after = [cells.get(letters, old) for letters, old in zip(head["letters"], before, strict=True)]
    changed = _changed(row, head, before, after)
    sent = SentFile(
        f"{row.batch.name} · {row.row_no}", _as_file(head, after), row.batch.as_of,
        row.batch.kind or None, lender=row.batch.asked_lender,
        settled=settled_of(row.batch.profile),
    )  # fmt: skip
    tried = import_file(actor=actor, sent=sent, at=at, is_dry_run=True)
    if problems := _problems(tried.report):
        return MendedRow(False, None, problems)
    done = import_file(actor=actor, sent=sent, at=at)
    row.mended_at, row.mended_by, row.mended_as_id = at, actor.name, done.file_id
    row.save(update_fields=["mended_at", "mended_by", "mended_as"])
    _write_down(actor, row, changed, at)
    return MendedRow(True, done.file_id, ())


def _locked(actor: Actor, row_id: int) -> Any:
    row = (
        QuarantinedRow.objects.select_for_update(of=("self",))
        .select_related("batch", "sheet")
        .filter(pk=row_id, batch__agency_id=actor.agency_id)
        .first()
    )
    if row is None or row.mended_at is not None:
        raise mend_unknown()
    if row.batch.state != PUBLISHED:
        raise mend_waits()
    return row


def _changed(
    row: Any, head: Mapping[str, Any], before: list[str], after: list[str]
) -> list[tuple[str, str, str]]:
    changed = [
        (letters, old, new)
        for letters, old, new in zip(head["letters"], before, after, strict=True)
        if old != new
    ]
    if not changed:
        raise mend_changes_nothing()
    errors = Finding.objects.filter(
        batch_id=row.batch_id, severity="error", sheet=row.sheet.name, row_no=row.row_no
    ).exclude(cell="")
    wrong = {cell.rstrip("0123456789") for cell in errors.values_list("cell", flat=True)}
    left = wrong - {letters for letters, _, _ in changed}
    if left:
        raise mend_leaves_cell(sorted(left))
    return changed


def _as_file(head: Mapping[str, Any], cells: list[str]) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text)
    for above in head["above"]:
        lines.writerow([above])
    lines.writerow(head["titles"])
    lines.writerow(cells)
    return text.getvalue().encode("utf-8")


def _problems(report: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    if report["refusal"]:
        return ((report["refusal"]["column"], report["refusal"]["rule"]),)
    return tuple((each["column"], each["rule"]) for each in report["rejected"])


def _write_down(actor: Actor, row: Any, changed: list[tuple[str, str, str]], at: datetime) -> None:
    for letters, old, new in changed:
        RowMend.objects.create(
            batch_id=row.batch_id, sheet_name=row.sheet.name, row_no=row.row_no, column=letters,
            before=old, after=new, mended_at=at, mended_by=actor.name,
        )  # fmt: skip
    record(
        at=at, actor=actor, verb="row.mended", subject=f"file:{row.batch_id}", row=row.row_no,
        columns=[letters for letters, _, _ in changed], taken_as=row.mended_as_id,
    )  # fmt: skip
