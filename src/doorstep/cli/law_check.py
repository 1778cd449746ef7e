"""Judge worked law cases: what may be done, by which rules, and when at the earliest.

It needs no database. If one file is not in order, its faults are named and nothing is answered.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import Json
from doorstep.cli.output import print_json, print_line
from doorstep.compliance.cases.answers import CaseAnswer, decide_case
from doorstep.compliance.cases.read import CaseFault, read_bases, read_cases, shipped_bases

BROKEN: Final = 2
"""Exit status for a file that cannot be read or is not in order."""

Case = dict[str, Any]
Bases = Mapping[str, Any]


def law_check(
    case_files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="YAML files of worked law cases.")
    ],
    bases: Annotated[
        Path | None,
        typer.Option(help="Base situations; else bases.yaml beside the file or one folder up."),
    ] = None,
    json: Json = False,
) -> None:
    """Judge worked law cases: what may be done, by which rules, and when at the earliest.

    Example: doorstep law check cases/*.yaml --json
    """
    for cases, base_file in _read_all(case_files, bases):
        for case in cases:
            for answer in decide_case(case, base_file):
                if json:
                    print_json(answer.as_json())
                else:
                    print_line(_line(answer))


def _read_all(case_files: list[Path], bases: Path | None) -> list[tuple[list[Case], Bases]]:
    """Read everything before anything is answered, and name all faults at once."""
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


def _line(answer: CaseAnswer) -> str:
    because = ", ".join(answer.because) if answer.decision != "allow" else ""
    later = f"; next {answer.next_allowed}" if answer.next_allowed else ""
    force = f" ({answer.force})" if answer.force else ""
    reasons = f": {because}" if because else ""
    return f"{answer.case_id} step {answer.step}: {answer.decision}{force}{reasons}{later}"
