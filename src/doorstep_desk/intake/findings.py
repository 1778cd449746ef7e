"""What was said of a file, narrowed, sorted and page by page; never all of it at once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Min, QuerySet

from doorstep_desk.intake.models import Finding, QuarantinedRow, QuarantinedSheet
from doorstep_desk.plumbing.paging import Page, page_of

SEVERITIES: Final = ("error", "warning", "repair", "flag")
SORTS: Final = {
    "row": ("sheet", "row_no", "seq"),
    "rule": ("rule", "sheet", "row_no", "seq"),
    "column": ("field", "sheet", "row_no", "seq"),
}


@dataclass(frozen=True, slots=True)
class FindingWish:
    """What somebody looks for among the findings of a file.

    Attributes:
        severity: Word of ``SEVERITIES``; empty for all.
        rule: Rule word; empty for all.
        sheet: Sheet name; None for all.
        field: Field of the importer; empty for all.
        sort: Word of ``SORTS``.
    """

    severity: str = "error"
    rule: str = ""
    sheet: str | None = None
    field: str = ""
    sort: str = "row"


def finding_page(
    import_id: int, wish: FindingWish, cursor: str | None, size: int
) -> Page[Finding]:
    """Return one page of findings, in two queries."""
    rows = _wanted(import_id, wish)
    if wish.rule:
        rows = rows.filter(rule=wish.rule)
    return page_of(rows, order=SORTS.get(wish.sort, SORTS["row"]), cursor=cursor, size=size)


def _wanted(import_id: int, wish: FindingWish) -> QuerySet[Finding, Finding]:
    rows = Finding.objects.filter(batch_id=import_id)
    if wish.severity in SEVERITIES:
        rows = rows.filter(severity=wish.severity)
    if wish.sheet is not None:
        rows = rows.filter(sheet=wish.sheet)
    if wish.field:
        rows = rows.filter(field=wish.field)
    return rows


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something was said.

    Attributes:
        severity: Word of ``SEVERITIES``.
        rule: Rule or flag.
        field: Field of the importer; empty for a whole row.
        sheet: Sheet name.
        count: How often.
        before: Of a repair, the first cell as it was; masked.
        after: The same cell afterwards; masked.
    """

    severity: str
    rule: str
    field: str
    sheet: str
    count: int
    before: str
    after: str


def counted_findings(import_id: int) -> list[Counted]:
    """Return how often each rule spoke of each field and sheet, the most frequent first."""
    groups = (
        Finding.objects.filter(batch_id=import_id)
        .values("severity", "rule", "field", "sheet")
        .annotate(n=Count("id"), first=Min("seq"))
        .order_by("-n", "rule", "field", "sheet")
    )
    found = list(groups)
    repairs = [each["first"] for each in found if each["severity"] == "repair"]
    examples = {
        seq: (before, after)
        for seq, before, after in Finding.objects.filter(
            batch_id=import_id, seq__in=repairs
        ).values_list("seq", "before", "after")
    }
    return [
        Counted(
            each["severity"], each["rule"], each["field"], each["sheet"], each["n"],
            *examples.get(each["first"], ("", "")),
        )
        for each in found
    ]  # fmt: skip


def rows_with(import_id: int, severity: str) -> int:
    """Return of how many rows something of a severity was said."""
    rows = Finding.objects.filter(batch_id=import_id, severity=severity)
    return rows.values("sheet", "row_no").distinct().count()


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row that was not taken.

    Attributes:
        row_id: Identifier.
        import_id: Its file.
        file_name: Name of the file.
        sheet: Name of its sheet.
        row_no: As a spreadsheet program shows it.
        letters: Columns as spreadsheet programs name them.
        titles: Headers as written.
        cells: As sent.
        is_mended: Whether it was taken later.
    """

    row_id: int
    import_id: int
    file_name: str
    sheet: str
    row_no: int
    letters: tuple[str, ...]
    titles: tuple[str, ...]
    cells: tuple[str, ...]
    is_mended: bool


def waiting_row(agency_id: int, row_id: int) -> WaitingRow | None:
    """Return one row that was not taken, or None."""
    row = (
        QuarantinedRow.objects.select_related("sheet", "batch")
        .filter(pk=row_id, batch__agency_id=agency_id)
        .first()
    )
    if row is None:
        return None
    head = json.loads(row.sheet.head)
    return WaitingRow(
        row.pk, row.batch_id, row.batch.name, row.sheet.name, row.row_no, tuple(head["letters"]),
        tuple(head["titles"]), tuple(json.loads(row.cells)), row.mended_at is not None,
    )  # fmt: skip


def waiting_ids(import_id: int, rows: set[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """Return the identifiers of rows that still wait, by sheet and row, in one query."""
    found = QuarantinedRow.objects.filter(
        batch_id=import_id, mended_at=None, row_no__in={number for _, number in rows}
    ).values_list("sheet__name", "row_no", "id")
    return {(sheet, number): pk for sheet, number, pk in found if (sheet, number) in rows}


def said_of_row(row: WaitingRow) -> list[tuple[str, str, str]]:
    """Return column letters (or nothing), field and rule of each error of a row."""
    found = Finding.objects.filter(
        batch_id=row.import_id, severity="error", sheet=row.sheet, row_no=row.row_no
    ).order_by("seq")
    return [
        (cell.rstrip("0123456789"), field, rule)
        for cell, field, rule in found.values_list("cell", "field", "rule")
    ]


@dataclass(frozen=True, slots=True)
class SentBack:
    """A sheet of rows for the lender.

    Attributes:
        name: Sheet name.
        titles: The lender's own headers, in order.
        rows: Row number, cells and what is wrong as field and rule, row by row.
    """

    name: str
    titles: tuple[str, ...]
    rows: Iterator[tuple[int, list[str], list[tuple[str, str]]]]


def sent_back(import_id: int) -> Iterator[SentBack]:
    """Yield each sheet with its rows that still wait; rows are read while they are written."""
    for sheet in QuarantinedSheet.objects.filter(batch_id=import_id).order_by("id"):
        titles = tuple(json.loads(sheet.head)["titles"])
        yield SentBack(sheet.name, titles, _rows_back(import_id, sheet))


def _rows_back(
    import_id: int, sheet: Any
) -> Iterator[tuple[int, list[str], list[tuple[str, str]]]]:
    said = iter(
        Finding.objects.filter(batch_id=import_id, severity="error", sheet=sheet.name)
        .order_by("row_no", "seq")
        .values_list("row_no", "field", "rule")
        .iterator(chunk_size=5000)
    )
    waiting = next(said, None)
    rows = QuarantinedRow.objects.filter(sheet_id=sheet.pk, mended_at=None).order_by("row_no")
    for row_no, cells in rows.values_list("row_no", "cells").iterator(chunk_size=2000):
        remarks: list[tuple[str, str]] = []
        while waiting is not None and waiting[0] <= row_no:
            if waiting[0] == row_no:
                remarks.append((waiting[1], waiting[2]))
            waiting = next(said, None)
        yield row_no, json.loads(cells), remarks
