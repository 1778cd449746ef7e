"""Is every file, function and folder small enough to be held in mind?"""

from collections import Counter
from pathlib import PurePosixPath

from tests.architecture.source_tree import Module, Plant, SourceTree, assert_none, docstring_lines

MODULE_LINES = 400
FUNCTION_LINES = 40
FOLDER_FILES = 20

CODE = (".py", ".ts", ".tsx", ".mts", ".css", ".html")
FOLDERS = ("src", "tests", "web", "tools", "benchmarks")


def long_modules(tree: SourceTree) -> list[str]:
    """Return code files of more than 400 lines; migrations are not counted."""
    sizes = {
        name: tree.text(name).count("\n")
        for name in tree.below(*FOLDERS)
        if name.endswith(CODE) and "/migrations/" not in name
    }
    return [f"{name}: {lines} lines" for name, lines in sizes.items() if lines > MODULE_LINES]


def long_functions(tree: SourceTree) -> list[str]:
    """Return functions of more than 40 lines, their docstring not counted."""
    return [
        f"{module.name}:{name}: {lines} lines"
        for module in tree.modules("src", "tools")
        for name, lines in _function_lines(module)
        if lines > FUNCTION_LINES
    ]


def _function_lines(module: Module) -> list[tuple[str, int]]:
    return [
        (node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring_lines(node))
        for node in module.functions
    ]


def full_folders(tree: SourceTree) -> list[str]:
    """Return folders of more than 20 files, where files are not one entry each of a register."""
    sizes = Counter(str(PurePosixPath(name).parent) for name in tree.below(*FOLDERS))
    return [
        f"{folder}: {files} files"
        for folder, files in sorted(sizes.items())
        if files > FOLDER_FILES and not _is_register(folder)
    ]


def _is_register(folder: str) -> bool:
    """Say whether each file of the folder is one rule, parameter, law example or migration."""
    parts = folder.split("/")
    return (
        folder.endswith("compliance/rules")
        or "parameters" in parts
        or "migrations" in parts
        or folder.startswith("tests/law")
    )


def test_no_module_is_longer_than_400_lines(tree: SourceTree):
    assert_none(long_modules(tree))


def test_no_function_is_longer_than_40_lines(tree: SourceTree):
    assert_none(long_functions(tree))


def test_no_folder_holds_more_than_20_files(tree: SourceTree):
    assert_none(full_folders(tree))


def test_a_long_module_is_found(plant: Plant):
    house = plant(
        {
            "src/doorstep/whole.py": "x = 1\n" * 400,
            "src/doorstep/too_long.py": "x = 1\n" * 401,
            "src/doorstep_desk/cases/migrations/0001_first.py": "x = 1\n" * 900,
            "web/field/too_long.ts": "let x = 1;\n" * 401,
        }
    )
    assert long_modules(house) == [
        "src/doorstep/too_long.py: 401 lines",
        "web/field/too_long.ts: 401 lines",
    ]


def test_a_long_function_is_found_and_its_docstring_is_free(plant: Plant):
    explained = '    """Say it.\n' + "    More.\n" * 60 + '    """\n'
    house = plant(
        {
            "src/doorstep/a.py": "def whole():\n" + explained + "    x = 1\n" * 39,
            "src/doorstep/b.py": "def too_long():\n" + "    x = 1\n" * 40,
        }
    )
    assert long_functions(house) == ["src/doorstep/b.py:too_long: 41 lines"]


def test_a_full_folder_is_found(plant: Plant):
    def files(folder: str, count: int) -> dict[str, str]:
        return {f"{folder}/part_{n}.py": "" for n in range(count)}

    house = plant(
        files("src/doorstep/routing", 21)
        | files("src/doorstep/ledger", 20)
        | files("src/doorstep/compliance/rules", 60)
        | files("src/doorstep/parameters/cn", 60)
    )
    assert full_folders(house) == ["src/doorstep/routing: 21 files"]
