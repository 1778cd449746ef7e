"""Which parts are in a zip archive, and may they be unpacked at all?"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from doorstep.intake.read.container import check_expansion
from doorstep.intake.tables import RefusedFileError

_ENCRYPTED: Final = 0x1
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
)
"""What the zip reader raises for damaged archives, wrong offsets and undecodable names."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip archive whose directory was checked; parts are unpacked one by one."""

    archive: zipfile.ZipFile
    names: tuple[str, ...]

    def read(self, name: str, limit: int = -1) -> bytes:
        """Return a part, or only its beginning.

        Raises:
            RefusedFileError: ``file_corrupt``.
        """
        try:
            with self.archive.open(name) as part:
                return part.read(limit)
        except _DAMAGE:
            raise RefusedFileError("file_corrupt") from None


def open_archive(content: bytes) -> Archive:
    """Open a zip archive after a look at its directory; nothing is unpacked yet.

    Raises:
        RefusedFileError: ``file_corrupt``, ``expands_too_large`` or ``password_protected``.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGE:
        raise RefusedFileError("file_corrupt") from None
    entries = archive.infolist()
    check_expansion(len(content), sum(entry.file_size for entry in entries))
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise RefusedFileError("password_protected")
    return Archive(archive, tuple(entry.filename for entry in entries))
