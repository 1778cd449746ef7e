"""What does somebody else hold of the log?

A folder, best on another machine or a medium that only grows. One file per day and life of the
log (a restore begins another one), to which signed checkpoints are appended and flushed to the
disk; nothing in it is ever rewritten.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.conf import settings

from doorstep.audit.verifier import Note, read_notes

WITNESS_VARIABLE: Final = "DOORSTEP_WITNESS_DIR"


def witness_folder() -> Path:
    """Return the folder of the witness: configured, or beside the store."""
    if given := os.environ.get(WITNESS_VARIABLE):
        return Path(given).absolute()
    return Path(settings.DOORSTEP_DATA_DIR) / "witness"


def witnessed(folder: Path) -> list[Note]:
    """Return every checkpoint in the folder, the oldest first.

    Raises:
        doorstep.audit.verifier.Broken: A file holds something else.
    """
    return [note for file in _files(folder) for note in read_notes(file.read_bytes())]


def last_witnessed(folder: Path) -> Note | None:
    """Return the newest checkpoint in the folder, or None when there is none.

    Raises:
        doorstep.audit.verifier.Broken: The newest file holds something else.
    """
    files = _files(folder)
    return read_notes(files[-1].read_bytes())[-1] if files else None


def hand_to_witness(folder: Path, name: str, notes: Iterable[str]) -> None:
    """Append checkpoints to a file, and return when they are on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.txt"
    is_new = not file.exists()
    with file.open("ab") as sink:
        for note in notes:
            sink.write(("" if sink.tell() == 0 else "\n").encode() + note.encode())
        sink.flush()
        os.fsync(sink.fileno())
    if is_new:
        _flush_folder(folder)


def _files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.glob("*.txt") if each.stat().st_size)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
