"""Which rows of a file may be taken, and what is to be said about the others?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from doorstep.intake.checked import Checked
from doorstep.intake.headers import Layout, layout_of
from doorstep.intake.kept import entries_of
from doorstep.intake.known import KnownAccounts
from doorstep.intake.profile import NO_PROFILE, Profile
from doorstep.intake.read import read_tables
from doorstep.intake.report import (
    FileFormat,
    RefusedFile,
    Report,
    SheetSeen,
    Warned,
)
from doorstep.intake.rules.file import FileRows, check_rows
from doorstep.intake.rules.sheet import CheckedSheet
from doorstep.intake.tables import Refusal, RefusedFileError, Tables
from doorstep.intake.totals import totals_of

_CONTROLLED = {"placement": ("placed_amount", "overdue_amount"), "repayment": ("pay_amount",)}


def check(
    name: str,
    content: bytes,
    *,
    as_of: date,
    known: KnownAccounts,
    kind: str | None = None,
    sent_with: tuple[str, ...] = (),
    profile: Profile = NO_PROFILE,
) -> Checked:
    """Check a file wholly; nothing is stored and nothing is guessed.

    Args:
        name: The file's name as it is to stand in the report.
        content: All its bytes.
        as_of: The day of the import; later payments and births are refused.
        known: Accounts and transactions in the store before this file.
        kind: Kind to assume where the header words fit none.
        sent_with: Names of the files imported before, only repeated in the report.
        profile: What a person settled about this lender's headers; goes before all lists.

    Returns:
        The report and the accepted rows.
    """
    tables = read_tables(name, content, profile.all_words)
    if isinstance(tables, Refusal):
        return refused(name, kind, as_of, sent_with, tables)
    try:
        layout = layout_of(tables, kind, profile)
        rows = check_rows(layout.sheets, tables.day_zero, known, as_of)
    except RefusedFileError as error:
        return refused(name, kind, as_of, sent_with, error.refusal)
    report = Report(
        file=name,
        kind=layout.sheets[0].kind,
        as_of=as_of,
        context=sent_with,
        format=FileFormat(tables.container, tables.encoding, tables.delimiter),
    )
    return _checked(report, tables, layout, rows)


def refused(
    name: str, kind: str | None, as_of: date, sent_with: tuple[str, ...], refusal: Refusal
) -> Checked:
    """Return what is said of a file of which nothing is taken."""
    why = RefusedFile(refusal.rule, refusal.column)
    return Checked(Report(name, kind, as_of, sent_with, refusal=why))


def _checked(blank: Report, tables: Tables, layout: Layout, rows: FileRows) -> Checked:
    checked = Checked(
        report=blank,
        placements=rows.placements,
        supplements=rows.supplements,
        repayments=rows.repayments,
        recalls=rows.recalls,
        attempts=rows.attempts,
    )
    kinds = {plan.kind for plan in layout.sheets}
    totals = totals_of(checked, kinds, rows.placement_sums, rows.known)
    logs = [sheet.log for sheet in rows.sheets]
    report = replace(
        blank,
        sheets=tuple(_seen(sheet) for sheet in rows.sheets),
        accepted=sum(log.accepted for log in logs),
        totals=tuple(totals.items()),
        **entries_of(logs, tuple(_file_warnings(tables, layout, rows.sheets))),
    )
    return replace(checked, report=report)


def _seen(sheet: CheckedSheet) -> SheetSeen:
    plan = sheet.plan
    return SheetSeen(plan.name, plan.kind, plan.header_row, sheet.log.rows)


def _file_warnings(
    tables: Tables, layout: Layout, sheets: Iterable[CheckedSheet]
) -> Iterable[Warned]:
    """Yield what is to be said of the file and its sheets rather than of a row."""
    if tables.has_other_extension:
        yield Warned("", 0, "", "extension_mismatch")
    for name in layout.ignored:
        yield Warned(name, 0, "", "hidden_sheet_ignored")
    for sheet in sheets:
        plan = sheet.plan
        for field in plan.hidden:
            yield Warned(plan.name, plan.header_row, field, "hidden_column_read")
        for dropped in plan.dropped:
            yield Warned(plan.name, plan.header_row, dropped.title, dropped.rule)
        for row in sheet.differing:
            yield Warned(plan.name, row, sheet.controlled_field, "control_total_differs")
