"""Which streams are in an OLE2 compound file?

Source: [MS-CFB] Compound File Binary File Format: header, FAT chains, directory, mini stream.
"""

import struct
from dataclasses import dataclass
from typing import Final

from doorstep.intake.tables import RefusedFileError

_HEADER: Final = 512
_LAST_SECTOR: Final = 0xFFFFFFFA
"""Sector numbers above this are marks: end of chain, free, FAT, DIFAT."""
_ENTRY: Final = 128
_STREAM: Final = 2
_ROOT: Final = 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sizes and first sectors from the header."""

    sector: int
    mini_sector: int
    directory: int
    mini_cutoff: int
    mini_fat: int


def streams(content: bytes, wanted: frozenset[str]) -> dict[str, bytes]:
    """Return the streams with a wanted name, whatever storage holds them.

    Raises:
        RefusedFileError: ``file_corrupt``: a chain is cut or runs in a circle.
    """
    try:
        layout = _layout(content)
        fat = _fat(content, layout)
        entries = _entries(_chain(content, fat, layout.directory, layout.sector))
        root = next(entry for entry in entries if entry.kind == _ROOT)
        found = {}
        for entry in entries:
            if entry.kind == _STREAM and entry.name in wanted:
                found[entry.name] = _stream(content, fat, layout, root, entry)
        return found
    except (struct.error, StopIteration, IndexError):
        raise RefusedFileError("file_corrupt") from None


def _layout(content: bytes) -> _Layout:
    shift, mini_shift = struct.unpack_from("<HH", content, 30)
    directory, _, cutoff, mini_fat = struct.unpack_from("<IIII", content, 48)
    if shift not in {9, 12} or mini_shift > 9:
        raise RefusedFileError("file_corrupt")
    return _Layout(1 << shift, 1 << mini_shift, directory, cutoff, mini_fat)


def _fat(content: bytes, layout: _Layout) -> list[int]:
    """Collect the allocation table from the sectors that header and DIFAT name."""
    numbers = list(struct.unpack_from("<109I", content, 76))
    following, seen = struct.unpack_from("<I", content, 68)[0], set[int]()
    per_sector = layout.sector // 4
    while following <= _LAST_SECTOR and following not in seen:
        seen.add(following)
        block = struct.unpack_from(f"<{per_sector}I", content, _offset(following, layout.sector))
        numbers += block[:-1]
        following = block[-1]
    fat: list[int] = []
    for number in numbers:
        if number <= _LAST_SECTOR:
            at = _offset(number, layout.sector)
            fat += struct.unpack_from(f"<{per_sector}I", content, at)
    return fat


def _offset(sector: int, size: int) -> int:
    return _HEADER + sector * size if size == _HEADER else (sector + 1) * size


def _chain(content: bytes, fat: list[int], start: int, size: int) -> bytes:
    pieces = []
    for sector in _sectors(fat, start):
        at = _offset(sector, size)
        pieces.append(content[at : at + size])
    return b"".join(pieces)


def _sectors(fat: list[int], start: int) -> list[int]:
    sectors, seen, here = [], set[int](), start
    while here <= _LAST_SECTOR:
        if here in seen:
            raise RefusedFileError("file_corrupt")
        seen.add(here)
        sectors.append(here)
        here = fat[here]
    return sectors


def _entries(directory: bytes) -> list[_Entry]:
    entries = []
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        start, size = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        entries.append(_Entry(name, kind, start, size))
    return entries


def _stream(content: bytes, fat: list[int], layout: _Layout, root: _Entry, entry: _Entry) -> bytes:
    if entry.size >= layout.mini_cutoff:
        return _chain(content, fat, entry.start, layout.sector)[: entry.size]
    mini = _chain(content, fat, root.start, layout.sector)
    table = _chain(content, fat, layout.mini_fat, layout.sector)
    mini_fat = list(struct.unpack(f"<{len(table) // 4}I", table))
    pieces = [
        mini[sector * layout.mini_sector : (sector + 1) * layout.mini_sector]
        for sector in _sectors(mini_fat, entry.start)
    ]
    return b"".join(pieces)[: entry.size]
