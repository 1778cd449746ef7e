"""Which sheets are in an old (OLE2, BIFF) workbook?"""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

import python_calamine

from doorstep.intake.read.biff import Looks, old_workbook
from doorstep.intake.read.compound import streams
from doorstep.intake.tables import (
    EXACT,
    Formula,
    Merge,
    Plain,
    RefusedFileError,
    Row,
    Sheet,
    Tables,
)

MAX_AREA: Final = 4_000_000
"""Cells of a sheet's used area; the library below lays out all of them, empty or not."""
_WANTED: Final = frozenset({"Workbook", "Book", "EncryptedPackage"})


def read_old_workbook(content: bytes) -> Tables:
    """Read an xls workbook; values by calamine, looks from the records.

    Raises:
        RefusedFileError: ``password_protected``, ``file_corrupt``, ``expands_too_large``, or
            ``unsupported_type`` for other compound files.
    """
    found = streams(content, _WANTED)
    if "EncryptedPackage" in found:
        raise RefusedFileError("password_protected")
    stream = found.get("Workbook") or found.get("Book")
    if stream is None:
        raise RefusedFileError("unsupported_type")
    old = old_workbook(stream)
    if any(each.last_row * (each.last_column + 1) > MAX_AREA for each in old.sheets):
        raise RefusedFileError("expands_too_large")
    day_zero = date(1904, 1, 1) if old.is_1904 else date(1899, 12, 30)
    return Tables("xls", None, None, tuple(_sheets(content, old.sheets)), day_zero)


def _sheets(content: bytes, looks: tuple[Looks, ...]) -> Iterator[Sheet]:
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        for at, listed in enumerate(book.sheets_metadata):
            if listed.typ == python_calamine.SheetTypeEnum.WorkSheet and at < len(looks):
                is_hidden = listed.visible != python_calamine.SheetVisibleEnum.Visible
                yield _sheet(book.get_sheet_by_index(at), looks[at], is_hidden)
    except python_calamine.PasswordError:
        raise RefusedFileError("password_protected") from None
    except (python_calamine.CalamineError, OSError):
        raise RefusedFileError("file_corrupt") from None
    except BaseException as damage:
        # The library's own crash on damaged records has a type that cannot be imported.
        if type(damage).__name__ != "PanicException":
            raise
        raise RefusedFileError("file_corrupt") from None


def _sheet(sheet: Any, looks: Looks, is_hidden: bool) -> Sheet:
    rows = []
    for number, record in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        values = {at: _plain(value) for at, value in enumerate(record) if value != ""}
        shown = {
            at: Formula("=", value) if (number, at) in looks.formulas else value
            for at, value in values.items()
        }
        if shown:
            rows.append(Row(number, dict(shown)))
    merges = tuple(
        Merge(top + 1, bottom + 1, left, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Sheet(
        sheet.name,
        tuple(rows),
        is_hidden,
        merges,
        frozenset(looks.hidden_rows),
        frozenset(looks.hidden_columns),
    )


def _plain(value: Any) -> Plain:
    """Turn whole floats into integers and spans into days, as the file stores them."""
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return int(value)
    plain: Plain = value
    return plain
