"""What stands in a source tree, whether the real one or one with a planted violation?"""

import ast
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The repository that these tests belong to."""

NOT_OURS = frozenset({"node_modules", "__pycache__", "build", "dist", "vendor", "test-results"})
"""Folders that hold no text written here; neither do hidden ones, apart from ``.ci``."""

TEXT_SUFFIXES = frozenset(
    ".cfg .css .csv .geojson .html .ini .js .json .md .mjs .mts .po .py .sh .svg .toml .ts .tsx "
    ".txt .xml .yaml .yml".split()
)
TEXT_NAMES = frozenset({"Makefile", "LICENSE", ".gitignore", ".npmrc", "run"})

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Module:
    """One Python file.

    Attributes:
        name: Path below the root, with forward slashes.
        text: Its content.
    """

    name: str
    text: str

    @cached_property
    def syntax(self) -> ast.Module:
        """Return the parsed file."""
        return ast.parse(self.text, self.name)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Return every node of the parsed file."""
        return tuple(ast.walk(self.syntax))

    @property
    def functions(self) -> Iterator[Function]:
        """Yield every function and method, nested ones too."""
        return (node for node in self.nodes if isinstance(node, Function))

    @property
    def stem(self) -> str:
        """Return the module's own name without folders."""
        return self.name.rpartition("/")[2].removesuffix(".py")


@dataclass(frozen=True)
class SourceTree:
    """A repository or a miniature of one.

    Attributes:
        root: Its top folder.
    """

    root: Path
    _read: dict[str, Module] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return every text file that is, or would be, under version control; sorted."""
        listed = self._listed_by_git() or self._walked()
        return tuple(sorted(name for name in listed if _is_text(name)))

    def _listed_by_git(self) -> list[str]:
        """Return what git knows of; nothing in a tree that is no clone, such as an archive."""
        if not (self.root / ".git").exists():
            return []
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        answer = subprocess.run(command, cwd=self.root, capture_output=True, check=False)
        names = answer.stdout.decode().split("\0")
        return [name for name in names if name and (self.root / name).is_file()]

    def _walked(self) -> list[str]:
        found = []
        for folder, below, files in os.walk(self.root):
            below[:] = [name for name in below if _is_ours(name)]
            base = Path(folder).relative_to(self.root)
            found += [(base / name).as_posix() for name in files]
        return found

    def below(self, *folders: str) -> list[str]:
        """Return the text files below some folders."""
        starts = tuple(f"{folder}/" for folder in folders)
        return [name for name in self.names if name.startswith(starts)]

    def text(self, name: str) -> str:
        """Return the content of one file."""
        return (self.root / name).read_text(encoding="utf-8", errors="replace")

    def modules(self, *folders: str, migrations: bool = False) -> list[Module]:
        """Return the Python files below some folders, parsed once."""
        names = [name for name in self.below(*folders) if name.endswith(".py")]
        return [
            self._read.setdefault(name, Module(name, self.text(name)))
            for name in names
            if migrations or "/migrations/" not in name
        ]

    def has(self, name: str) -> bool:
        """Say whether a file or folder exists."""
        return (self.root / name).exists()


def _is_text(name: str) -> bool:
    path = Path(name)
    is_known = path.suffix in TEXT_SUFFIXES or path.name in TEXT_NAMES
    return is_known and all(_is_ours(folder) for folder in path.parts[:-1])


def _is_ours(folder: str) -> bool:
    return folder not in NOT_OURS and (folder == ".ci" or not folder.startswith("."))


def docstring_lines(node: Documented) -> int:
    """Return how many lines the docstring of a function or class takes."""
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is None or first.end_lineno is None:
        return 0
    return first.end_lineno - first.lineno + 1


def called_name(call: ast.Call) -> str:
    """Return the last word of what is called: ``record`` for ``audit.record(...)``."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def dotted(node: ast.AST) -> str:
    """Return ``a.b.c`` for an attribute chain, or an empty text for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            before = dotted(value)
            return f"{before}.{name}" if before else ""
        case _:
            return ""


def assert_none(found: Sequence[str]) -> None:
    """Fail with every finding, one a line, when there is any."""
    assert not found, f"{len(found)} found:\n" + "\n".join(found)


Plant = Callable[[dict[str, str]], SourceTree]
"""Writes files into an empty folder and gives the tree of it: the ``plant`` fixture."""
