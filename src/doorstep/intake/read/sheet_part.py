"""Which cells, formulas, merges and hidden rows are in one worksheet part?

Values, formulas and looks are read in one pass, cell by cell, so that a stray cell at the far end
of a sheet costs one entry.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from doorstep.intake.read.number_formats import Shown, moment_of
from doorstep.intake.read.xml_parts import Attributes, attribute, is_true, parse_part, whole
from doorstep.intake.tables import EXACT, Formula, Merge, Plain, RefusedFileError, Row, Value

_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONGEST: Final = 30
"""Digits of the longest whole number that is read as one."""


@dataclass(slots=True)
class WorkbookContext:
    """What all sheets of a workbook share."""

    strings: list[str] = field(default_factory=list)
    styles: list[Shown] = field(default_factory=list)
    day_zero: date = date(1899, 12, 30)


@dataclass(slots=True)
class SheetReader:
    """Collects one worksheet part while the parser runs over it."""

    context: WorkbookContext
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    _row: int = 0
    _column: int = -1
    _cell: Attributes = field(default_factory=dict)
    _texts: dict[str, list[str]] = field(default_factory=dict)
    _open: str = ""
    _phonetic: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        match name:
            case "row":
                self._start_row(attributes)
            case "c":
                self._start_cell(attributes)
            case "v" | "f" | "t":
                self._open = name
                self._texts.setdefault(name, [])
            case "rPh":
                self._phonetic = True
            case "col":
                self._start_columns(attributes)
            case "mergeCell":
                self.merges.append(merge_of(attribute(attributes, "ref")))
            case _:
                pass

    def text(self, characters: str) -> None:
        """Take characters of a value, a formula or an inline text."""
        if self._open and not self._phonetic:
            self._texts[self._open].append(characters)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        match name:
            case "v" | "f" | "t":
                self._open = ""
            case "rPh":
                self._phonetic = False
            case "c":
                self._end_cell()
            case _:
                pass

    def _start_row(self, attributes: Attributes) -> None:
        self._row = whole(attribute(attributes, "r")) or self._row + 1
        self._column = -1
        if is_true(attribute(attributes, "hidden")):
            self.hidden_rows.add(self._row)

    def _start_columns(self, attributes: Attributes) -> None:
        if is_true(attribute(attributes, "hidden")):
            first, last = (whole(attribute(attributes, end)) or 1 for end in ("min", "max"))
            self.hidden_columns.update(range(first - 1, min(last, 16_384)))

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attribute(attributes, "r")
        self._cell = attributes
        self._texts = {}
        if reference:
            row, self._column = position_of(reference)
            self._row = row or self._row
        else:
            self._column += 1

    def _end_cell(self) -> None:
        texts = {name: unescaped("".join(pieces)) for name, pieces in self._texts.items()}
        stored = self._stored(texts)
        value: Value | None = stored
        if "f" in texts:
            value = Formula(f"={texts['f'].lstrip('=')}", stored)
        if value is not None:
            self.rows.setdefault(self._row, {})[self._column] = value

    def _stored(self, texts: dict[str, str]) -> Plain | None:
        kind = attribute(self._cell, "t") or "n"
        raw = texts.get("t" if kind == "inlineStr" else "v", "")
        if raw == "":
            return None
        match kind:
            case "s":
                return self._shared(raw)
            case "b":
                return is_true(raw)
            case "n":
                return self._number(raw)
            case "d":
                return _iso_day(raw)
            case _:
                return raw

    def _shared(self, raw: str) -> str | None:
        at = whole(raw)
        if at is None or at >= len(self.context.strings):
            raise RefusedFileError("file_corrupt")
        return self.context.strings[at] or None

    def _number(self, raw: str) -> Plain:
        number = number_of(raw)
        style = whole(attribute(self._cell, "s")) or 0
        if isinstance(number, str) or style >= len(self.context.styles):
            return number
        shown = self.context.styles[style]
        return number if shown is Shown.NUMBER else moment_of(number, shown, self.context.day_zero)


def read_sheet_part(content: bytes, context: WorkbookContext) -> tuple[SheetReader, list[Row]]:
    """Read one worksheet part.

    Returns:
        The reader with merges and hidden rows and columns, and the filled rows in order.
    """
    reader = SheetReader(context)
    parse_part(content, reader.start, reader.end, reader.text)
    return reader, [Row(number, reader.rows[number]) for number in sorted(reader.rows)]


def strings_of(content: bytes) -> list[str]:
    """Return the shared texts of a workbook in their order, without reading aids."""
    strings: list[str] = []
    pieces: list[str] = []
    is_open, is_aid = False, False

    def start(name: str, _: Attributes) -> None:
        nonlocal is_open, is_aid
        is_aid = is_aid or name == "rPh"
        is_open = name == "t" and not is_aid

    def end(name: str) -> None:
        nonlocal is_open, is_aid
        is_open = False
        if name == "rPh":
            is_aid = False
        elif name == "si":
            strings.append(unescaped("".join(pieces)))
            pieces.clear()

    def text(characters: str) -> None:
        if is_open:
            pieces.append(characters)

    parse_part(content, start, end, text)
    return strings


def unescaped(text: str) -> str:
    """Return the text with ``_x000D_`` and the like turned into their characters."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    """Return the escaped character; half of a pair is none and stays as written."""
    code = int(escape[1], 16)
    return escape[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def position_of(reference: str) -> tuple[int, int]:
    """Return row number (from 1) and column number (from 0) of a reference such as ``AB12``.

    Raises:
        RefusedFileError: ``file_corrupt``: the text is no reference.
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise RefusedFileError("file_corrupt")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


def merge_of(reference: str) -> Merge:
    """Return the block of a reference such as ``A1:B3``."""
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = position_of(first), position_of(last or first)
    return Merge(top, bottom, left, right)


def number_of(raw: str) -> int | float | str:
    """Return a stored number; whole ones as int, unreadable ones as the text they are."""
    if raw.isascii() and raw.isdigit() and len(raw) <= _LONGEST:
        return int(raw)
    try:
        number = float(raw)
    except ValueError:
        return raw
    return int(number) if number.is_integer() and abs(number) < EXACT else number


def _iso_day(raw: str) -> Plain:
    try:
        return datetime.fromisoformat(raw)
    except ValueError:
        return raw
