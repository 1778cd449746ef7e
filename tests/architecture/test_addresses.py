"""Can this tree be built anywhere, with nothing pointing back to where it was written?"""

import json
import re

import pytest
from tests.architecture.source_tree import Plant, SourceTree, assert_none

# Cut in two, so that this file does not contain what it looks for.
REGISTRIES = re.compile(
    "|".join(
        [
            "files.python" + r"hosted\.org",
            r"(?<![\w-])py" + r"pi\.org",
            "registry.npm" + r"(js|mirror)",
            r"deb\.deb" + r"ian\.org",
            r"mirrors?\.[\w.-]+\.(com|cn|org|edu)",
            r"--(extra-)?index" + r"-url",
        ]
    )
)
MACHINE_PATHS = re.compile(
    "|".join(
        [
            r"(?<![\w.:/-])/(?:wo" + r"rk|ro" + r"ot|Users)/[\w.-]+",
            r"(?<![\w.:/-])/ho" + r"me/\w+/[\w.-]+",
            r"(?<![\w.:/-])/tm" + r"p/[a-z]+/[\w.-]+",
            r"[A-Z]:\\\\?Us" + r"ers",
        ]
    )
)


def lines_matching(tree: SourceTree, pattern: re.Pattern[str]) -> list[str]:
    """Return each line of any text file that a pattern is found in."""
    return [
        f"{name}:{number}"
        for name in tree.names
        for text in [tree.text(name)]
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def unpinned(tree: SourceTree) -> list[str]:
    """Return each requirement without an exact version and at least one hash."""
    found = []
    for name in tree.below("requirements"):
        if name.endswith(".txt"):
            entries = re.sub(r"\\\n", " ", tree.text(name)).splitlines()
            found += [f"{name}: {line.split()[0]}" for line in entries if _is_loose(line)]
    return found


def _is_loose(line: str) -> bool:
    requirement = line.split(" #")[0].strip()
    if not requirement or requirement.startswith(("#", "-r ", "-c ")):
        return False
    return "==" not in requirement or "--hash=sha256:" not in requirement


def resolved_packages(tree: SourceTree) -> list[str]:
    """Return each package of a lock file that records where it was fetched."""
    return [
        f"{name}: {package}"
        for name in tree.names
        if name.endswith("package-lock.json")
        for package, entry in json.loads(tree.text(name)).get("packages", {}).items()
        if "resolved" in entry and not entry.get("link")
    ]


def test_no_file_names_a_registry(tree: SourceTree):
    assert_none(lines_matching(tree, REGISTRIES))


def test_no_file_names_a_path_of_one_machine(tree: SourceTree):
    assert_none(lines_matching(tree, MACHINE_PATHS))


def test_every_requirement_has_one_version_and_a_hash(tree: SourceTree):
    assert [name for name in tree.below("requirements") if name.endswith(".txt")]
    assert_none(unpinned(tree))


def test_no_lock_file_says_where_a_package_came_from(tree: SourceTree):
    assert_none(resolved_packages(tree))


@pytest.mark.parametrize(
    "line",
    [
        "https://files.python" + "hosted.org/packages/a.whl",
        "https://py" + "pi.org/simple",
        "https://registry.npm" + "js.org/htmx.org",
        "--index" + "-url https://somewhere.example/simple",
        "https://mirrors.somewhere" + ".edu.cn/simple",
    ],
)
def test_a_registry_address_is_found(plant: Plant, line: str):
    assert lines_matching(plant({"docs/a.md": line}), REGISTRIES) == ["docs/a.md:1"]


@pytest.mark.parametrize(
    "path",
    ["/wo" + "rk/main/src", "/ro" + "ot/.cache", "/ho" + "me/ana/src", "/tm" + "p/place/a.txt"],
)
def test_a_machine_path_is_found(plant: Plant, path: str):
    assert lines_matching(plant({"src/a.py": f"X = '{path}'"}), MACHINE_PATHS) == ["src/a.py:1"]


def test_a_relative_path_and_a_route_are_free(plant: Plant):
    house = plant({"src/a.py": "X = ('src/work/a', '/cases/12/', '/home/', 'a/tmp/b/c')"})
    assert lines_matching(house, MACHINE_PATHS) == []


def test_a_loose_requirement_is_found(plant: Plant):
    house = plant(
        {
            "requirements/runtime.txt": (
                "numpy==2.4.6 \\\n    --hash=sha256:aa\n    # via doorstep\n"
                "scipy==1.17.1\npyvrp>=0.14 --hash=sha256:bb\n-r other.txt\n"
            )
        }
    )
    names = [line.split(": ")[1] for line in unpinned(house)]
    assert names == ["scipy==1.17.1", "pyvrp>=0.14"]


def test_a_lock_file_with_addresses_is_found(plant: Plant):
    lock = {"packages": {"": {}, "node_modules/htmx.org": {"resolved": "somewhere"}}}
    house = plant({"web/package-lock.json": json.dumps(lock)})
    assert resolved_packages(house) == ["web/package-lock.json: node_modules/htmx.org"]
