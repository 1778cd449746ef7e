"""Do we speak of people with respect, and of things by their names?"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.architecture.source_tree import Module, Plant, SourceTree, assert_none

BANNED = tomllib.loads(Path(__file__).with_name("banned_words.toml").read_text(encoding="utf-8"))
SPOKEN = ("src", "web", "docs")
SPOKEN_SUFFIXES = (
    ".py", ".html", ".po", ".md", ".yaml", ".yml", ".js", ".ts", ".tsx", ".mts", ".css", ".txt",
    ".json", ".svg", ".csv", ".toml",
)  # fmt: skip

NAMES_WHAT_IT_REFUSES = "src/doorstep/wording/phrases/"
"""The word lists of messages have to spell what no message may say."""


def _pattern(section: dict[str, list[str]]) -> re.Pattern[str]:
    """Join words: Latin ones as whole words with any plural, others wherever they stand."""
    latin = "|".join(re.escape(word) for word in section["english"])
    other = "|".join(section["chinese"] + section["korean"])
    return re.compile(rf"(?<![a-z])(?:{latin})s?(?![a-z])|{other}", re.IGNORECASE)


SHAMING = _pattern(BANNED["shaming"])
PRESSING = _pattern(BANNED["pressing"])


def spoken_files(tree: SourceTree) -> list[str]:
    """Return the files whose words a person may read."""
    at_the_top = [name for name in tree.names if "/" not in name and name.endswith(".md")]
    below = [name for name in tree.below(*SPOKEN) if name.endswith(SPOKEN_SUFFIXES)]
    return [name for name in at_the_top + below if not name.startswith(NAMES_WHAT_IT_REFUSES)]


def banned_words(tree: SourceTree) -> list[str]:
    """Return each line that shames or presses."""
    return [
        f"{name}:{number} {found[0]}"
        for name in spoken_files(tree)
        for number, line in enumerate(tree.text(name).splitlines(), 1)
        for found in [SHAMING.search(line) or PRESSING.search(line)]
        if found
    ]


def _words(name: str) -> list[str]:
    """Split a name at underscores and capitals, in lower case."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return [word for word in spaced.lower().split("_") if word]


def has_banned_part(name: str) -> bool:
    """Say whether one of the words of a name is banned."""
    return not set(_words(name)).isdisjoint(BANNED["identifiers"]["parts"])


def is_banned_whole(name: str) -> bool:
    """Say whether a name is banned for a module, function, class or argument."""
    return "_".join(_words(name)) in BANNED["identifiers"]["wholes"]


def _given_away(module: Module) -> Iterator[tuple[int, str]]:
    """Yield the names by which others know a module and what is in it."""
    yield 1, module.stem
    yield 1, module.name.split("/")[-2]
    for node in module.nodes:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg


def _used_inside(module: Module) -> Iterator[tuple[int, str]]:
    """Yield the names of fields and variables."""
    for node in module.nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            if not _is_given_by_django(node.id):
                yield node.lineno, node.id


def _is_given_by_django(name: str) -> bool:
    """Say whether Django looks for this very name, as for ``handler404`` in its urls."""
    return re.fullmatch(r"handler(400|403|404|500)", name) is not None


def empty_names(tree: SourceTree) -> list[str]:
    """Return each name that says nothing, or that the glossary calls otherwise."""
    return [
        f"{module.name}:{line} {name}"
        for module in tree.modules("src", "tools")
        for line, name in sorted({*_empty_outside(module), *_empty_inside(module)})
    ]


def _empty_outside(module: Module) -> Iterator[tuple[int, str]]:
    for line, name in _given_away(module):
        if has_banned_part(name) or is_banned_whole(name):
            yield line, name


def _empty_inside(module: Module) -> Iterator[tuple[int, str]]:
    return ((line, name) for line, name in _used_inside(module) if has_banned_part(name))


def test_no_text_shames_or_presses(tree: SourceTree):
    assert_none(banned_words(tree))


def test_no_name_is_empty_or_against_the_glossary(tree: SourceTree):
    assert_none(empty_names(tree))


@pytest.mark.parametrize("section", ["shaming", "pressing"])
@pytest.mark.parametrize("language", ["english", "chinese", "korean"])
def test_every_banned_word_is_found_wherever_people_read(plant: Plant, section, language):
    words = BANNED[section][language]
    places = ("src/a.py", "src/templates/b.html", "src/locale/c.po", "docs/d.md", "README.md")
    lines = "\n".join(f"# a {word} here" for word in words)
    found = banned_words(plant(dict.fromkeys(places, lines)))
    assert len(found) == len(words) * len(places)


def test_capitals_and_plurals_are_found_too(plant: Plant):
    word = BANNED["shaming"]["english"][0]
    house = plant({"docs/a.md": f"{word.upper()}\n{word}s\n{word}-list\n"})
    assert len(banned_words(house)) == 3


def test_words_that_merely_contain_one_are_free(plant: Plant):
    house = plant({"docs/a.md": "default terms\nthe runaways\n"})
    assert [line.split()[0] for line in banned_words(house)] == ["docs/a.md:2"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("def process_data() -> None: ...", "process_data"),  # says nothing
        ("class CaseManager: ...", "CaseManager"),  # a role without a question
        ("def error_handler() -> None: ...", "error_handler"),
        ("def late(dpd: int) -> bool: ...", "dpd"),  # an abbreviation
        ("debtor = 1", "debtor"),  # the glossary says borrower
    ],
)
def test_an_empty_name_is_found(plant: Plant, line: str, name: str):
    house = plant({"src/doorstep/ledger/balance.py": line})
    assert empty_names(house) == [f"src/doorstep/ledger/balance.py:1 {name}"]


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager", "handler"])
def test_a_module_or_folder_with_an_empty_name_is_found(plant: Plant, name: str):
    house = plant({f"src/doorstep/{name}.py": "", f"src/doorstep/{name}/stop.py": ""})
    assert len(empty_names(house)) == 2, "as a module and as a folder"


@pytest.mark.parametrize("name", ["common_prefix", "handle", "management", "address", "objects"])
def test_a_name_with_a_meaning_is_free(name: str):
    assert not has_banned_part(name)
    assert not is_banned_whole(name)
