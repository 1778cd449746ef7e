"""Does the code use the words of the glossary?"""

import ast
import re
from functools import cache

from tests.architecture.source_tree import Module, Plant, SourceTree, assert_none

GLOSSARY = "docs/glossary.md"


def promised_identifiers(tree: SourceTree) -> list[str]:
    """Return the bold words of the first column, but those marked as later."""
    found = []
    for line in tree.text(GLOSSARY).splitlines():
        if line.startswith("| **"):
            first = line.split("|")[1]
            found += re.findall(r"\*\*(\w+)\*\*(?!\s*\(later\))", first)
    return found


def missing_identifiers(tree: SourceTree) -> list[str]:
    """Return each promised word that is no name, and no part of a name, in the source."""
    padded = {f"_{name}_" for module in tree.modules("src") for name in identifiers(module)}
    text = " ".join(padded)
    return [word for word in promised_identifiers(tree) if f"_{word}_" not in text]


@cache
def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")


def identifiers(module: Module) -> set[str]:
    """Return every name a module defines or uses, its own and the words of its lists included."""
    found = {module.stem, *module.name.split("/")[2:-1]}
    for node in module.nodes:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.arg(arg=name) | ast.Name(id=name) | ast.Attribute(attr=name):
                found.add(name)
            case ast.Constant(value=str(word)) if re.fullmatch(r"[a-z_]+", word):
                found.add(word)
    return {_snake(name) for name in found}


def test_every_word_of_the_glossary_stands_in_the_code(tree: SourceTree):
    assert len(promised_identifiers(tree)) > 30
    assert_none(missing_identifiers(tree))


TABLE = """\
| Identifier | Chinese | Meaning |
|---|---|---|
| **borrower** | 借款人 | who owes |
| **stop**, **day_plan** | 站点 | one visit; one day |
| **vintage** (later) | 同期批次 | cases by month |
"""


def test_a_missing_word_is_found_and_a_later_one_is_free(plant: Plant):
    house = plant(
        {
            GLOSSARY: TABLE,
            "src/doorstep/planning/day_plan.py": "class DayPlan: ...\n",
            "src/doorstep/facts/borrower.py": "nonstop = 1\n",
        }
    )
    assert promised_identifiers(house) == ["borrower", "stop", "day_plan"]
    assert missing_identifiers(house) == ["stop"]
