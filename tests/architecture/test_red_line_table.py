"""Does every red line name tests that exist, and is none missing?"""

import re

from tests.architecture.source_tree import SourceTree

TABLE = "docs/law/red-lines.md"
LINES = [f"RL-{number:02d}" for number in range(1, 19)]


def named_tests(tree: SourceTree) -> dict[str, list[str]]:
    """Return the tests named for each line of the table."""
    rows = re.findall(r"^\| (RL-\d\d) \|.*\|([^|]*)\|$", tree.text(TABLE), re.MULTILINE)
    return {line: re.findall(r"`(test_\w+)`", tests) for line, tests in rows}


def test_every_line_is_in_the_table_and_names_a_test(tree: SourceTree):
    named = named_tests(tree)
    assert list(named) == LINES
    assert [line for line, tests in named.items() if not tests] == []


def test_every_test_that_is_named_exists(tree: SourceTree):
    written = {
        name
        for module in tree.modules("tests")
        for name in re.findall(r"^def (test_\w+)", module.text, re.MULTILINE)
    }
    named = {test for tests in named_tests(tree).values() for test in tests}
    assert named - written == set()


def doors_tried(tree: SourceTree) -> set[str]:
    """Return the tests that try to cross a line through the desk itself."""
    return {
        name
        for module in tree.modules("tests/app")
        if module.name.endswith("permits/test_red_lines.py") or "/red_lines/" in module.name
        for name in re.findall(r"^def (test_\w+)", module.text, re.MULTILINE)
    }


def test_every_test_of_the_doors_is_named(tree: SourceTree):
    named = {test for tests in named_tests(tree).values() for test in tests}
    assert len(doors_tried(tree)) > len(LINES)
    assert doors_tried(tree) - named == set()


def test_every_line_about_contacts_is_tried_through_a_door(tree: SourceTree):
    """Asking the rules alone does not show that the desk asks them."""
    doors = doors_tried(tree)
    named = named_tests(tree)
    by_rules_alone = {line for line, tests in named.items() if not doors & set(tests)}
    assert by_rules_alone <= {"RL-13"}, "who someone is has no column that a door could fill"
