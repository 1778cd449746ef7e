"""Where does each record of delimited text end, and what are its fields?

Quotes are doubled inside quoted fields, line breaks inside quotes belong to the field, and a
quotation mark inside an unquoted field is an ordinary character. Cells of any length are read.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

Record = tuple[list[str], bool]
"""The fields of a record, and whether the text ended inside it."""

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_QUOTED: Final = re.compile(r'"([^"]*+(?:""[^"]*+)*+)("?)')


@cache
def _unquoted(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf"[^{re.escape(delimiter)}\r\n]*")


def records(pieces: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Yield the fields of each record, and whether the text ended inside it.

    A blank line is a record with one empty field. Only what is not yet a whole record is kept in
    memory; a record that grows over many pieces is looked at again only when it has doubled.

    Args:
        pieces: The text, cut anywhere.
        delimiter: One character.
    """
    waiting: list[str] = []
    length, enough = 0, 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length < enough:
            continue
        text = "".join(waiting)
        position = 0
        for record, after in _records(text, delimiter):
            # What reaches the end may go on in the next piece, if only with a line feed.
            if after >= len(text):
                break
            yield record
            position = after
        waiting = [text[position:]]
        length = len(waiting[0])
        enough = 2 * length
    yield from (record for record, _ in _records("".join(waiting), delimiter))


def _records(text: str, delimiter: str) -> Iterator[tuple[Record, int]]:
    """Yield the records of a text, and where each ends."""
    position = 0
    while position < len(text):
        found = _LINE_END.search(text, position)
        stop, after = found.span() if found else (len(text), len(text))
        line = text[position:stop]
        if '"' not in line:
            position = after
            yield (line.split(delimiter), False), position
            continue
        fields, position, is_truncated = _record(text, position, delimiter)
        yield (fields, is_truncated), position


def _record(text: str, position: int, delimiter: str) -> tuple[list[str], int, bool]:
    fields: list[str] = []
    while True:
        field, position, is_open = _field(text, position, delimiter)
        fields.append(field)
        if is_open or position >= len(text):
            return fields, position, is_open
        if text.startswith(delimiter, position):
            position += len(delimiter)
            continue
        line_end = _LINE_END.match(text, position)
        return fields, line_end.end() if line_end else position, False


def _field(text: str, position: int, delimiter: str) -> tuple[str, int, bool]:
    """Return one field, where it ends, and whether its quotation mark was never closed."""
    value, is_open = "", False
    quoted = _QUOTED.match(text, position)
    if quoted:
        value, position = quoted[1].replace('""', '"'), quoted.end()
        is_open = not quoted[2]
    rest = _unquoted(delimiter).match(text, position)
    if rest:
        value, position = value + rest[0], rest.end()
    return value, position, is_open
