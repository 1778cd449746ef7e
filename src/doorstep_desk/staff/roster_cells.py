"""How are the cells of a roster read: sheets, lines, days, clock times, numbers?"""

import csv
import io
import zipfile
from datetime import date, datetime, time

import python_calamine

from doorstep_desk.plumbing.refusal import Malformed

Cell = str


def table_of(content: bytes) -> list[list[Cell]]:
    """Return the first sheet of an XLSX file, or the lines of a CSV file, as text.

    Raises:
        Malformed: The bytes are neither, or the text is in neither UTF-8 nor GB 18030.
    """
    return _sheet(content) if content[:2] == b"PK" else _lines(content)


def day(text: str) -> date | None:
    """Return the day of ``2027-03-31`` or ``2027/3/31``, None when it is no day."""
    try:
        return datetime.strptime(text.replace("/", "-"), "%Y-%m-%d").date()  # noqa: DTZ007 (a day)
    except ValueError:
        return None


def minute(text: str) -> int | None:
    """Return the minutes after midnight of ``9:00``, None when it is no clock time."""
    try:
        hour, _, rest = text.partition(":")
        at = time(int(hour), int(rest[:2] or 0))
    except ValueError:
        return 1440 if text in {"24:00", "24:00:00"} else None
    return at.hour * 60 + at.minute


def number(text: str) -> float | None:
    """Return a decimal number, None when it is none."""
    try:
        return float(text)
    except ValueError:
        return None


def _sheet(content: bytes) -> list[list[Cell]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python()
    except (python_calamine.CalamineError, zipfile.BadZipFile, IndexError):
        raise Malformed(["this is no complete XLSX file; save it again"]) from None
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> Cell:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)


def _lines(content: bytes) -> list[list[Cell]]:
    for coding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        return [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    raise Malformed(["the text of this file is in neither UTF-8 nor GB 18030"])
