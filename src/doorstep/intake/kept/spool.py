"""Where do many small values wait, in their order, while a file is being checked?

In memory while they are few, in a temporary file beyond that; either way they are read as often
as wanted. The file has no name, so it is gone when nobody holds it any more.
"""

import pickle
import tempfile
from collections.abc import Iterator
from typing import Any, Final, Generic, TypeVar

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

    def __getstate__(self) -> dict[str, Any]:
        """Hand over all content, to another process."""
        self._file.seek(0)
        return {
            "content": self._file.read(), "waiting": self._waiting, "offsets": self._offsets,
            "count": self._count,
        }  # fmt: skip

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take over the content of another spool."""
        self.__init__()  # type: ignore[misc]  # the unnamed file cannot be handed over itself
        self._file.write(state["content"])
        self._waiting, self._offsets = state["waiting"], state["offsets"]
        self._count = state["count"]
