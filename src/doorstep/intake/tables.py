"""What does a file look like once its bytes are understood, before any word is understood?

Rows and columns are sparse: a cell far out costs one entry, not a million empty ones. Column
numbers start at 0, row numbers at 1 as a spreadsheet program shows them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final, Protocol

EXACT: Final = 10**15
"""Spreadsheets keep 15 digits; a stored number from here on may have lost its last ones."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula; it is never evaluated.

    Attributes:
        text: The formula with its leading ``=``; only ``=`` where the format keeps no text.
        stored: The result that the sender's program stored, or None.
    """

    text: str
    stored: "Plain | None"


Plain = str | int | float | bool | date | datetime | time
Value = Plain | Formula


@dataclass(frozen=True, slots=True)
class Row:
    """One record with at least one filled cell.

    Attributes:
        number: As a spreadsheet program shows it; for text the record number.
        values: Filled cells by column.
        width: Fields of a text record, filled or not; 0 where the format has no such count.
        is_truncated: The text ended inside this record.
    """

    number: int
    values: Mapping[int, Value]
    width: int = 0
    is_truncated: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block; all four ends belong to it."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


class Rows(Protocol):
    """Rows in order, looked at as often as wanted; a large file is read anew each time.

    Looking at them may raise ``RefusedFileError`` where damage shows only on the way.
    """

    def __iter__(self) -> Iterator[Row]:
        """Yield the filled rows from the first to the last."""
        ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with what a reader must know of its looks."""

    name: str
    rows: Rows
    is_hidden: bool = False
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one file.

    Attributes:
        container: ``xlsx``, ``xls``, ``csv``, ``csv.gz`` or ``parquet``.
        encoding: Of text, otherwise None.
        delimiter: Of text, otherwise None.
        sheets: In the file's order; text and parquet have one with an empty name.
        day_zero: The day of serial number 0 in this workbook.
        has_other_extension: The file's extension belongs to another container.
    """

    container: str
    encoding: str | None
    delimiter: str | None
    sheets: tuple[Sheet, ...]
    day_zero: date = field(default=date(1899, 12, 30))
    has_other_extension: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing of a file is imported.

    Attributes:
        rule: A rule of the closed list with effect ``refuse``.
        column: Canonical field the rule is about, or empty.
    """

    rule: str
    column: str = ""


class RefusedFileError(Exception):
    """Leaves the depths of a reader with the refusal; ``read_tables`` returns it as a value."""

    def __init__(self, rule: str, column: str = "") -> None:
        super().__init__(rule)
        self.refusal = Refusal(rule, column)


def letters_of(column: int) -> str:
    """Return a column's letters as spreadsheet programs show them: 0 is A, 26 is AA."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
