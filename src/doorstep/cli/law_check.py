"""Judge worked law cases: what may be done, by which rules, and when at the earliest.

It needs no database. If one file is not in order, its faults are named and nothing is answered.
"""

from pathlib import Path
from typing import Annotated

import typer

from doorstep.cli.case_files import read_case_files
from doorstep.cli.options import Json
from doorstep.cli.output import print_json, print_line
from doorstep.compliance.cases.answers import CaseAnswer, decide_case


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
    for cases, base_file in read_case_files(case_files, bases):
        for case in cases:
            for answer in decide_case(case, base_file):
                if json:
                    print_json(answer.as_json())
                else:
                    print_line(_line(answer))


def _line(answer: CaseAnswer) -> str:
    because = ", ".join(answer.because) if answer.decision != "allow" else ""
    later = f"; next {answer.next_allowed}" if answer.next_allowed else ""
    force = f" ({answer.force})" if answer.force else ""
    reasons = f": {because}" if because else ""
    return f"{answer.case_id} step {answer.step}: {answer.decision}{force}{reasons}{later}"
