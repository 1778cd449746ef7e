"""Does the linter hold the budgets and bans that it was given?"""

import json
import re
import subprocess
import sys
import tomllib
from textwrap import dedent

import pytest
from tests.architecture.source_tree import ROOT, Plant, SourceTree, assert_none

MANY_ARGUMENTS = "PLR0913"
LATE_IMPORT = "PLC0415"
NEVER_WAIVED = ("C901", MANY_ARGUMENTS, "PLR0915", "TID251", "DTZ005", "S110", "E722")
COMMANDS = ("src/doorstep/cli/", "src/doorstep_desk/commands/")
"""Here an argument is an option (record 0018), so a function may have many; it says why.

A late import may stand anywhere with its reason in parentheses: Django's start-up and optional
packages need one.
"""


def codes_found(text: str, where: str) -> set[str]:
    """Return the linter's codes for a text that would stand at ``where``."""
    answer = subprocess.run(
        [
            *(sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=json"),
            *("--config", str(ROOT / "pyproject.toml"), "--stdin-filename", where, "-"),
        ],
        cwd=ROOT,
        input=dedent(text),
        capture_output=True,
        text=True,
        check=False,
    )
    return {finding["code"] for finding in json.loads(answer.stdout)}


PLANTED = [
    # the wall clock is read in one place only
    ("TID251", "from django.utils import timezone\n\nNOW = timezone.now()\n"),
    # chance comes as a generator that is passed in
    ("TID251", "import random\n"),
    # an instant without a zone
    ("DTZ005", "from datetime import datetime\n\nNOW = datetime.now()\n"),
    # an import that hides a cycle
    ("PLC0415", "def day() -> None:\n    import json\n"),
    # an error that is swallowed
    ("S110", "try:\n    x = 1\nexcept Exception:\n    pass\n"),
    ("E722", "try:\n    x = 1\nexcept:\n    x = 2\n"),
    # nine branches, eight arguments
    ("C901", "def f(x: int) -> int:\n" + "    if x:\n        x += 1\n" * 9 + "    return x\n"),
    ("PLR0913", f"def f({', '.join(f'a{n}: int' for n in range(8))}) -> None: ...\n"),
]


@pytest.mark.parametrize(("code", "text"), PLANTED)
def test_a_planted_line_is_refused(code: str, text: str):
    assert code in codes_found(text, "src/doorstep_desk/cases/actions.py")


def test_the_limits_are_those_of_the_house():
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert lint["line-length"] == 99
    assert lint["lint"]["mccabe"]["max-complexity"] == 8
    assert lint["lint"]["pylint"]["max-args"] == 7


def waived_budgets(tree: SourceTree) -> list[str]:
    """Return each line that waives a budget or a ban for itself."""
    return [
        f"{module.name}:{number}"
        for module in tree.modules("src")
        for number, line in enumerate(module.text.splitlines(), 1)
        if "noqa" in line and _is_waiver(line, is_command=module.name.startswith(COMMANDS))
    ]


def _is_waiver(line: str, *, is_command: bool) -> bool:
    found = re.search(r"#\s*(?:ruff:\s*)?noqa(:?)([^(#]*)(\(\w)?", line)
    if found is None:
        return False
    codes = set(re.findall(r"[A-Z]+\d+", found[2]))
    free = {LATE_IMPORT, MANY_ARGUMENTS} if is_command else {LATE_IMPORT}
    refused = {*NEVER_WAIVED, LATE_IMPORT} - (free if found[3] else set())
    return not found[1] or not codes.isdisjoint(refused)


def test_no_line_waives_a_budget_for_itself(tree: SourceTree):
    assert_none(waived_budgets(tree))


def test_a_waiver_is_found(plant: Plant):
    house = plant(
        {
            "src/doorstep/a.py": "def long():  # noqa: C901\n    ...\n",
            "src/doorstep/b.py": "x = 1  # noqa\n",
            "src/doorstep/c.py": "x = 1  # noqa: S603 the program is our own\n",
            "src/doorstep/d.py": "import a  # noqa: PLC0415\n",
            "src/doorstep/e.py": "import a  # noqa: PLC0415 (optional package)\n",
            "src/doorstep/f.py": "def f(  # noqa: PLR0913 (so many)\n",
            "src/doorstep/cli/g.py": "def g(  # noqa: PLR0913 (one argument per option)\n",
            "src/doorstep/cli/h.py": "def h(  # noqa: PLR0913\n",
            "src/doorstep/i.py": "import a  # noqa: F401, C901 (why)\n",
        }
    )
    found = [line.rpartition("/")[2] for line in waived_budgets(house)]
    assert found == ["a.py:1", "b.py:1", "h.py:1", "d.py:1", "f.py:1", "i.py:1"]
