"""Would a worked case notice if a threshold or a comparison of a rule were wrong?

Every number of the register is moved by one, every comparison in ``compliance/rules`` and
``compliance/readings`` is changed into its neighbour, one at a time and in this process. A mutant
is judged by the worked cases that name its rules, those of this repository and the shared ones if
they lie beside it. Prints one JSON object with the survivors; those of which we know that no case
can tell them from the original say why, and count as survivors all the same.
"""

import ast
import json
import os
import re
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from doorstep.compliance import decide, registry, rules
from doorstep.compliance.cases.answers import CaseAnswer, decide_case
from doorstep.compliance.cases.examples.shipped import shipped_examples
from doorstep.compliance.cases.read import read_bases, read_cases, shipped_bases
from doorstep.compliance.rule import Rule
from doorstep.compliance.rulebook import FOLDERS
from doorstep.compliance.ruleset import SHIPPED
from doorstep.compliance.scope import kind_set
from doorstep.parameters.register import CLOCK_KEYS, Leg, register_of

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "src" / "doorstep" / "compliance"
SHARED = ROOT.parent / "shared" / "law"
WANTED = 0.95
LONGEST_MINUTES = 30
EQUIVALENT = {
    "CN-FREQ-02 gbt per_day +1": "the 2024 standard holds beside it with the same number",
    "CN-VISIT-11 soft-violence crowd +1": "the criminal law's reading has the same number",
    "CN-PI-12 criminal-law items -1": "no rule reads it: it stands there for readers",
    "CN-PI-12 criminal-law items +1": "no rule reads it: it stands there for readers",
    "HP-VISIT-CAP house nobody_met_per_month +1": "per_month counts these visits too",
    "IN-2026-* draft from -1": "at that hour IN-TIME-01 refuses; a draft speaks where one may",
    "IN-2026-* draft to +1": "at that hour IN-TIME-01 refuses; a draft speaks where one may",
    "rules/filming.py comparison 0": "without a minor there is no small child",
    "rules/filming.py comparison 1": "if all are minors, HP-MINOR refuses with the same duty",
    "readings/limitation.py comparison 6": "chooses between table and calendar, which agree",
    "readings/limitation.py comparison 7": "chooses between table and calendar, which agree",
    "readings/limitation.py comparison 8": "chooses between table and calendar, which agree",
}
"""Mutants that change no answer, with the reason."""
NEIGHBOURS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}


@dataclass(frozen=True)
class Worked:
    """A worked case, what it expects, and the rules that it names."""

    case: dict[str, Any]
    bases: Mapping[str, Any]
    expects: tuple[dict[str, Any], ...]
    names: frozenset[str]


def worked_cases() -> list[Worked]:
    """Return the cases of this repository, and the shared ones if they are there."""
    found = [_worked(case, shipped_bases()) for case in shipped_examples()]
    assert found, "no worked case ships with the product: the run would say nothing"
    if SHARED.is_dir():
        bases = read_bases((SHARED / "bases.yaml").read_text("utf-8"), "bases.yaml")
        found += [
            _worked(case, bases)
            for path in sorted((SHARED / "cases").glob("*.yaml"))
            for case in read_cases(path.read_text("utf-8"), path.name, bases)
            if not case.get("expect_exactly_one_allow")
        ]
    return found


def _worked(case: dict[str, Any], bases: Mapping[str, Any]) -> Worked:
    expects = tuple(step["expect"] for step in case.get("steps", [case]))
    names = {
        name
        for expect in expects
        for key in ("because", "not_because")
        for name in expect.get(key, ())
    }
    return Worked(case, bases, expects, frozenset(names))


def is_right(worked: Worked) -> bool:
    """Say whether a case comes out as it expects; a crash is no right answer."""
    try:
        answers = list(
            decide_case(worked.case, worked.bases, ruleset=SHIPPED, with_next_allowed=False)
        )
    except Exception:  # a mutant may break in any way, and then it is noticed
        return False
    return all(
        _fits(expect, answer) for expect, answer in zip(worked.expects, answers, strict=True)
    )


def _fits(expect: dict[str, Any], answer: CaseAnswer) -> bool:
    because, duties = set(answer.because), set(answer.obligations)
    plain = all(
        getattr(answer, key) == expect[key] for key in ("decision", "force") if key in expect
    )
    return (
        plain
        and set(expect.get("because", ())) <= because
        and because.isdisjoint(expect.get("not_because", ()))
        and set(expect.get("obligations", ())) <= duties
        and duties.isdisjoint(expect.get("not_obligations", ()))
    )


def is_killed(cases: list[Worked], ids: frozenset[str]) -> bool:
    """Say whether some case that names one of the rules notices."""
    return not all(is_right(worked) for worked in cases if worked.names & ids)


def threshold_mutants(cases: list[Worked]) -> Iterator[tuple[str, bool]]:
    """Move every number that a rule reads by one, up and down."""
    folders = tuple(sorted({folder for some in FOLDERS.values() for folder in some}))
    read = _keys_read()
    for entry in register_of(folders).entries.values():
        for leg in entry.legs if entry.is_gated else ():
            for key in leg.values:
                if key not in read:
                    continue
                for step in (-1, 1):
                    name = f"{entry.rule_id} {leg.name} {key} {step:+d}"
                    yield name, _with_value(entry.rule_id, leg.name, key, step, cases)


def _keys_read() -> frozenset[str]:
    """Return the keys that some rule reads; the others stand there for readers only."""
    texts = [path.read_text("utf-8") for path in CODE.rglob("*.py")]
    constants = {
        node.value
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return frozenset(constants)


def _with_value(rule_id: str, leg_name: str, key: str, step: int, cases: list[Worked]) -> bool:
    """Judge with one number moved in every register that has the rule."""
    legs = [leg for leg in _legs(rule_id) if leg.name == leg_name]
    # A clock time is moved by a minute, which is how it is written.
    moved = step * 60 if key in CLOCK_KEYS else step
    originals = [leg.values for leg in legs]
    for leg in legs:
        object.__setattr__(leg, "values", {**leg.values, key: leg.values[key] + moved})
    kind_set.cache_clear()
    try:
        return is_killed(cases, frozenset({rule_id}))
    finally:
        for leg, values in zip(legs, originals, strict=True):
            object.__setattr__(leg, "values", values)
        kind_set.cache_clear()


def _legs(rule_id: str) -> list[Leg]:
    found: dict[int, Leg] = {}
    for place in FOLDERS:
        entry = register_of(FOLDERS[place]).entries.get(rule_id)
        found |= {id(leg): leg for leg in (entry.legs if entry else ())}
    return list(found.values())


class _Change(ast.NodeTransformer):
    """Changes the n-th comparison of a file into its neighbour."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.seen, self.line = wanted, -1, 0

    def visit_Compare(self, node: ast.Compare) -> ast.AST:  # the name ast wants
        self.generic_visit(node)
        if type(node.ops[0]) in NEIGHBOURS and self._is_it(node.lineno):
            node.ops[0] = NEIGHBOURS[type(node.ops[0])]()
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:  # the name ast wants
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "equals" and self._is_it(node.lineno):
            return ast.UnaryOp(ast.Invert(), node)
        return node

    def _is_it(self, line: int) -> bool:
        self.seen += 1
        if self.seen == self.wanted:
            self.line = line
        return self.seen == self.wanted


def comparison_mutants(cases: list[Worked]) -> Iterator[tuple[str, bool]]:
    """Change every comparison of the rules and of what they read."""
    for folder in ("rules", "readings"):
        for path in sorted((CODE / folder).glob("*.py")):
            text = path.read_text("utf-8")
            count = 0
            while True:
                change = _Change(count)
                tree = ast.fix_missing_locations(change.visit(ast.parse(text)))
                if not change.line:
                    break
                yield (
                    f"{folder}/{path.name}:{change.line} comparison {count}",
                    _with_code(folder, path, tree, cases),
                )
                count += 1


def _with_code(folder: str, path: Path, tree: ast.AST, cases: list[Worked]) -> bool:
    """Judge with one file changed."""
    code = compile(tree, str(path), "exec")
    originals = registry.found_rules()
    reading: ModuleType | None = None
    if folder == "rules":
        changed = _run(code, f"{rules.__name__}.{path.stem}")
        own = {rule.ids: rule for rule in changed["RULES"]}
        found = tuple(own.get(rule.ids, rule) for rule in originals)
        ids = frozenset(rule_id for some in own for rule_id in some)
    else:
        reading = sys.modules[f"doorstep.compliance.readings.{path.stem}"]
        kept = dict(reading.__dict__)
        exec(code, reading.__dict__)  # our own file, changed in one place
        found, ids = _rules_anew(path.stem)
    decide.found_rules = lambda: found  # type: ignore[assignment]
    decide._asked_of.cache_clear()
    kind_set.cache_clear()
    try:
        return is_killed(cases, ids)
    finally:
        if reading is not None:
            reading.__dict__.update(kept)
        decide.found_rules = registry.found_rules
        decide._asked_of.cache_clear()
        kind_set.cache_clear()


def _rules_anew(reading: str) -> tuple[tuple[Rule, ...], frozenset[str]]:
    """Run the rule files again, so that they see the changed reading."""
    found: list[Rule] = []
    ids: set[str] = set()
    for path in sorted((CODE / "rules").glob("[!_]*.py")):
        text = path.read_text("utf-8")
        own = _run(compile(text, str(path), "exec"), f"{rules.__name__}.{path.stem}")["RULES"]
        found.extend(own)
        if f"readings.{reading}" in text:
            ids |= {rule_id for rule in own for rule_id in rule.ids}
    return tuple(sorted(found, key=lambda rule: rule.ids)), frozenset(ids)


def _run(code: Any, name: str) -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": name}
    exec(code, space)  # our own file, changed in one place
    return space


def _without_line(name: str) -> str:
    """Return the name of a mutant without the number of its line, which moves."""
    return re.sub(r":\d+ ", " ", name)


def main() -> None:
    """Print how many mutants were killed, and which survived."""
    begun = time.perf_counter()
    cases = worked_cases()
    wrong = [worked.case["id"] for worked in cases if not is_right(worked)]
    assert not wrong, f"without any change these cases are wrong: {wrong}"
    results = [*threshold_mutants(cases), *comparison_mutants(cases)]
    survivors = [name for name, killed in results if not killed]
    share = 1 - len(survivors) / len(results)
    minutes = (time.perf_counter() - begun) / 60
    figures = {
        "benchmark": "law_mutation",
        "load_average": os.getloadavg()[0],
        "cases": len(cases),
        "mutants": len(results),
        "killed": round(share, 4),
        "minutes": round(minutes, 1),
        "limits": {"killed": WANTED, "minutes": LONGEST_MINUTES},
        "met": {"killed": share >= WANTED, "minutes": minutes <= LONGEST_MINUTES},
        "survivors": {name: EQUIVALENT.get(_without_line(name), "") for name in survivors},
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
