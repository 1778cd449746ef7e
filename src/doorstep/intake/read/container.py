"""What kind of container are these bytes?"""

import re
from enum import Enum, auto
from typing import Final

from doorstep.intake.tables import RefusedFileError


class Container(Enum):
    """Containers that have a reader."""

    ZIP = auto()
    OLE = auto()
    PARQUET = auto()
    GZIP = auto()
    TEXT = auto()


MAX_EXPANDED: Final = 512 << 20
"""Bytes that a file may have once unpacked."""
MAX_RATIO: Final = 100
"""Times its packed size that a file may have, above ``RATIO_FROM``."""
RATIO_FROM: Final = 64 << 20

_MAGIC: Final = (
    (b"PK\x03\x04", Container.ZIP),
    (b"PK\x05\x06", Container.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container.OLE),
    (b"PAR1", Container.PARQUET),
    (b"\x1f\x8b", Container.GZIP),
)
_UNSUPPORTED: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"II*\x00",
    b"MM\x00*",
    b"Rar!",
    b"7z\xbc\xaf",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"\x7fELF",
    b"MZ\x90",
    b"{\\rtf",
    b"SQLite format 3",
)
_MARKUP: Final = re.compile(r"\s*(?:<[!?a-zA-Z]|MIME-Version:)")
_MARKS: Final = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def container_of(content: bytes) -> Container:
    """Return the container by its first bytes.

    Raises:
        RefusedFileError: ``unsupported_type``: an image, a PDF, another archive and so on.
    """
    if content.startswith(_UNSUPPORTED) or content[257:262] == b"ustar":
        raise RefusedFileError("unsupported_type")
    return next(
        (kind for magic, kind in _MAGIC if content.startswith(magic)),
        Container.TEXT,
    )


def is_blank(content: bytes) -> bool:
    """Say whether there is nothing but a byte order mark and blanks of one byte."""
    return content.strip(b" \t\r\n") in _MARKS


def is_markup(text: str) -> bool:
    """Say whether a text is a web page or another document in markup."""
    return _MARKUP.match(text) is not None


def check_expansion(packed: int, expanded: int) -> None:
    """Refuse content that grows beyond all proportion when unpacked.

    Raises:
        RefusedFileError: ``expands_too_large``.
    """
    is_bomb = expanded > RATIO_FROM and expanded > MAX_RATIO * packed
    if is_bomb or expanded > MAX_EXPANDED:
        raise RefusedFileError("expands_too_large")
