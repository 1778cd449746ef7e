"""Files damaged at random end in a report or a refusal; see benchmarks/intake_fuzz.py."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "placements"


@pytest.fixture(scope="module")
def fuzz():
    """Return the benchmark, which is no package."""
    path = ROOT / "benchmarks" / "intake_fuzz.py"
    spec = importlib.util.spec_from_file_location("intake_fuzz", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["intake_fuzz"] = module
    spec.loader.exec_module(module)
    return module


def test_a_hundred_damaged_files_crash_nothing(fuzz):
    figures = fuzz.run(100, fuzz.seeds(SHARED if SHARED.is_dir() else None), seed=4)
    assert (figures["crashes"], figures["traces"]) == (0, [])
    assert figures["hangs"] == 0
    assert sum(figures["outcomes"].values()) == 100
    assert len(figures["outcomes"]) > 3  # not all of them end at the first look
