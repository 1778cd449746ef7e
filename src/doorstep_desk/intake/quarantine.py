"""What is kept of a file beside its accepted rows: findings, and the rows that were not taken?"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, count
from typing import Final

from django.db import transaction

from doorstep.intake import Report
from doorstep.intake.returned import ReturnedSheet
from doorstep_desk.intake.masking import masked
from doorstep_desk.intake.models import (
    Finding,
    ImportedFile,
    KeptUpload,
    QuarantinedRow,
    QuarantinedSheet,
)
from doorstep_desk.intake.reading import ReadFile
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.encryption import encrypt

_FINDING: Final = (
    "batch_id", "seq", "severity", "sheet", "row_no", "field", "header", "cell", "rule", "before",
    "after",
)  # fmt: skip
_ROW: Final = ("batch_id", "sheet_id", "row_no", "cells", "mended_by")


def keep_aside(row: ImportedFile, read: ReadFile) -> None:
    """Keep every finding of a file, and the rows that were not taken.

    Args:
        row: The import; what an earlier check of it left is dropped.
        read: What was found, and those rows as they were sent.
    """
    drop_aside(row.pk)
    numbers = count()
    copy_rows(
        "intake_finding", _FINDING,
        (
            (row.pk, next(numbers), *each) for each in _said(read.checked.report)
        ),
    )  # fmt: skip
    for sheet in read.not_taken:
        _keep_rows(row.pk, sheet)


def drop_aside(import_id: int) -> None:
    """Drop the findings and the rows that were not taken."""
    with transaction.atomic():
        Finding.objects.filter(batch_id=import_id).delete()
        QuarantinedRow.objects.filter(batch_id=import_id).delete()
        QuarantinedSheet.objects.filter(batch_id=import_id).delete()


def drop_upload(import_id: int) -> None:
    """Drop the bytes of a file about which somebody has decided."""
    KeptUpload.objects.filter(batch_id=import_id).delete()


def drop_uploads_over(at: datetime) -> int:
    """Drop the bytes of all files that have waited long enough for a decision; returns how many.

    Their staged rows stay and may still be published; only another mapping needs the file again.
    """
    dropped, _ = KeptUpload.objects.filter(kept_until__lt=at).delete()
    return dropped


def _said(report: Report) -> Iterator[tuple[object, ...]]:
    rejected = (("error", *_place(each), each.rule, "", "") for each in report.rejected)
    warned = (("warning", *_place(each), each.rule, "", "") for each in report.warnings)
    repaired = (
        (
            "repair", *_place(each), each.rule, masked(each.column, each.before),
            masked(each.column, each.after),
        )
        for each in report.repaired
    )  # fmt: skip
    flagged = (
        ("flag", each.sheet, each.row, "", "", "", each.flag, "", "") for each in report.flags
    )
    found: Iterable[tuple[object, ...]] = chain(rejected, warned, repaired, flagged)
    yield from found


def _place(each: object) -> tuple[object, ...]:
    return tuple(getattr(each, name) for name in ("sheet", "row", "column", "header", "cell"))


def _keep_rows(import_id: int, sheet: ReturnedSheet) -> None:
    head = {"above": sheet.above, "letters": sheet.letters, "titles": sheet.titles}
    kept = QuarantinedSheet.objects.create(
        batch_id=import_id, name=sheet.name, header_row=sheet.header_row,
        head=json.dumps(head, ensure_ascii=False),
    )  # fmt: skip
    copy_rows(
        "intake_quarantinedrow", _ROW,
        (
            (import_id, kept.pk, each.number, _sealed(each.cells), "")
            for each in sheet.rows
        ),
    )  # fmt: skip


def _sealed(cells: tuple[str, ...]) -> bytes:
    text = json.dumps(cells, ensure_ascii=False)
    return encrypt("intake_quarantinedrow", "cells", text)
