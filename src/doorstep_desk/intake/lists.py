"""Which files were sent, page by page, and how far has each import come?"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from doorstep_desk.intake.errors import import_unknown
from doorstep_desk.intake.models import (
    OPEN_STATES,
    PUBLISHED,
    STAGED,
    Finding,
    ImportConflict,
    ImportedFile,
    QuarantinedRow,
)
from doorstep_desk.plumbing.paging import Page, page_of


def file_page(agency_id: int, cursor: str | None, size: int = 50) -> Page[ImportedFile]:
    """Return one page of an agency's files without their reports, the newest first.

    Files that wait for a decision are among them, or nobody would find them again.
    """
    rows = ImportedFile.objects.filter(agency_id=agency_id)
    return page_of(rows.defer("report"), order=("-imported_at", "-id"), cursor=cursor, size=size)


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import as a list shows it.

    Attributes:
        import_id: Number.
        name: File name.
        digest: SHA-256 of the content.
        kind: Kind word; empty before it was read.
        state: ``received``, ``read``, ``staged``, ``published``, ``refused``, ``cancelled`` or
            ``undone``.
        outcome: ``imported``, ``imported_in_part``, ``refused``; empty before it was read.
        as_of: The day it speaks of.
        rows_total: Rows read.
        rows_accepted: Rows that may be taken.
        rows_staged: Rows staged so far; with ``rows_accepted`` this is the progress.
        changes: Counts: ``new``, ``changed``, ``unchanged``, ``missing``, ``withdrawn``,
            ``conflicts``; empty before publication and for kinds without accounts.
        imported_by: Who sent it.
        imported_at: When.
        published_at: When its rows came into the store, or None.
        ended_at: When it was cancelled or undone, or None.
        ended_by: By whom.
    """

    import_id: int
    name: str
    digest: str
    kind: str
    state: str
    outcome: str
    as_of: date
    rows_total: int
    rows_accepted: int
    rows_staged: int
    changes: dict[str, int]
    imported_by: str
    imported_at: datetime
    published_at: datetime | None
    ended_at: datetime | None
    ended_by: str

    @property
    def may_cancel(self) -> bool:
        """Say whether nothing of it is published yet."""
        return self.state in OPEN_STATES

    @property
    def may_resume(self) -> bool:
        """Say whether it can be published without the file being sent again."""
        return self.state == STAGED

    @property
    def may_undo(self) -> bool:
        """Say whether it may be undone, provided that nothing was done on its cases."""
        return self.state == PUBLISHED and self.kind == "placement"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that a file said and that was not taken until a person has looked.

    Attributes:
        case_id: About which case.
        row_no: Row of the file.
        field: What it is about.
        reason: ``other_person``, ``recalled``, ``paid_since``, ``verified_address`` or
            ``reviewed_flag``.
    """

    case_id: int
    row_no: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportDetail:
    """One import with its report and its conflicts."""

    line: ImportLine
    report: dict[str, Any]
    conflicts: tuple[Conflict, ...]


def list_imports(
    agency_id: int, cursor: str | None = None, size: int = 50, state: str | None = None
) -> Page[ImportLine]:
    """Return one page of an agency's imports in every state, or in one, the newest first."""
    rows = ImportedFile.objects.filter(agency_id=agency_id)
    if state is not None:
        rows = rows.filter(state=state)
    page = page_of(rows.defer("report"), order=("-imported_at", "-id"), cursor=cursor, size=size)
    return Page(tuple(_line(row) for row in page.items), page.next_cursor, page.count)


def import_detail(agency_id: int, import_id: int) -> ImportDetail:
    """Return one import with its report and conflicts.

    Raises:
        Refused: This agency has no such import.
    """
    row = ImportedFile.objects.filter(agency_id=agency_id, pk=import_id).first()
    if row is None:
        raise import_unknown(import_id)
    return ImportDetail(_line(row), json.loads(row.report), tuple(conflicts_of(import_id)))


def conflicts_of(import_id: int) -> list[Conflict]:
    """Return what an import said and did not change, in the order of the file."""
    rows = ImportConflict.objects.filter(batch_id=import_id).order_by("row_no", "id")
    return [Conflict(*row) for row in rows.values_list("case_id", "row_no", "field", "reason")]


def _line(row: ImportedFile) -> ImportLine:
    return ImportLine(
        row.pk, row.name, row.digest, row.kind, row.state, row.outcome, row.as_of,
        row.rows_total, row.rows_accepted, row.rows_staged, row.changes, row.imported_by,
        row.imported_at, row.published_at, row.ended_at, row.ended_by,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowAside:
    """A row of a payment file that was not taken.

    Attributes:
        row_id: By which it is mended.
        import_id: The import.
        file: Name of the file.
        sheet: Name of the sheet; empty where there is only one without a name.
        row_no: Number of the row in it.
        rules: What is said against it, the first first.
        sent_at: When the file came.
    """

    row_id: int
    import_id: int
    file: str
    sheet: str
    row_no: int
    rules: tuple[str, ...]
    sent_at: datetime


def payment_rows_aside(agency_id: int) -> QuerySet[QuarantinedRow]:
    """Return the rows of payment files that were not taken and that nobody mended."""
    return QuarantinedRow.objects.filter(
        batch__agency_id=agency_id, batch__kind="repayment", batch__state=PUBLISHED,
        mended_at=None,
    )  # fmt: skip


def rows_aside_page(agency_id: int, cursor: str | None, size: int = 50) -> Page[Any]:
    """Return one page of those rows, the newest file first, each with its reasons.

    They stay where their file keeps them; what is shown here is no second copy. What was mended
    came in as a payment and is gone from here.
    """
    rows = payment_rows_aside(agency_id).select_related("batch", "sheet").defer("cells")
    page = page_of(rows, order=("-batch_id", "row_no", "id"), cursor=cursor, size=size)
    imports = {row.batch_id for row in page.items}
    rules: dict[tuple[int, str, int], list[str]] = {}
    for batch, sheet, row_no, rule in (
        Finding.objects.filter(batch_id__in=imports, severity="error")
        .filter(row_no__in={row.row_no for row in page.items})
        .order_by("batch_id", "seq")
        .values_list("batch_id", "sheet", "row_no", "rule")
    ):
        rules.setdefault((batch, sheet, row_no), []).append(rule)
    found = tuple(
        RowAside(
            row.pk, row.batch_id, row.batch.name, row.sheet.name, row.row_no,
            tuple(dict.fromkeys(rules.get((row.batch_id, row.sheet.name, row.row_no), ()))),
            row.batch.imported_at,
        )
        for row in page.items
    )  # fmt: skip
    return Page(found, page.next_cursor, page.count)
