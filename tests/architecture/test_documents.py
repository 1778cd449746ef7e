"""Do the documents speak of what is there?"""

import re
from collections import Counter
from pathlib import PurePosixPath
from posixpath import normpath

import pytest
from tests.architecture.source_tree import Plant, SourceTree, assert_none

LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
PLACE = re.compile(r"`((?:src|doorstep|doorstep_desk|web|tests|docs|requirements)/[\w./<>-]*)`")
RECORD = re.compile(r"docs/adr/(\d{4})-[a-z0-9-]+\.md")
RECORD_PARTS = ("## Context", "## Decision", "## Consequences", "## Alternatives")

LATER = "(later)"
"""Marks a line that speaks of something still to be built."""


def documents(tree: SourceTree) -> list[str]:
    """Return the pages that people read."""
    at_the_top = [name for name in tree.names if "/" not in name]
    return [name for name in at_the_top + tree.below("docs") if name.endswith(".md")]


def dead_links(tree: SourceTree) -> list[str]:
    """Return each link or picture inside the repository that leads nowhere."""
    found = []
    for name in documents(tree):
        folder = PurePosixPath(name).parent
        for target in LINK.findall(tree.text(name)):
            is_outside = re.match(r"[a-z]+:", target) is not None
            if not is_outside and not tree.has(normpath(str(folder / target))):
                found.append(f"{name}: {target}")
    return found


def dead_places(tree: SourceTree) -> list[str]:
    """Return each path named in a document that does not exist and is not marked as later."""
    return [
        f"{name}:{number} {place}"
        for name in documents(tree)
        if not name.startswith(("docs/adr/", "CHANGELOG"))
        for number, line in enumerate(tree.text(name).splitlines(), 1)
        if LATER not in line
        for place in PLACE.findall(line)
        if "<" not in place and not _exists(tree, place)
    ]


def _exists(tree: SourceTree, place: str) -> bool:
    return tree.has(place) or tree.has(f"src/{place}")


def broken_records(tree: SourceTree) -> list[str]:
    """Return each decision record that lacks a part or repeats a number."""
    names = [name for name in tree.below("docs/adr") if RECORD.fullmatch(name)]
    uses = Counter(_number(name) for name in names)
    doubled = [name for name in names if uses[_number(name)] > 1]
    partial = [
        name
        for name in names
        if any(not re.search(f"^{part}", tree.text(name), re.MULTILINE) for part in RECORD_PARTS)
    ]
    return sorted({*doubled, *partial})


def _number(record: str) -> str:
    return PurePosixPath(record).name[:4]


def test_every_link_leads_somewhere(tree: SourceTree):
    assert_none(dead_links(tree))


def test_every_path_that_is_named_exists(tree: SourceTree):
    assert_none(dead_places(tree))


def test_every_decision_record_is_whole_and_has_its_own_number(tree: SourceTree):
    assert len([name for name in tree.below("docs/adr") if RECORD.fullmatch(name)]) >= 12
    assert_none(broken_records(tree))


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_a_newcomer_finds_the_two_commands(tree: SourceTree, page: str):
    text = tree.text(page)
    assert "make demo" in text
    assert "make test" in text


@pytest.mark.parametrize(
    "page",
    [
        *("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", "docs/index.md"),
        *(
            "docs/architecture.md",
            "docs/where-to-put.md",
            "docs/glossary.md",
            "docs/audit-verbs.md",
        ),
    ],
)
def test_the_page_exists(tree: SourceTree, page: str):
    assert len(tree.text(page)) > 300


def test_a_dead_link_is_found(plant: Plant):
    house = plant(
        {
            "docs/a.md": "[b](b.md) [c](../c.md#part) [web](https://example.org) ![p](p/x.png)",
            "c.md": "",
        }
    )
    assert dead_links(house) == ["docs/a.md: b.md", "docs/a.md: p/x.png"]


def test_a_dead_path_is_found_and_a_later_one_is_free(plant: Plant):
    house = plant(
        {
            "docs/a.md": "`doorstep/terms/money.py`\n`doorstep/gone.py`\n`web/field/` (later)\n",
            "src/doorstep/terms/money.py": "",
        }
    )
    assert dead_places(house) == ["docs/a.md:2 doorstep/gone.py"]


def test_a_broken_decision_record_is_found(plant: Plant):
    whole = "\n".join(RECORD_PARTS)
    house = plant(
        {
            "docs/adr/0001-one.md": whole,
            "docs/adr/0002-two.md": whole,
            "docs/adr/0002-again.md": whole,
            "docs/adr/0003-part.md": "## Context\n",
        }
    )
    assert broken_records(house) == [
        "docs/adr/0002-again.md",
        "docs/adr/0002-two.md",
        "docs/adr/0003-part.md",
    ]
