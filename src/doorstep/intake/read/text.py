"""In which encoding and with which delimiter was this text written?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from doorstep.intake.dictionary import dictionary, header_word
from doorstep.intake.read.container import is_markup
from doorstep.intake.read.decoded import beginning_of, pieces_of
from doorstep.intake.read.records import records
from doorstep.intake.tables import RefusedFileError, Row, Sheet, Tables

DELIMITERS: Final = (",", "\t", ";", "|")
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HEAD: Final = 200_000
"""Characters at the beginning that decide on encoding and delimiter."""
_HEAD_LINES: Final = 40
_LINE: Final = re.compile(r"[\r\n]+")


def read_text(content: bytes, words: frozenset[str] = frozenset()) -> Tables:
    """Read delimited text.

    Raises:
        RefusedFileError: ``encoding_unknown``, ``unsupported_type`` for markup, or
            ``file_empty`` when there are only blanks.
    """
    known = dictionary().all_words | words
    head, encoding, codec = _decoded(content, known)
    if not head.strip():
        raise RefusedFileError("file_empty")
    if is_markup(head):
        raise RefusedFileError("unsupported_type")
    delimiter = max(DELIMITERS, key=lambda each: _known_words(head, each, known))
    rows = TextRows(content, codec, delimiter)
    return Tables("csv", encoding, delimiter, (Sheet("", rows),))


@dataclass(frozen=True, slots=True)
class TextRows:
    """The filled records of a text; each look at them decodes it anew, piece by piece."""

    content: bytes
    codec: str
    delimiter: str

    def __iter__(self) -> Iterator[Row]:
        """Yield the records with at least one filled field."""
        pieces = pieces_of(self.content, self.codec)
        for number, (fields, is_truncated) in enumerate(records(pieces, self.delimiter), start=1):
            values = {column: value for column, value in enumerate(fields) if value}
            if values:
                yield Row(number, values, len(fields), is_truncated)


def _decoded(content: bytes, known: frozenset[str]) -> tuple[str, str, str]:
    """Return the beginning of the text, its encoding, and the codec that reads all of it."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = beginning_of(content, encoding, _HEAD)
            if text is None:
                raise RefusedFileError("encoding_unknown")
            return text, encoding, encoding
    text = beginning_of(content, "utf-8", _HEAD)
    return (text, "utf-8", "utf-8") if text is not None else _chinese(content, known)


def _chinese(content: bytes, known: frozenset[str]) -> tuple[str, str, str]:
    """Decode as GB18030 or Big5, whichever shows more known header words."""
    # Microsoft's Big5 has a few characters more and is what programs on Windows write.
    candidates = (("gb18030", "gb18030"), ("big5", "big5"), ("cp950", "big5"))
    readings = [
        (text, name, codec)
        for codec, name in candidates
        if (text := beginning_of(content, codec, _HEAD))
    ]
    if not readings:
        raise RefusedFileError("encoding_unknown")
    return max(readings, key=lambda reading: _most_words(reading[0], known))


def _most_words(text: str, known: frozenset[str]) -> int:
    return max(_known_words(text, delimiter, known) for delimiter in DELIMITERS)


def _known_words(text: str, delimiter: str, known: frozenset[str]) -> int:
    """Count the known header words of the best line near the beginning."""
    lines = _LINE.split(text[:_HEAD])[:_HEAD_LINES]
    return max(
        len({word for cell in line.split(delimiter) if (word := _bare(cell)) in known})
        for line in lines
    )


def _bare(cell: str) -> str:
    return header_word(cell.strip().strip('"')) if cell else ""
