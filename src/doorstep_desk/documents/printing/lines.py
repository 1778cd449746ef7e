"""Which rows of a table surely stand on one line?

Finding out how high a row is takes the press as long as setting it. Where the characters of a row
cannot need a second line, its height is known before; where they might, the press finds out.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from doorstep_desk.documents.printing.fonts import faces

ROOM_MM: Final = 166.0
"""Between the margins of the page, as ``paper.typ`` has them."""
INSET_MM: Final = 5.2
"""Left and right of a cell together."""
EM_MM: Final = 10 * 25.4 / 72
"""The size of type in a table: ten points."""
_GAP: Final = 0.25
"""The press puts a quarter of an em between Han and Latin."""
_MARGIN: Final = 1.02
"""For pairs of letters that stand further apart than each alone."""
_LATIN_ENDS: Final = "\x80"
"""Languages choose among shapes of what comes after; none is broader than an em or its own."""


class _Advances(dict[str, float]):
    """How far each character moves on, in em: that of the wider weight, looked up once."""

    def __missing__(self, character: str) -> float:
        widest = max(face.advance(ord(character)) for face in faces())
        self[character] = widest if character < _LATIN_ENDS else max(widest, 1.0)
        return self[character]


_ADVANCES: Final = _Advances()


def single_lines(table: Mapping[str, Any]) -> list[bool]:
    """Say of each row of a table block whether one line surely holds each of its cells.

    Columns that are not wide are as broad as their broadest cell; the wide ones share the rest.

    Raises:
        Refused: The typefaces are not installed.
    """
    wide = [place for place, column in enumerate(table["columns"]) if column["wide"]]
    others = [place for place, column in enumerate(table["columns"]) if not column["wide"]]
    rows: Sequence[Sequence[str]] = table["rows"]
    every = [[column["name"] for column in table["columns"]], *rows]
    if table["total"]:
        every.append(table["total"])
    taken = sum(max(_width_mm(row[place]) for row in every) for place in others)
    if taken > ROOM_MM or not (wide or others):
        return [False] * len(rows)
    share = (ROOM_MM - taken) / len(wide) if wide else 0.0
    return [all(_width_mm(row[place]) <= share for place in wide) for row in rows]


def _width_mm(text: str) -> float:
    """Return no less than what a cell with this text takes on one line."""
    if "\n" in text:
        return ROOM_MM + 1
    turns = sum((a < _LATIN_ENDS) != (b < _LATIN_ENDS) for a, b in pairwise(text))
    em = sum(map(_ADVANCES.__getitem__, text)) + _GAP * turns
    return em * EM_MM * _MARGIN + INSET_MM
