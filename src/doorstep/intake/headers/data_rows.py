"""Which rows below the header are data, and which are totals, footers or repeated headers?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

from doorstep.intake.cells.reading import stored_text
from doorstep.intake.dictionary import header_word, simplified
from doorstep.intake.headers.columns import Column
from doorstep.intake.headers.layout import Header
from doorstep.intake.known import KEYS
from doorstep.intake.tables import Row, Sheet, Value

# 計, 頁 and 匯 are not in the list of traditional characters, which is closed.
_TOTAL: Final = re.compile("[合总共小][计計]|本[页頁]小[计計]|[汇匯]总")
_COMPARED: Final = re.compile("[合总共][计計]")
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


@dataclass(frozen=True, slots=True)
class RowsBelow:
    """The rows below a header that count or are compared; each look reads the sheet anew."""

    sheet: Sheet
    header: Header
    columns: tuple[Column, ...]

    def __iter__(self) -> Iterator[DataRow | TotalsRow]:
        """Yield data and compared totals in their order; all other rows are left out."""
        filled = _filled_downwards(self.sheet, self.header.row)
        places = _Places.of(self.columns, self.header)
        for row in self.sheet.rows:
            if row.number <= self.header.row or _is_blank(row.values):
                continue
            copied = filled.get(row.number, {})
            values = {**row.values, **copied} if copied else row.values
            if row.is_truncated:
                yield DataRow(row.number, values, problem="row_truncated")
            elif _has_two(values) and not _is_header(values, self.header):
                found = self._sorted(row, values, frozenset(copied), places)
                if found:
                    yield found

    def _sorted(
        self, row: Row, values: Mapping[int, Value], copied: frozenset[int], places: "_Places"
    ) -> DataRow | TotalsRow | None:
        """Tell data from totals; None for totals that nothing is compared with."""
        word = _total_word(values, places)
        if word is not None:
            return TotalsRow(row.number, values) if _COMPARED.match(word) else None
        problem = "column_count" if _is_broken(row, self.header, places) else None
        return DataRow(row.number, values, copied, row.number in self.sheet.hidden_rows, problem)


@dataclass(frozen=True, slots=True)
class _Places:
    """Column numbers that every row is asked for.

    Attributes:
        last: The last named column.
    """

    identity: int | None
    key: int | None
    last: int

    @classmethod
    def of(cls, columns: tuple[Column, ...], header: Header) -> Self:
        """Find the columns of a sheet."""
        return cls(_first(columns, ("id_number",)), _first(columns, KEYS), max(header.words))


def _filled_downwards(sheet: Sheet, header_row: int) -> dict[int, dict[int, Value]]:
    """Return the cells that vertical merges in the data fill, by row and column.

    Blocks of one column cannot overlap; of those that do, only the first counts.
    """
    if not sheet.merges:
        return {}
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
    return not any(map(_is_filled, values.values()))


def _has_two(values: Mapping[int, Value]) -> bool:
    """Say whether more than one cell is filled; blanks fill none."""
    filled = filter(_is_filled, values.values())
    return any(filled) and any(True for _ in filled)


def _is_filled(value: Value) -> bool:
    return not isinstance(value, str) or bool(value.strip())


def _is_header(values: Mapping[int, Value], header: Header) -> bool:
    return all(
        isinstance(value, str) and header_word(value) == header.words.get(column)
        for column, value in values.items()
        if _is_filled(value)
    )


def _total_word(values: Mapping[int, Value], places: _Places) -> str | None:
    """Return the text that makes a row a totals row, or None for an ordinary row."""
    if places.identity is not None and _text(values, places.identity):
        return None
    texts = (_plain(value) for value in values.values() if isinstance(value, str))
    word = next((text for text in texts if _TOTAL.match(text)), None)
    if word is None:
        return None
    key_text = _plain(_text(values, places.key)) if places.key is not None else ""
    return None if key_text and not _TOTAL.match(key_text) else word


def _plain(text: str) -> str:
    """Return a text without blanks, in simplified characters: 合 計 is 合计."""
    return simplified(_BLANKS.sub("", text))


def _first(columns: tuple[Column, ...], fields: tuple[str, ...]) -> int | None:
    """Return the column of the first of these fields that the sheet has."""
    at = {column.field: column.at for column in columns}
    return next((at[field] for field in fields if field in at), None)


def _text(values: Mapping[int, Value], column: int) -> str:
    return _BLANKS.sub("", stored_text(values.get(column)))


def _is_broken(row: Row, header: Header, places: _Places) -> bool:
    """Say whether a text record has lost or won a field."""
    if not row.width:
        return False
    needed = places.last + 1
    is_wrong_width = not needed <= row.width <= max(header.width, needed)
    return is_wrong_width or any(
        column not in header.words and _is_filled(value) for column, value in row.values.items()
    )
