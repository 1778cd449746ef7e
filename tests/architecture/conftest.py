"""The real tree, and a way to plant a violation in a miniature one."""

from pathlib import Path
from textwrap import dedent

import pytest
from tests.architecture.source_tree import ROOT, Plant, SourceTree


@pytest.fixture(scope="session")
def tree() -> SourceTree:
    """Return the tree that these tests guard."""
    return SourceTree(ROOT)


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """Return a function that writes files into an empty folder and gives the tree of it."""

    def planted(files: dict[str, str]) -> SourceTree:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        return SourceTree(tmp_path)

    return planted
