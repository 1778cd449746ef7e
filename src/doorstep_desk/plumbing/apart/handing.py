"""How do calls and answers pass between two processes without standing in memory twice?

As pickles in a folder that only this program can read; what was spooled to disk passes as a file.
"""

import pickle
from pathlib import Path
from typing import IO, Any

from doorstep.intake.kept import Spool


def write_answer(path: Path, answer: object) -> None:
    """Write an object, its spools beside it."""
    with path.open("wb") as file:
        _Pickler(file, path).dump(answer)


def read_answer(path: Path) -> Any:
    """Read an object that ``write_answer`` wrote."""
    with path.open("rb") as file:
        return _Unpickler(file, path).load()


class _Pickler(pickle.Pickler):
    def __init__(self, file: IO[bytes], path: Path) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._path = path
        self._numbers: dict[int, int] = {}

    def persistent_id(self, value: Any) -> tuple[int, object] | None:
        """Write a spool to a file of its own, once."""
        if not isinstance(value, Spool):
            return None
        number = self._numbers.setdefault(id(value), len(self._numbers))
        return number, value.written_to(_beside(self._path, number))


class _Unpickler(pickle.Unpickler):  # the folder is ours alone
    def __init__(self, file: IO[bytes], path: Path) -> None:
        super().__init__(file)
        self._path = path
        self._spools: dict[int, Spool[Any]] = {}

    def persistent_load(self, pid: tuple[int, Any]) -> Spool[Any]:
        """Take a spool over from its file."""
        number, state = pid
        if number not in self._spools:
            self._spools[number] = Spool.read_from(_beside(self._path, number), state)
        return self._spools[number]


def _beside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}-spool-{number}")
