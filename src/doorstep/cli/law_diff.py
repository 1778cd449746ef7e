"""Say which decisions of worked cases other rules would change.

OLD and NEW are each a day (2025-06-30: the law of that day, as known on it), a folder of
parameters (an edited copy), the first letters of a rulebook's digest, or ``now``.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from doorstep.cli.case_files import BROKEN, read_case_files
from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import Json
from doorstep.cli.output import print_json, print_line
from doorstep.compliance.lawbook.diff import CaseFlip, diff_cases
from doorstep.compliance.ruleset import Ruleset, UnknownRulesetError, ruleset_of
from doorstep.parameters.strict_yaml import ParameterError


def law_diff(
    old: Annotated[str, typer.Argument(help="A day, a folder of parameters, or now.")],
    new: Annotated[str, typer.Argument(help="The same.")],
    case_files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="YAML files of worked law cases.")
    ],
    bases: Annotated[Path | None, typer.Option(help="Base situations.")] = None,
    json: Json = False,
) -> None:
    """Say which decisions of worked cases other rules would change, and by which rules.

    Example: doorstep law diff 2026-01-29 now cases/*.yaml
    """
    before, after = _ruleset(old), _ruleset(new)
    for cases, base_file in read_case_files(case_files, bases):
        try:
            flips = diff_cases(before, after, cases, base_file)
        except ParameterError as fault:
            raise CommandFailed(str(fault), BROKEN) from fault
        for flip in flips:
            if json:
                print_json(_plain(flip))
            else:
                print_line(_line(flip))


def _ruleset(word: str) -> Ruleset:
    try:
        return ruleset_of(word)
    except UnknownRulesetError as fault:
        raise CommandFailed(str(fault), BROKEN) from fault


def _plain(flip: CaseFlip) -> dict[str, Any]:
    sides = {
        name: {"decision": side.decision, "because": list(side.because), "force": side.force}
        for name, side in (("old", flip.old), ("new", flip.new))
    }
    return {"id": flip.old.case_id, "step": flip.old.step, **sides}


def _line(flip: CaseFlip) -> str:
    old = ", ".join(flip.old.because) if flip.old.decision != "allow" else "-"
    new = ", ".join(flip.new.because) if flip.new.decision != "allow" else "-"
    return (
        f"{flip.old.case_id} step {flip.old.step}: {flip.old.decision} ({old})"
        f" -> {flip.new.decision} ({new})"
    )
