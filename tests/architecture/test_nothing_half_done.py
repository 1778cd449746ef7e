"""Is everything that stands here finished, and nothing pretended?"""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source_tree import Module, Plant, SourceTree, assert_none

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))|raise NotImplemented" + r"Error\b")
PRETENDING = ("unittest.mock", "mock.", "pytest_mock")


def unfinished(tree: SourceTree) -> list[str]:
    """Return each line that says it is not done and names no issue for it."""
    names = [name for name in tree.below("src", "web", "tools", "benchmarks")]
    return [
        f"{name}:{number}"
        for name in names
        if name.endswith((".py", ".ts", ".tsx", ".mts", ".html", ".sh"))
        for number, line in enumerate(tree.text(name).splitlines(), 1)
        if UNFINISHED.search(line)
    ]


def swallowed(tree: SourceTree) -> list[str]:
    """Return each ``except`` of everything that does nothing but go on."""
    return [
        f"{module.name}:{node.lineno}"
        for module in tree.modules("src")
        for node in module.nodes
        if isinstance(node, ast.ExceptHandler) and _catches_all(node) and _goes_on(node)
    ]


def _catches_all(node: ast.ExceptHandler) -> bool:
    return node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"}


def _goes_on(node: ast.ExceptHandler) -> bool:
    return not any(
        isinstance(inner, ast.Raise)
        or (isinstance(inner, ast.Call) and ast.unparse(inner.func) == "sys.exit")
        for inner in ast.walk(node)
    )


def pretenders(tree: SourceTree) -> list[str]:
    """Return each test file that replaces our own code by a mock."""
    return [
        module.name
        for module in tree.modules("tests")
        if any(name.startswith(PRETENDING) for name in _imported(module))
    ]


def _imported(module: Module) -> Iterator[str]:
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


THROUGH_EVERY_DOOR = "tests/app/red_lines"
"""What nobody may do is tried through all doors at once, so it mirrors no single folder."""


def strayed_tests(tree: SourceTree) -> list[str]:
    """Return each folder of tests that mirrors no folder of the source."""
    mirrors = {"tests/core": "src/doorstep", "tests/app": "src/doorstep_desk"}
    found = set()
    for tests, source in mirrors.items():
        for module in tree.modules(tests):
            folder = module.name.rpartition("/")[0]
            if not tree.has(source + folder.removeprefix(tests)):
                found.add(folder)
    return sorted(found - {THROUGH_EVERY_DOOR})


def test_nothing_in_the_source_is_marked_as_unfinished(tree: SourceTree):
    assert_none(unfinished(tree))


def test_no_error_is_swallowed(tree: SourceTree):
    assert_none(swallowed(tree))


def test_our_own_code_is_never_mocked(tree: SourceTree):
    assert_none(pretenders(tree))


def test_tests_stand_where_their_source_stands(tree: SourceTree):
    assert_none(strayed_tests(tree))


def test_an_unfinished_line_is_found(plant: Plant):
    lines = ["# TO" + "DO later", "# TO" + "DO(#12) later", "raise NotImplemented" + "Error"]
    house = plant({"src/doorstep/a.py": "\n".join(lines)})
    assert unfinished(house) == ["src/doorstep/a.py:1", "src/doorstep/a.py:3"]


def test_a_swallowed_error_is_found(plant: Plant):
    quiet = "try:\n    x = 1\nexcept Exception:\n    x = None\n"
    loud = "try:\n    x = 1\nexcept Exception as error:\n    raise ValueError('no') from error\n"
    house = plant({"src/doorstep/quiet.py": quiet, "src/doorstep/loud.py": loud})
    assert swallowed(house) == ["src/doorstep/quiet.py:3"]


def test_a_mock_is_found(plant: Plant):
    house = plant({"tests/core/test_a.py": "from unittest.mock import patch\n"})
    assert pretenders(house) == ["tests/core/test_a.py"]


def test_a_strayed_test_is_found(plant: Plant):
    house = plant(
        {
            "src/doorstep/ledger/balance.py": "",
            "tests/core/ledger/test_balance.py": "",
            "tests/core/elsewhere/test_balance.py": "",
        }
    )
    assert strayed_tests(house) == ["tests/core/elsewhere"]
