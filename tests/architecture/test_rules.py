"""Does every rule of law or house policy say where it comes from, and is it shown at work?"""

import ast
import re
from collections.abc import Iterator

import pytest
from tests.architecture.source_tree import Module, Plant, SourceTree, assert_none

RULES = "src/doorstep/compliance/rules"
PARAMETERS = "src/doorstep/parameters"
RULE_TESTS = "tests/core/compliance"
EXAMPLES = "src/doorstep/compliance/cases/examples"
RULE_ID = re.compile(r"(?:[A-Z]{2}(?:-[A-Z]+)?-\d+|HP(?:-[A-Z]+)+)")


def rule_modules(tree: SourceTree) -> list[Module]:
    """Return the rule files."""
    return [module for module in tree.modules(RULES) if module.stem != "__init__"]


def rule_ids(module: Module) -> list[str]:
    """Return the rules that a file declares, by their numbers in the register."""
    texts = {
        node.value
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return sorted(text for text in texts if RULE_ID.fullmatch(text))


def undeclared(tree: SourceTree) -> list[str]:
    """Return each rule file that names no rule of the register."""
    return [module.name for module in rule_modules(tree) if not rule_ids(module)]


def uncited(tree: SourceTree) -> list[str]:
    """Return each rule that has neither a dated parameter with a source nor a citation."""
    cited = set()
    for name in tree.below(PARAMETERS):
        if name.endswith((".yaml", ".yml")) and re.search(r"\bsource:", tree.text(name)):
            cited |= set(RULE_ID.findall(tree.text(name)))
    return [
        f"{module.name} {rule_id}"
        for module, rule_id in _declared(tree)
        if rule_id not in cited and "Source:" not in module.text
    ]


def untested(tree: SourceTree) -> list[str]:
    """Return each rule file that no test of the law engine names, itself or by its rules."""
    tests = "\n".join(module.text for module in tree.modules(RULE_TESTS))
    return [
        module.name
        for module in rule_modules(tree)
        if not any(_is_named(word, tests) for word in [module.stem, *rule_ids(module)])
    ]


def without_example(tree: SourceTree) -> list[str]:
    """Return each rule that no worked example names."""
    names = [name for name in tree.below(EXAMPLES) if name.endswith((".yaml", ".yml"))]
    examples = "\n".join(tree.text(name) for name in names)
    return [
        f"{module.name} {rule_id}"
        for module, rule_id in _declared(tree)
        if not _is_named(rule_id, examples)
    ]


def _declared(tree: SourceTree) -> Iterator[tuple[Module, str]]:
    for module in rule_modules(tree):
        for rule_id in rule_ids(module):
            yield module, rule_id


def _is_named(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


CHECKS = [undeclared, uncited, untested, without_example]


@pytest.mark.parametrize("check", CHECKS)
def test_every_rule_is_declared_cited_tested_and_shown(tree: SourceTree, check):
    assert rule_modules(tree), "there is no rule at all"
    assert_none(check(tree))


HOURS = f"{RULES}/quiet_hours.py"
WHOLE = {
    HOURS: "RULES = (Rule(ids=('CN-TIME-01', 'HP-VISIT-HOURS'), needs=(), examine=ask),)\n",
    f"{RULES}/__init__.py": "",
    f"{PARAMETERS}/cn/cn_time_01.yaml": "rule: CN-TIME-01\nlegs:\n  - source: the standard\n",
    f"{PARAMETERS}/house/hours.yaml": "rule: HP-VISIT-HOURS\nlegs:\n  - source: the house\n",
    f"{RULE_TESTS}/rules/test_quiet_hours.py": "from doorstep.x.rules.quiet_hours import ask\n",
    f"{EXAMPLES}/hours.yaml": "- id: a\n  expect: {rules: [CN-TIME-01, HP-VISIT-HOURS]}\n",
}


@pytest.mark.parametrize("check", CHECKS)
def test_a_whole_rule_passes(plant: Plant, check):
    assert check(plant(WHOLE)) == []


@pytest.mark.parametrize(
    ("check", "without", "found"),
    [
        (uncited, "cn/cn_time_01.yaml", [f"{HOURS} CN-TIME-01"]),
        (untested, "test_quiet_hours.py", [HOURS]),
        (
            without_example,
            "examples/hours.yaml",
            [f"{HOURS} CN-TIME-01", f"{HOURS} HP-VISIT-HOURS"],
        ),
    ],
)
def test_a_rule_that_lacks_a_part_is_found(plant: Plant, check, without, found):
    house = plant({name: text for name, text in WHOLE.items() if not name.endswith(without)})
    assert check(house) == found


def test_a_rule_without_a_number_is_found(plant: Plant):
    assert undeclared(plant({HOURS: "def ask() -> None: ...\n"})) == [HOURS]


def test_a_citation_in_the_file_is_enough(plant: Plant):
    house = plant({HOURS: '"""May we?\n\nSource:\n    Civil Code 1033.\n"""\nID = "CN-TIME-01"\n'})
    assert uncited(house) == []


def test_a_longer_number_is_not_taken_for_a_shorter_one(plant: Plant):
    example = {f"{EXAMPLES}/hours.yaml": "- expect: {rules: [CN-TIME-011, HP-VISIT-HOURS-2]}\n"}
    assert len(without_example(plant(WHOLE | example))) == 2
