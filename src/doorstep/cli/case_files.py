"""Which worked cases stand in some files, and with which base situations?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from doorstep.cli.failure import CommandFailed
from doorstep.compliance.cases.read import CaseFault, read_bases, read_cases, shipped_bases

BROKEN: Final = 2
"""Exit status for a file that cannot be read or is not in order."""

Case = dict[str, Any]
Bases = Mapping[str, Any]


def read_case_files(case_files: list[Path], bases: Path | None) -> list[tuple[list[Case], Bases]]:
    """Read everything before anything is answered, and name all faults at once.

    Args:
        case_files: YAML files.
        bases: Base situations; else bases.yaml beside each file or one folder up, else those
            that are shipped.

    Raises:
        CommandFailed: A file cannot be read or is not in order; file, case and key are named.
    """
    read, broken = [], []
    for path in case_files:
        try:
            read.append(_read(path, bases))
        except CaseFault as fault:
            broken.extend(fault.faults)
        except (OSError, UnicodeDecodeError) as fault:
            broken.append(f"{path.name}: cannot be read: {fault}")
    if broken:
        raise CommandFailed("\n".join(broken), BROKEN)
    return read


def _read(path: Path, bases: Path | None) -> tuple[list[Case], Bases]:
    text = path.read_text(encoding="utf-8")
    base_file = _bases_for(path, bases)
    return read_cases(text, path.name, base_file), base_file


def _bases_for(path: Path, bases: Path | None) -> Bases:
    folder = path.resolve().parent
    candidates = [folder / "bases.yaml", folder.parent / "bases.yaml"]
    chosen = bases or next((file for file in candidates if file.is_file()), None)
    if chosen is None:
        return shipped_bases()
    return read_bases(chosen.read_text(encoding="utf-8"), chosen.name)
