"""What does an old workbook say that is not a value: hidden rows, formulas, epoch, password?

Source: [MS-XLS] Excel Binary File Format; only six kinds of record are looked at.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from doorstep.intake.tables import RefusedFileError

_FORMULA: Final = 0x0006
_END: Final = 0x000A
_EPOCH: Final = 0x0022
_PASSWORD: Final = 0x002F
_COLUMNS: Final = 0x007D
_SHEET: Final = 0x0085
_ROW: Final = 0x0208
_BEGIN: Final = 0x0809
_VALUES: Final = frozenset({0x00FD, 0x0203, 0x027E, 0x00BD, 0x0204, 0x0205, _FORMULA})


@dataclass(slots=True)
class Looks:
    """What is known of one sheet; rows from 1, columns from 0.

    Attributes:
        last_row: Largest row with a value.
        last_column: Largest column with a value.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0


@dataclass(frozen=True, slots=True)
class OldWorkbook:
    """Looks of all sheets in their order, and whether day 0 is in 1904."""

    sheets: tuple[Looks, ...]
    is_1904: bool


def old_workbook(stream: bytes) -> OldWorkbook:
    """Scan the workbook stream.

    Raises:
        RefusedFileError: ``password_protected``, or ``file_corrupt`` when a record is cut.
    """
    offsets: list[int] = []
    is_1904 = False
    try:
        for kind, body in _records(stream, 0):
            if kind == _PASSWORD:
                raise RefusedFileError("password_protected")
            if kind == _EPOCH:
                is_1904 = struct.unpack_from("<H", body)[0] == 1
            elif kind == _SHEET:
                offsets.append(struct.unpack_from("<I", body)[0])
        return OldWorkbook(tuple(_looks(stream, offset) for offset in offsets), is_1904)
    except struct.error:
        raise RefusedFileError("file_corrupt") from None


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one substream; those of charts inside it are passed over."""
    depth = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        body = stream[position + 4 : position + 4 + length]
        if len(body) < length:
            raise RefusedFileError("file_corrupt")
        position += 4 + length
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, body


def _looks(stream: bytes, offset: int) -> Looks:
    looks = Looks()
    for kind, body in _records(stream, offset):
        if kind == _ROW:
            row, flags = struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, 12)[0]
            if flags & 0x20:
                looks.hidden_rows.add(row + 1)
        elif kind == _COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<5H", body)
            if flags & 0x1:
                looks.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind in _VALUES:
            _take_value(looks, kind, body)
    return looks


def _take_value(looks: Looks, kind: int, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    looks.last_row = max(looks.last_row, row + 1)
    looks.last_column = max(looks.last_column, column)
    if kind == _FORMULA:
        looks.formulas.add((row + 1, column))
