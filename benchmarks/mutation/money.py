"""Would a test notice if a comparison, a sum or a bound of the money core were wrong?

    PYTHONPATH=src nice python benchmarks/mutation/money.py [ledger|affordability] [EVERY [FROM]]

Every comparison, sign, whole number, ``and``, ``or``, ``not``, ``min`` and ``max`` of
``doorstep/ledger`` and ``doorstep/affordability`` is changed, one at a time.
Each mutant lives in a process of its own that loads the one changed file and runs the tests of
that part, its own first; the first test that fails kills it. ``EVERY 5 FROM 2`` takes each fifth
mutant from the second on. Prints one JSON object with the survivors; those of which we know that
nothing can tell them from the original say why, and count as survivors all the same.
"""

import ast
import copy
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

# ruff: noqa: E402
# What every mutant needs is loaded once, before the processes part.
import hypothesis
import numpy
import pytest
import scipy.stats
import yaml

LOADED = (numpy, pytest, scipy.stats, yaml)
EXAMPLES = 25
"""Of each property, the same ones every time: fewer than in the tests, so that a run ends."""
PARTS = ("ledger", "affordability")
WANTED = 0.90
MOST_SECONDS = 60
"""A mutant that uses more than this of its own time goes round for ever, and is noticed."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}  # fmt: skip
SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult, ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}  # fmt: skip
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any", "minimum": "maximum",
           "maximum": "minimum"}  # fmt: skip

_SAME_LENGTH = "both sides are built with one length, so asking for it changes nothing"
EQUIVALENT: dict[str, str] = {
    "ledger/accrual.py True 14": _SAME_LENGTH,
    "ledger/accrual.py True 39": _SAME_LENGTH,
    "ledger/accrual.py 40 31": "no day is numbered 2**40; one beyond it is the same for ever",
    "ledger/accrual.py 40 37": "no day is numbered 2**40; one beyond it is the same for ever",
    "ledger/fold.py True 37": "allocate_one settles as many parts as it was given",
    "ledger/fold.py True 74": _SAME_LENGTH,
    "ledger/promises.py 0 24": "a payment of nothing may stand anywhere among those of its day",
    "affordability/arrangement.py True 47": "the line above has compared both lengths already",
    "affordability/propose.py True 54": _SAME_LENGTH,
}
"""Mutants that change nothing that can be seen, with the reason; named without their line."""


@dataclass(frozen=True)
class Mutant:
    """One change of one file."""

    module: str
    path: Path
    name: str
    tree: ast.Module


class Change(ast.NodeTransformer):
    """Changes the n-th place that can be changed; annotations and decorators are left alone."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.seen, self.what, self.line = wanted, -1, "", 0

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [self.visit(each) for each in node.body]
        node.args.defaults = [self.visit(each) for each in node.args.defaults]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [self.visit(each) for each in node.body]
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        for place, op in enumerate(node.ops):
            if type(op) in COMPARED and self._is_it(node, type(op).__name__):
                node.ops[place] = COMPARED[type(op)]()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        is_text = any(isinstance(each, (ast.JoinedStr, ast.List, ast.Tuple, ast.Dict))
                      for each in (node.left, node.right))  # fmt: skip
        if type(node.op) in SIGNS and not is_text and self._is_it(node, type(node.op).__name__):
            node.op = SIGNS[type(node.op)]()
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if type(node.op) in SIGNS and self._is_it(node, type(node.op).__name__):
            node.op = SIGNS[type(node.op)]()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if self._is_it(node, type(node.op).__name__):
            node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return node.operand if self._is_it(node, type(node.op).__name__) else node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        is_number = isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
        if isinstance(node.value, bool) and self._is_it(node, str(node.value)):
            return ast.copy_location(ast.Constant(not node.value), node)
        if is_number and self._is_it(node, str(node.value)):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        called = node.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        if name in SWAPPED and self._is_it(node, name):
            if isinstance(called, ast.Name):
                called.id = SWAPPED[name]
            elif isinstance(called, ast.Attribute):
                called.attr = SWAPPED[name]
        return node

    def _is_it(self, node: ast.AST, what: str) -> bool:
        self.seen += 1
        if self.seen == self.wanted:
            self.what, self.line = what, getattr(node, "lineno", 0)
        return self.seen == self.wanted


def mutants(part: str) -> Iterator[Mutant]:
    """Yield every mutant of a part."""
    folder = ROOT / "src" / "doorstep" / part
    for path in sorted(folder.rglob("*.py")):
        short = path.relative_to(folder).as_posix()
        module = f"doorstep.{part}.{short.removesuffix('.py').replace('/', '.')}"
        if path.name == "__init__.py":
            continue
        tree = ast.parse(path.read_text("utf-8"))
        count = 0
        while True:
            change = Change(count)
            changed = ast.fix_missing_locations(change.visit(copy.deepcopy(tree)))
            if not change.line:
                break
            name = f"{part}/{short}:{change.line} {change.what} {count}"
            yield Mutant(module, path, name, changed)
            count += 1


class Planted(MetaPathFinder, Loader):
    """Loads one module from a changed tree."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        return spec_from_loader(name, self) if name == self.mutant.module else None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.mutant.path)
        exec(compile(self.mutant.tree, str(self.mutant.path), "exec"), module.__dict__)


def is_killed(mutant: Mutant | None, part: str) -> bool:
    """Say whether a test of the part fails, in a process of its own."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        _silent()
        hypothesis.settings.register_profile(
            "mutants", max_examples=EXAMPLES, derandomize=True, deadline=None, database=None
        )
        hypothesis.settings.load_profile("mutants")
        if mutant is not None:
            sys.meta_path.insert(0, Planted(mutant))
        os._exit(_run(mutant, part))
    _, status = os.waitpid(child, 0)
    return status != 0


def _silent() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def _run(mutant: Mutant | None, part: str) -> int:
    folder = ROOT / "tests" / "core" / part
    every = sorted(folder.rglob("test_*.py"))
    own = f"test_{mutant.path.stem}.py" if mutant is not None else ""
    chosen = sorted(every, key=lambda path: path.name != own)
    arguments = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-header"]
    return int(pytest.main([*arguments, *map(str, chosen)]) != 0)


def main() -> None:
    """Print how many mutants were killed, and which survived."""
    asked = sys.argv[1:]
    parts = [asked.pop(0)] if asked and asked[0] in PARTS else list(PARTS)
    every, first = (int(asked[0]) if asked else 1), (int(asked[1]) if len(asked) > 1 else 0)
    begun, figures = time.perf_counter(), {}
    for part in parts:
        assert not is_killed(None, part), f"without any change a test of {part} fails"
        chosen = list(mutants(part))[first::every]
        survivors = [each.name for each in chosen if not _told(each, part)]
        figures[part] = {
            "mutants": len(chosen), "killed": round(1 - len(survivors) / len(chosen), 4),
            "survivors": {name: EQUIVALENT.get(_without_line(name), "") for name in survivors},
        }  # fmt: skip
    print(json.dumps({
        "benchmark": "money_mutation", "load_average": os.getloadavg()[0],
        "minutes": round((time.perf_counter() - begun) / 60, 1), "limits": {"killed": WANTED},
        "met": all(each["killed"] >= WANTED for each in figures.values()), **figures,
    }, indent=2))  # fmt: skip


def _told(mutant: Mutant, part: str) -> bool:
    killed = is_killed(mutant, part)
    if not killed:
        print(f"survived: {mutant.name}", file=sys.stderr, flush=True)
    return killed


def _without_line(name: str) -> str:
    head, _, tail = name.partition(":")
    return f"{head} {tail.partition(' ')[2]}"


if __name__ == "__main__":
    main()
