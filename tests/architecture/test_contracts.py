"""Do imports run downwards only, and would we notice if they did not?"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.architecture.source_tree import ROOT, SourceTree

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

WALL = "The wall: the core knows no web, no database, no network"
CORE_FLOORS = "Core floors"
DESK_FLOORS = "Application floors"
NO_CYCLES = "No cycles anywhere, at any depth"
DOORS = "Doors act and ask; they never touch tables"
CAPABILITY = "Inside a capability: jobs over actions over facts over queries over models"
CONTRACTS = {WALL, CORE_FLOORS, DESK_FLOORS, NO_CYCLES, DOORS, CAPABILITY}


@dataclass(frozen=True)
class Outcome:
    """What the linter said.

    Attributes:
        kept: Names of contracts that hold.
        broken: Names of contracts that do not.
        text: Everything it printed.
    """

    kept: set[str]
    broken: set[str]
    text: str


def lint(root: Path, packages: Path) -> Outcome:
    """Put every contract of ``root/pyproject.toml`` to the packages below a folder."""
    answer = subprocess.run(
        [sys.executable, "-c", LINT, "--config", "pyproject.toml", "--no-cache", "--no-logo"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(packages), "NO_COLOR": "1", "COLUMNS": "250"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = answer.stdout + answer.stderr
    kept = set(re.findall(r"^(.+) KEPT", said, re.MULTILINE))
    broken = set(re.findall(r"^(.+) BROKEN", said, re.MULTILINE))
    return Outcome(kept, broken, said)


def contracts(root: Path) -> dict[str, dict]:
    """Return the contracts of a project by their short identifier."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in settings["tool"]["importlinter"]["contracts"]}


def floors(contract: dict) -> list[str]:
    """Return every package that a contract names as a floor."""
    return re.findall(r"\w+", " ".join(contract["layers"]))


def doors(contract: dict) -> list[str]:
    """Return the packages on the floor of the doors."""
    return next(re.findall(r"\w+", layer) for layer in contract["layers"] if "office" in layer)


def test_all_six_contracts_hold():
    outcome = lint(ROOT, ROOT / "src")
    assert outcome.broken == set(), outcome.text
    assert outcome.kept == CONTRACTS, outcome.text


def test_every_door_that_exists_is_kept_away_from_tables(tree: SourceTree):
    entries = contracts(tree.root)
    present = {
        f"doorstep_desk.{door}"
        for door in doors(entries["desk-floors"])
        if tree.has(f"src/doorstep_desk/{door}")
    }
    assert set(entries["doors"]["source_modules"]) == present


def test_a_floor_that_is_built_has_lost_its_parentheses(tree: SourceTree):
    entries = contracts(tree.root)
    for package, contract in (("doorstep", "core-floors"), ("doorstep_desk", "desk-floors")):
        absent = re.findall(r"\((\w+)\)", " ".join(entries[contract]["layers"]))
        built = [floor for floor in absent if tree.has(f"src/{package}/{floor}")]
        assert built == [], f"{package}: the contract calls these floors absent"


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """Build an empty house: every floor of both packages, under the real contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    entries = contracts(tmp_path)
    for package, contract in (("doorstep", "core-floors"), ("doorstep_desk", "desk-floors")):
        for floor in floors(entries[contract]):
            write(tmp_path, f"{package}/{floor}/__init__.py", "")
        write(tmp_path, f"{package}/__init__.py", "")
    for capability in ("audit", "cases", "visits", "arrangements"):
        for part in ("models", "queries", "facts", "actions", "jobs"):
            write(tmp_path, f"doorstep_desk/{capability}/{part}.py", "")
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / "src" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_an_empty_house_keeps_every_contract(skeleton: Path):
    outcome = lint(skeleton, skeleton / "src")
    assert outcome.kept == CONTRACTS, outcome.text


PLANTED = [
    # the core reaches for the web, the store, the network, the log or global chance
    (WALL, {"doorstep/ledger/balance.py": "import django.db"}),
    (WALL, {"doorstep/ledger/balance.py": "import socket"}),
    (WALL, {"doorstep/ledger/balance.py": "import logging"}),
    (WALL, {"doorstep/ledger/balance.py": "import random"}),
    (WALL, {"doorstep/cli/day.py": "import doorstep_desk.cases"}),
    # siblings meet one floor up, never directly
    (CORE_FLOORS, {"doorstep/compliance/decide.py": "import doorstep.routing"}),
    (CORE_FLOORS, {"doorstep/terms/money.py": "import doorstep.facts"}),
    # a folder that nobody declared
    (CORE_FLOORS, {"doorstep/helpers/__init__.py": ""}),
    (DESK_FLOORS, {"doorstep_desk/extras/__init__.py": ""}),
    # a lower capability calls a higher one
    (DESK_FLOORS, {"doorstep_desk/cases/actions.py": "import doorstep_desk.visits"}),
    # one door leans on another
    (DESK_FLOORS, {"doorstep_desk/office/board.py": "import doorstep_desk.portal"}),
    (
        NO_CYCLES,
        {
            "doorstep_desk/audit/models.py": "import doorstep_desk.audit.actions",
            "doorstep_desk/audit/actions.py": "import doorstep_desk.audit.models",
        },
    ),
    (DOORS, {"doorstep_desk/office/board.py": "from doorstep_desk.cases import models"}),
    (DOORS, {"doorstep_desk/field/today.py": "import doorstep_desk.visits.models"}),
    (CAPABILITY, {"doorstep_desk/cases/models.py": "import doorstep_desk.cases.actions"}),
    (CAPABILITY, {"doorstep_desk/cases/queries.py": "import doorstep_desk.cases.facts"}),
]


@pytest.mark.parametrize(("contract", "files"), PLANTED)
def test_a_planted_import_breaks_its_contract(
    skeleton: Path, contract: str, files: dict[str, str]
):
    for name, text in files.items():
        write(skeleton, name, text)
    outcome = lint(skeleton, skeleton / "src")
    assert contract in outcome.broken, outcome.text


def test_a_wall_break_is_found_through_any_number_of_steps(skeleton: Path):
    write(skeleton, "doorstep/terms/money.py", "import sqlite3")
    write(skeleton, "doorstep/ledger/balance.py", "import doorstep.terms.money")
    outcome = lint(skeleton, skeleton / "src")
    assert outcome.broken == {WALL}, outcome.text
