"""What does each sheet hold: its header, its kind, its columns and its data rows?"""

from dataclasses import dataclass
from datetime import date

from doorstep.intake.cells.reading import stored_text
from doorstep.intake.dictionary import PARTS
from doorstep.intake.headers.columns import (
    Column,
    Dropped,
    check_required,
    columns_of,
    placement_date_above,
)
from doorstep.intake.headers.data_rows import DataRow, TotalsRow, rows_below
from doorstep.intake.headers.kinds import kind_of
from doorstep.intake.headers.layout import Header, header_of
from doorstep.intake.known import KEYS
from doorstep.intake.profile import NO_PROFILE, Profile
from doorstep.intake.tables import RefusedFileError, Sheet, Tables

__all__ = ["Column", "DataRow", "Layout", "SheetPlan", "TotalsRow", "layout_of"]


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How one sheet is read.

    Attributes:
        kind: Placement, supplement, repayment, recall or attempts.
        columns: Columns that are read, in their order; of doubled ones the first.
        date_above: Placement day above the header, or None.
        fields: Fields that the sheet has.
        hidden: Fields whose column is hidden.
    """

    name: str
    kind: str
    header_row: int
    columns: tuple[Column, ...]
    fields: frozenset[str]
    dropped: tuple[Dropped, ...]
    hidden: tuple[str, ...]
    date_above: date | None
    rows: tuple[DataRow, ...]
    totals: tuple[TotalsRow, ...]

    @property
    def key_field(self) -> str:
        """Return the account key: the most precise number that the sheet has."""
        return next(field for field in KEYS if field in self.fields)

    @property
    def owed_field(self) -> str:
        """Return the column that says what is owed; the principal where only parts do."""
        wanted = ("placed_amount", "overdue_amount", *PARTS)
        return next(field for field in wanted if field in self.fields)


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets of a file that are read, and the hidden ones that are not."""

    sheets: tuple[SheetPlan, ...]
    ignored: tuple[str, ...]


def layout_of(tables: Tables, fallback: str | None, profile: Profile = NO_PROFILE) -> Layout:
    """Find header, kind and columns of every sheet.

    Args:
        tables: The file.
        fallback: Kind for sheets whose words fit none, where no sheet fits any.
        profile: What a person settled about this lender's headers.

    Raises:
        RefusedFileError: ``no_header``, ``too_many_columns``, ``header_ambiguous``,
            ``required_column_missing`` or ``no_data_rows``.
    """
    headers = [(sheet, header) for sheet in tables.sheets if (header := header_of(sheet, profile))]
    visible = [(sheet, header) for sheet, header in headers if not sheet.is_hidden]
    if not visible:
        raise RefusedFileError("no_header")
    kinds = [kind_of(set(header.words.values()), profile) for _, header in visible]
    if not any(kinds):
        kinds[0] = fallback or "placement"
    plans = tuple(
        _plan(sheet, header, kind, tables.day_zero, profile)
        for (sheet, header), kind in zip(visible, kinds, strict=True)
        if kind
    )
    if not any(plan.rows for plan in plans):
        raise RefusedFileError("no_data_rows")
    return Layout(plans, tuple(sheet.name for sheet, _ in headers if sheet.is_hidden))


def _plan(sheet: Sheet, header: Header, kind: str, day_zero: date, profile: Profile) -> SheetPlan:
    columns, dropped = columns_of(header, kind, profile)
    date_above = placement_date_above(header, day_zero)
    check_required(columns, kind, date_above is not None)
    rows, totals = rows_below(sheet, header, columns)
    single = _without_doubles(columns, rows)
    hidden = tuple(column.field for column in single if column.at in sheet.hidden_columns)
    return SheetPlan(
        name=sheet.name,
        kind=kind,
        header_row=header.row,
        columns=single,
        fields=frozenset(column.field for column in single),
        dropped=dropped,
        hidden=hidden,
        date_above=date_above,
        rows=tuple(rows),
        totals=tuple(totals),
    )


def _without_doubles(columns: tuple[Column, ...], rows: list[DataRow]) -> tuple[Column, ...]:
    """Keep the first of two columns of one field when all their cells agree.

    Remarks are read one after the other and may be many.

    Raises:
        RefusedFileError: ``header_ambiguous``.
    """
    kept: dict[str, Column] = {}
    single = []
    for column in columns:
        first = kept.setdefault(column.field, column)
        if first is column or column.field == "remark":
            single.append(column)
        elif any(_cell(row, column) != _cell(row, first) for row in rows if not row.problem):
            raise RefusedFileError("header_ambiguous", column.field)
    return tuple(single)


def _cell(row: DataRow, column: Column) -> str:
    return stored_text(row.values.get(column.at)).strip()
