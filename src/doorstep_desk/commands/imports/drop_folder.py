"""Which files lie complete in a folder, and where do they go when they were taken?

A file is complete when size, time of change and identity were the same at two looks, so that one
which is still being written waits. Hidden files and those that end like half-written ones
(``.tmp``, ``.part``, ``.partial``, ``.crdownload``) are never looked at: who writes under such a
name and renames it at the end needs no waiting.
"""

import fcntl
import json
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from doorstep.cli.failure import CommandFailed

REPORTS, DONE, REFUSED = "reports", "done", "refused"
_LOCK: Final = ".doorstep-watch.lock"
_HALF_WRITTEN: Final = (".tmp", ".part", ".partial", ".crdownload")
_Look = tuple[int, int, int]


@dataclass(slots=True)
class DropFolder:
    """A watched folder.

    Attributes:
        path: The folder.
        looks: What each file looked like last time: size, time of change, identity.
        unreadable: Files that could not be read, as they looked then; not tried again until
            they look different.
    """

    path: Path
    looks: dict[str, _Look] = field(default_factory=dict)
    unreadable: dict[str, _Look] = field(default_factory=dict)

    def complete(self) -> list[Path]:
        """Look once; return the files that look as they did the last time, by name."""
        before, self.looks = self.looks, dict(self._present())
        return [
            self.path / name
            for name, look in sorted(self.looks.items())
            if before.get(name) == look and self.unreadable.get(name) != look
        ]

    def waiting(self) -> list[str]:
        """Return the names of files that looked different at the last two looks."""
        return sorted(name for name in self.looks if name not in self.unreadable)

    def _present(self) -> Iterator[tuple[str, _Look]]:
        with os.scandir(self.path) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.lower().endswith(_HALF_WRITTEN):
                    continue
                if entry.is_file(follow_symlinks=False):
                    seen = entry.stat(follow_symlinks=False)
                    yield entry.name, (seen.st_size, seen.st_ctime_ns, seen.st_ino)

    def read(self, file: Path) -> bytes | None:
        """Return the bytes of a file; None when it changed while it was read.

        Raises:
            OSError: It cannot be read.
        """
        content = file.read_bytes()
        seen = file.stat()
        look = (seen.st_size, seen.st_ctime_ns, seen.st_ino)
        is_whole = look == self.looks[file.name] and len(content) == seen.st_size
        return content if is_whole else None

    def report(self, name: str, report: dict[str, Any]) -> Path:
        """Write the report of a file, replacing an earlier one at once; return where."""
        target = self.path / REPORTS / f"{name}.json"
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=target.parent, prefix=".", suffix=".tmp", delete=False
        ) as out:
            json.dump(report, out, ensure_ascii=False, indent=1)
        Path(out.name).chmod(0o640)
        Path(out.name).replace(target)
        return target

    def move(self, file: Path, where: str, digest: str) -> Path:
        """Move a file that was dealt with; one of the same name gets its digest added."""
        target = self.path / where / file.name
        if target.exists():
            target = target.with_name(f"{file.stem}-{digest[:8]}{file.suffix}")
        file.replace(target)
        self.looks.pop(file.name, None)
        return target


@contextmanager
def watched(path: Path, at: datetime) -> Iterator[DropFolder]:
    """Hold a folder for this process, its three folders made, for the length of a block.

    Raises:
        CommandFailed: There is no such folder, it cannot be written to, or somebody else
            watches it; the sentence says who.
    """
    if not path.is_dir():
        raise CommandFailed(f"There is no folder {path}.")
    try:
        for name in (REPORTS, DONE, REFUSED):
            (path / name).mkdir(exist_ok=True)
            with tempfile.TemporaryFile(dir=path / name):
                pass
        lock = (path / _LOCK).open("a+", encoding="utf-8")
    except OSError as fault:
        raise CommandFailed(
            f"{path} cannot be watched: {fault.strerror or fault} ({fault.filename or path}). "
            f"Files are moved to {DONE} and {REFUSED} in it, and reports written to {REPORTS}, "
            "so it must be writable."
        ) from fault
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            lock.seek(0)
            raise CommandFailed(f"{path} is watched already by {lock.read().strip()}.") from taken
        lock.truncate(0)
        since = at.isoformat(timespec="seconds")
        lock.write(f"process {os.getpid()} on {socket.gethostname()} since {since}")
        lock.flush()
        yield DropFolder(path)
