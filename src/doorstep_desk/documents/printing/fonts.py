"""Can every character of a text be printed, and what stands for one that cannot?

Papers are set in Noto Sans CJK, which comes as two pinned wheels, so that the same paper looks the
same on every machine. A rare Han character outside it is named by its Unicode number; any other
character that cannot be printed is refused, because an empty box on an agreement is worse.
"""

import importlib.util
import struct
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

from doorstep_desk.documents.errors import (
    fonts_missing,
    text_missing,
    text_too_long,
    text_unprintable,
)

FAMILY: Final = "Noto Sans CJK TC"
"""One family holds Chinese, Korean and Latin; the language of a text chooses the local shapes."""

LONGEST: Final = 200
NAMED_BY_NUMBER: Final = "〔U+"
_PACKAGES: Final = ("cvttf_NotoSansCJK_Regular", "cvttf_NotoSansCJK_Bold")
_HAN: Final = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_WHOLE_UNICODE: Final = 12
"""The form of a list of characters that holds all of Unicode, as runs."""
_SHAPE_ONLY: Final = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
"""Variation selectors: they choose a shape of the character before them and are left out."""


def font_folders(packages: tuple[str, ...] = _PACKAGES) -> tuple[Path, ...]:
    """Return the folders in which the typefaces lie.

    Raises:
        Refused: A typeface is not installed.
    """
    specs = [importlib.util.find_spec(name) for name in packages]
    found = tuple(Path(spec.origin).parent for spec in specs if spec and spec.origin)
    if len(found) < len(packages) or not all(any(each.glob("*.otf")) for each in found):
        raise fonts_missing()
    return found


@dataclass(frozen=True, slots=True)
class Face:
    """One weight: which glyph stands for a character, and how broad it is.

    Attributes:
        runs: First and last code point and the first glyph of characters in a row, rising.
        metrics: The table of widths as it lies in the file.
        measured: How many glyphs have a width of their own; all further ones have the last.
        em: Units of an em.
    """

    runs: tuple[tuple[int, int, int], ...]
    metrics: bytes
    measured: int
    em: int

    @classmethod
    def read(cls, path: Path) -> "Face":
        """Read the two tables that are needed as they lie: to name each glyph takes a second.

        Raises:
            ValueError: The file does not list its characters as runs over all of Unicode.
        """
        with TTFont(path, lazy=True) as font:
            names = font.reader["cmap"]
            (count,) = struct.unpack_from(">H", names, 2)
            tables = struct.iter_unpack(">HHI", names[4 : 4 + 8 * count])
            begins = {(system, kind): offset for system, kind, offset in tables}[3, 10]
            form, _, _, _, runs = struct.unpack_from(">HHIII", names, begins)
            if form != _WHOLE_UNICODE:
                raise ValueError(f"{path.name} lists its characters in form {form}")
            body = struct.iter_unpack(">III", names[begins + 16 : begins + 16 + 12 * runs])
            return cls(
                tuple((first, last, glyph) for first, last, glyph in body),
                font.reader["hmtx"], font["hhea"].numberOfHMetrics, font["head"].unitsPerEm,
            )  # fmt: skip

    def advance(self, point: int) -> float:
        """Return how far a character moves on, in em; that of the empty box if it has no glyph."""
        place = bisect_right(self.runs, (point, 0x110000, 0)) - 1
        first, last, glyph = self.runs[place] if place >= 0 else (0, -1, 0)
        number = glyph + point - first if point <= last else 0
        (units,) = struct.unpack_from(">H", self.metrics, 4 * min(number, self.measured - 1))
        return float(units / self.em)


@cache
def faces() -> tuple[Face, ...]:
    """Return every weight of the typeface.

    Raises:
        Refused: A typeface is not installed.
    """
    return tuple(Face.read(path) for folder in font_folders() for path in folder.glob("*.otf"))


@cache
def printable_points() -> frozenset[int]:
    """Return the code points that every weight of the typeface has."""
    covered = [
        frozenset(
            point
            for first, last, glyph in face.runs
            for point in range(first, last + 1)
            if glyph + point - first
        )
        for face in faces()
    ]
    return frozenset.intersection(*covered)


def name_to_print(text: str, what: str) -> str:
    """Return somebody's or something's name as it can be printed.

    Args:
        text: As it is on file.
        what: What it is, for the refusal.

    Raises:
        Refused: It is empty, longer than any name, or cannot be printed.
    """
    if not text.strip():
        raise text_missing(what)
    if len(text) > LONGEST:
        raise text_too_long(what, LONGEST)
    return to_print(text.strip(), what)


def to_print(text: str, what: str) -> str:
    """Return a text in which every character can be printed.

    Raises:
        Refused: It holds a character that is neither in the typeface nor Han: an emoji, a script
            that the typeface lacks, or a mark that turns the direction of writing.
    """
    return "".join(_shown(each, what) for each in unicodedata.normalize("NFC", text))


def _shown(character: str, what: str) -> str:
    point = ord(character)
    if _lies_in(point, _SHAPE_ONLY):
        return ""
    if unicodedata.category(character).startswith("C") and not _lies_in(point, _HAN):
        raise text_unprintable(what, point)
    if point in printable_points():
        return character
    if _lies_in(point, _HAN):
        return f"{NAMED_BY_NUMBER}{point:04X}〕"
    raise text_unprintable(what, point)


def _lies_in(point: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= point <= last for first, last in ranges)
