"""Where do many small values wait, in their order, while a file is being checked?

In memory while they are few, in a temporary file beyond that; either way they are read as often
as wanted. The file has no name, so it is gone when nobody holds it any more.
"""

import pickle
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Generic, Self, TypeVar

Item = TypeVar("Item")

CHUNK: Final = 1_000
"""Items that are written and read together."""
IN_MEMORY: Final = 8 << 20
"""Bytes of one spool above which it goes to disk."""


class Spool(Generic[Item]):
    """Plain values in order; first all are appended, then they are read."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        """Begin an empty spool.

        Args:
            in_memory: Bytes above which it goes to disk.
        """
        self._file = tempfile.SpooledTemporaryFile(max_size=in_memory, prefix="doorstep-")
        self._waiting: list[Item] = []
        self._offsets: list[int] = []
        self._count = 0

    def append(self, item: Item) -> None:
        """Add a value at the end."""
        self._waiting.append(item)
        self._count += 1
        if len(self._waiting) >= CHUNK:
            self._offsets.append(self._file.seek(0, 2))
            pickle.dump(self._waiting, self._file, pickle.HIGHEST_PROTOCOL)
            self._waiting = []

    def __len__(self) -> int:
        """Return how many values were appended."""
        return self._count

    def __iter__(self) -> Iterator[Item]:
        """Yield the values in their order."""
        for chunk in self.chunks():
            yield from chunk

    def chunks(self) -> Iterator[list[Item]]:
        """Yield the values in lists of at most ``CHUNK``."""
        for offset in self._offsets:
            self._file.seek(offset)
            chunk: list[Item] = pickle.load(self._file)  # noqa: S301 (our own unnamed file)
            yield chunk
        if self._waiting:
            yield self._waiting

    def written_to(self, path: Path) -> tuple[list[Item], list[int], int]:
        """Write what is on disk to a file, for another process.

        Returns:
            What else the other process needs.
        """
        self._file.seek(0)
        with path.open("wb") as copy:
            shutil.copyfileobj(self._file, copy)
        return self._waiting, self._offsets, self._count

    @classmethod
    def read_from(cls, path: Path, state: tuple[list[Item], list[int], int]) -> Self:
        """Take over a spool that another process wrote."""
        spool = cls()
        with path.open("rb") as copy:
            shutil.copyfileobj(copy, spool._file)
        spool._waiting, spool._offsets, spool._count = state
        return spool
