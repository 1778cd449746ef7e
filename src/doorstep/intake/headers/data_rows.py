"""Which rows below the header are data, and which are totals, footers or repeated headers?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from doorstep.intake.cells.reading import stored_text
from doorstep.intake.dictionary import header_word
from doorstep.intake.headers.columns import Column
from doorstep.intake.headers.layout import Header
from doorstep.intake.known import KEYS
from doorstep.intake.tables import Row, Sheet, Value

_TOTAL: Final = ("合计", "总计", "共计", "小计", "本页小计", "汇总")
_COMPARED: Final = ("合计", "总计", "共计")
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row that counts.

    Attributes:
        values: Filled cells by column, after merges are copied downwards.
        merged: Columns whose value was copied.
        problem: ``column_count`` or ``row_truncated`` when the record is broken, else None.
    """

    number: int
    values: Mapping[int, Value]
    merged: frozenset[int] = frozenset()
    is_hidden: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """A totals row whose sum is compared with the rows above it."""

    number: int
    values: Mapping[int, Value]


def rows_below(
    sheet: Sheet, header: Header, columns: tuple[Column, ...]
) -> tuple[list[DataRow], list[TotalsRow]]:
    """Sort the rows below the header into data and compared totals; all others are left out."""
    data: list[DataRow] = []
    totals: list[TotalsRow] = []
    filled = _filled_downwards(sheet, header.row)
    for row in sheet.rows:
        if row.number <= header.row or _is_blank(row.values):
            continue
        copied = filled.get(row.number, {})
        values = {**row.values, **copied}
        word = _total_word(values, columns)
        if row.is_truncated:
            data.append(DataRow(row.number, values, problem="row_truncated"))
        elif len(values) == 1 or _is_header(values, header):
            continue
        elif word is not None:
            if word.startswith(_COMPARED):
                totals.append(TotalsRow(row.number, values))
        else:
            problem = "column_count" if _is_broken(row, header) else None
            is_hidden = row.number in sheet.hidden_rows
            data.append(DataRow(row.number, values, frozenset(copied), is_hidden, problem))
    return data, totals


def _filled_downwards(sheet: Sheet, header_row: int) -> dict[int, dict[int, Value]]:
    """Return the cells that vertical merges in the data fill, by row and column.

    Blocks of one column cannot overlap; of those that do, only the first counts.
    """
    rows = {row.number: row for row in sheet.rows}
    filled: dict[int, dict[int, Value]] = {}
    done: dict[int, int] = {}
    for merge in sorted(sheet.merges, key=lambda each: (each.first_column, each.first_row)):
        top = rows.get(merge.first_row)
        value = top.values.get(merge.first_column) if top else None
        is_covered = merge.first_row <= done.get(merge.first_column, header_row)
        if is_covered or value is None:
            continue
        done[merge.first_column] = merge.last_row
        for number in _between(rows, merge.first_row + 1, merge.last_row):
            filled.setdefault(number, {})[merge.first_column] = value
    return filled


def _between(rows: dict[int, Row], first: int, last: int) -> Iterator[int]:
    """Yield the filled rows of a block, however many rows a hostile merge claims to have."""
    if last - first < len(rows):
        yield from (number for number in range(first, last + 1) if number in rows)
    else:
        yield from (number for number in rows if first <= number <= last)


def _is_blank(values: Mapping[int, Value]) -> bool:
    return all(isinstance(value, str) and not value.strip() for value in values.values())


def _is_header(values: Mapping[int, Value], header: Header) -> bool:
    return all(
        isinstance(value, str) and header_word(value) == header.words.get(column)
        for column, value in values.items()
    )


def _total_word(values: Mapping[int, Value], columns: tuple[Column, ...]) -> str | None:
    """Return the text that makes a row a totals row, or None for an ordinary row."""
    texts = {
        column: _BLANKS.sub("", value)
        for column, value in values.items()
        if isinstance(value, str)
    }
    word = next((text for text in texts.values() if text.startswith(_TOTAL)), None)
    if word is None:
        return None
    identity = _first(columns, ("id_number",))
    key = _first(columns, KEYS)
    if identity is not None and _text(values, identity):
        return None
    key_text = _text(values, key) if key is not None else ""
    return None if key_text and not key_text.startswith(_TOTAL) else word


def _first(columns: tuple[Column, ...], fields: tuple[str, ...]) -> int | None:
    """Return the column of the first of these fields that the sheet has."""
    at = {column.field: column.at for column in columns}
    return next((at[field] for field in fields if field in at), None)


def _text(values: Mapping[int, Value], column: int) -> str:
    return _BLANKS.sub("", stored_text(values.get(column)))


def _is_broken(row: Row, header: Header) -> bool:
    """Say whether a text record has lost or won a field."""
    if not row.width:
        return False
    needed = max(header.words) + 1
    is_wrong_width = not needed <= row.width <= max(header.width, needed)
    return is_wrong_width or any(column not in header.words for column in row.values)
