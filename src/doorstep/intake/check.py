"""Which rows of a file may be taken, and what is to be said about the others?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from doorstep.intake.cells.reading import shown, stored_text
from doorstep.intake.checked import Checked
from doorstep.intake.dictionary import PARTS
from doorstep.intake.headers import Layout, SheetPlan, layout_of
from doorstep.intake.known import KnownAccounts
from doorstep.intake.profile import NO_PROFILE, Profile
from doorstep.intake.read import read_tables
from doorstep.intake.report import (
    FileFormat,
    Flagged,
    RefusedFile,
    Rejection,
    Repair,
    Report,
    SheetSeen,
    Warned,
)
from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.file import FileRows, check_rows
from doorstep.intake.rules.money import differing_totals
from doorstep.intake.tables import Refusal, RefusedFileError, Tables, letters_of
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
        return _refused(name, kind, as_of, sent_with, tables)
    try:
        layout = layout_of(tables, kind, profile)
    except RefusedFileError as refused:
        return _refused(name, kind, as_of, sent_with, refused.refusal)
    rows = check_rows(layout.sheets, tables.day_zero, known, as_of)
    report = Report(
        file=name,
        kind=layout.sheets[0].kind,
        as_of=as_of,
        context=sent_with,
        format=FileFormat(tables.container, tables.encoding, tables.delimiter),
    )
    return _checked(report, tables, layout, rows)


def _refused(
    name: str, kind: str | None, as_of: date, sent_with: tuple[str, ...], refusal: Refusal
) -> Checked:
    refused = RefusedFile(refusal.rule, refusal.column)
    return Checked(Report(name, kind, as_of, sent_with, refusal=refused))


def _checked(blank: Report, tables: Tables, layout: Layout, rows: FileRows) -> Checked:
    by_sheet = _by_sheet(layout, rows)
    drafts = [draft for sheet in by_sheet for draft in sheet]
    accepted = [draft for draft in drafts if draft.is_accepted]
    checked = Checked(
        report=blank,
        placements=tuple(rows.placements),
        supplements=tuple(rows.supplements),
        repayments=tuple(rows.repayments),
        recalls=tuple(rows.recalls),
        attempts=tuple(rows.attempts),
    )
    kinds = {plan.kind for plan in layout.sheets}
    fields = {field for plan in layout.sheets for field in plan.fields}
    totals = totals_of(checked, kinds, fields.intersection(PARTS), rows.known)
    report = replace(
        blank,
        sheets=tuple(_seen(plan) for plan in layout.sheets),
        accepted=len(accepted),
        totals=tuple(totals.items()),
        rejected=tuple(entry for draft in drafts for entry in _rejections(draft)),
        repaired=tuple(entry for draft in accepted for entry in _repairs(draft)),
        warnings=(
            *_file_warnings(tables, layout, by_sheet),
            *(entry for draft in accepted for entry in _warnings(draft)),
        ),
        flags=tuple(
            Flagged(draft.plan.name, draft.row.number, flag.word)
            for draft in accepted
            for flag in draft.flags
        ),
    )
    return replace(checked, report=report)


def _by_sheet(layout: Layout, rows: FileRows) -> list[list[Draft]]:
    """Return the drafts of each sheet; a damaged workbook may have two of one name."""
    found: dict[int, list[Draft]] = {id(plan): [] for plan in layout.sheets}
    for draft in rows.drafts:
        found[id(draft.plan)].append(draft)
    return [found[id(plan)] for plan in layout.sheets]


def _seen(plan: SheetPlan) -> SheetSeen:
    return SheetSeen(plan.name, plan.kind, plan.header_row, len(plan.rows))


def _rejections(draft: Draft) -> Iterable[Rejection]:
    for column, rule in draft.reasons:
        place = _place(draft, column)
        yield Rejection(draft.plan.name, draft.row.number, column, rule, *place)


def _repairs(draft: Draft) -> Iterable[Repair]:
    """Yield one entry for each cell and rule; a filled merge stood empty before."""
    for column, rules in draft.repairs.items():
        is_merged = rules == ("merged_cell_filled",)
        before = "" if is_merged else stored_text(draft.stored(column))
        after = shown(draft.values.get(column))
        place = _place(draft, column)
        for rule in rules:
            yield Repair(draft.plan.name, draft.row.number, column, before, after, rule, *place)


def _warnings(draft: Draft) -> Iterable[Warned]:
    for column, rule in draft.warnings:
        place = _place(draft, column)
        yield Warned(draft.plan.name, draft.row.number, column, rule, *place)


def _place(draft: Draft, column: str) -> tuple[str, str]:
    """Return the header as written and the cell's address, empty for a whole row."""
    found = next((each for each in draft.plan.columns if each.field == column), None)
    if found is None:
        return "", ""
    return found.title, f"{letters_of(found.at)}{draft.row.number}"


def _file_warnings(
    tables: Tables, layout: Layout, by_sheet: list[list[Draft]]
) -> Iterable[Warned]:
    """Yield what is to be said of the file and its sheets rather than of a row."""
    if tables.has_other_extension:
        yield Warned("", 0, "", "extension_mismatch")
    for name in layout.ignored:
        yield Warned(name, 0, "", "hidden_sheet_ignored")
    for plan, drafts in zip(layout.sheets, by_sheet, strict=True):
        for field in plan.hidden:
            yield Warned(plan.name, plan.header_row, field, "hidden_column_read")
        for dropped in plan.dropped:
            yield Warned(plan.name, plan.header_row, dropped.title, dropped.rule)
        yield from _control_totals(plan, drafts)


def _control_totals(plan: SheetPlan, drafts: list[Draft]) -> Iterable[Warned]:
    field = next((each for each in _CONTROLLED.get(plan.kind, ()) if each in plan.fields), None)
    if field:
        for row in differing_totals(plan, drafts, field):
            yield Warned(plan.name, row, field, "control_total_differs")
