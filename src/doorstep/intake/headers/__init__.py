"""What does each sheet hold: its header, its kind, its columns and its data rows?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from doorstep.intake.cells.reading import stored_text
from doorstep.intake.dictionary import PARTS
from doorstep.intake.headers.columns import (
    Column,
    Dropped,
    check_required,
    columns_of,
    placement_date_above,
)
from doorstep.intake.headers.data_rows import DataRow, RowsBelow, TotalsRow
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
    below: RowsBelow

    def without_rows(self) -> Self:
        """Return the plan alone, without holding on to the file."""
        nothing = RowsBelow(Sheet("", ()), Header(0, {}, {}, (), 0), ())
        return replace(self, below=nothing)

    @property
    def rows(self) -> Iterator[DataRow]:
        """Yield the data rows; the sheet is read anew."""
        return (row for row in self.below if isinstance(row, DataRow))

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
    if not any(True for plan in plans for _ in plan.rows):
        raise RefusedFileError("no_data_rows")
    return Layout(plans, tuple(sheet.name for sheet, _ in headers if sheet.is_hidden))


def _plan(sheet: Sheet, header: Header, kind: str, day_zero: date, profile: Profile) -> SheetPlan:
    columns, dropped = columns_of(header, kind, profile)
    date_above = placement_date_above(header, day_zero)
    check_required(columns, kind, date_above is not None)
    below = RowsBelow(sheet, header, columns)
    single = _without_doubles(columns, below)
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
        below=below,
    )


def _without_doubles(columns: tuple[Column, ...], below: RowsBelow) -> tuple[Column, ...]:
    """Keep the first of two columns of one field when all their cells agree.

    Remarks are read one after the other and may be many.

    Raises:
        RefusedFileError: ``header_ambiguous``.
    """
    kept: dict[str, Column] = {}
    single, doubled = list[Column](), list[Column]()
    for column in columns:
        first = kept.setdefault(column.field, column)
        is_single = first is column or column.field == "remark"
        (single if is_single else doubled).append(column)
    if doubled:
        _compare_doubles([(column, kept[column.field]) for column in doubled], below)
    return tuple(single)


def _compare_doubles(pairs: list[tuple[Column, Column]], below: RowsBelow) -> None:
    """Refuse the file when two columns of one field differ anywhere; the first column first."""
    differing = set[str]()
    for row in below:
        if isinstance(row, DataRow) and not row.problem:
            differing.update(
                column.field for column, first in pairs if _cell(row, column) != _cell(row, first)
            )
    for column, _ in pairs:
        if column.field in differing:
            raise RefusedFileError("header_ambiguous", column.field)


def _cell(row: DataRow, column: Column) -> str:
    return stored_text(row.values.get(column.at)).strip()
