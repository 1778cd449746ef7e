"""Does a capability keep its tables to itself?"""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.source_tree import ROOT, Plant, SourceTree, assert_none, called_name

IMPORTERS = """
import re, sys, grimp
graph = grimp.build_graph("doorstep_desk", cache_dir=None)
for table in sorted(graph.modules):
    if re.search(r"[.]models($|[.])", table):
        for importer in sorted(graph.find_modules_that_directly_import(table)):
            print(importer, table)
"""


def trespassers(packages: Path) -> list[str]:
    """Return each import of a capability's tables from outside it.

    A separate process, so that a planted package never meets the real one of the same name.
    """
    answer = subprocess.run(
        [sys.executable, "-c", IMPORTERS],
        env={"PYTHONPATH": str(packages)},
        capture_output=True,
        text=True,
        check=True,
    )
    pairs = [line.split() for line in answer.stdout.splitlines()]
    return [
        f"{importer} -> {table}" for importer, table in pairs if _owner(importer) != _owner(table)
    ]


def _owner(module: str) -> str:
    found = re.match(r"doorstep_desk\.\w+", module)
    return found[0] if found else module


def test_a_capabilitys_tables_are_read_and_written_only_by_itself():
    assert_none(trespassers(ROOT / "src"))


def test_a_trespasser_is_named(plant: Plant):
    house = plant(
        {
            "doorstep_desk/__init__.py": "",
            "doorstep_desk/cases/__init__.py": "",
            "doorstep_desk/cases/models.py": "",
            "doorstep_desk/cases/queries.py": "from doorstep_desk.cases import models",
            "doorstep_desk/arrangements/__init__.py": "",
            "doorstep_desk/arrangements/actions.py": "import doorstep_desk.cases.models",
        }
    )
    found = trespassers(house.root)
    assert found == ["doorstep_desk.arrangements.actions -> doorstep_desk.cases.models"]


def string_lookups(tree: SourceTree) -> list[str]:
    """Return each place that fetches a table by its name, which no import contract can see."""
    return [
        f"{module.name}:{node.lineno}"
        for module in tree.modules("src/doorstep_desk")
        for node in module.nodes
        if isinstance(node, ast.Call) and called_name(node) == "get_model"
    ]


def test_no_table_is_fetched_by_its_name(tree: SourceTree):
    assert_none(string_lookups(tree))


def test_a_lookup_by_name_is_found(plant: Plant):
    house = plant({"src/doorstep_desk/office/board.py": "CASE = apps.get_model('cases.Case')\n"})
    assert string_lookups(house) == ["src/doorstep_desk/office/board.py:1"]
