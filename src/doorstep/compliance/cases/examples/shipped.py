"""Which worked examples does the product ship, and which rules do they show at work?"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from doorstep.compliance.cases.read import read_cases, shipped_bases


@cache
def shipped_examples() -> tuple[Mapping[str, Any], ...]:
    """Return every worked example, by file and then in the order of the file.

    Raises:
        CaseFault: A file is not in order.
    """
    folder = files("doorstep.compliance.cases.examples")
    found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return tuple(
        case
        for name in found
        for case in read_cases(folder.joinpath(name).read_text("utf-8"), name, shipped_bases())
    )


@cache
def examples_by_rule() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    """Return the examples in which each rule carries the answer; other rules are left out."""
    named: dict[str, list[Mapping[str, Any]]] = {}
    for case in shipped_examples():
        steps = case.get("steps", [case])
        rules = {rule for step in steps for rule in step["expect"].get("because", ())}
        for rule in rules:
            named.setdefault(rule, []).append(case)
    return {rule: tuple(cases) for rule, cases in sorted(named.items())}
