"""Effects of treatments given by chance, with a known truth."""

import json

import numpy as np
import pytest
from tests.core.probability.bench.rows import table, write

from doorstep.cli.failure import CommandFailed
from doorstep.cli.odds_jump import odds_jump
from doorstep.cli.odds_uplift import odds_uplift


def trial(path, seed, heterogeneous):
    columns = table(6_000, seed)
    rng = np.random.default_rng(seed + 70)
    arm = rng.choice(["visit", "none"], 6_000)
    gain = np.where(columns["kind"] == "shop", 0.35, -0.05) if heterogeneous else 0.08
    chance = 0.2 + gain * (arm == "visit")
    columns["arm"], columns["y"] = arm.astype(object), (rng.random(6_000) < chance).astype(int)
    return write(path, columns)


@pytest.fixture
def asked(tmp_path):
    def made(heterogeneous):
        return {
            "train": trial(tmp_path / "a.parquet", 1, heterogeneous),
            "test": trial(tmp_path / "b.parquet", 2, heterogeneous),
            "target": "y", "treatment": "arm", "treated": "visit", "control": "none",
        }  # fmt: skip

    return made


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"treated": "letter"}, "no arm 'letter'; there are none, visit"),
        ({"treatment": "gone"}, "no column gone"),
        ({"propensity": "owed"}, "between 0 and 1"),
        ({"propensity": "gone"}, "--propensity gone is no number in the training file"),
        ({"propensity": "kind"}, "--propensity kind is no number"),
        ({"drop": ["gone"]}, "no column gone to drop"),
        ({"where": "late > 100"}, "no rows to use: 6000 read, 6000 left out by --where"),
        ({"where": "arm = 'none'"}, "no arm 'visit'; there are none"),
        ({"control": "visit"}, "both name 'visit'"),
        ({"target": "y >= 0"}, "one outcome only"),
        ({"drop": ["late", "owed", "kind", "flag_a", "flag_b", "noise"]}, "No column is left"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, changed, said):
    with pytest.raises(CommandFailed, match=said):
        odds_uplift(**asked(False) | changed)


def test_rows_of_neither_arm_are_counted(asked, capsys):
    odds_uplift(**asked(False), where="late < 2 OR late > 6", drop=["noise"])
    said = json.loads(capsys.readouterr().out)["rows"]["train"]
    assert said["in_neither_arm"] == 0
    odds_uplift(
        **asked(False) | {"treatment": "kind", "treated": "shop", "control": "card"}, drop=["arm"]
    )
    said = json.loads(capsys.readouterr().out)["rows"]["train"]
    assert said["in_neither_arm"] + said["used"] == 6_000
    assert said["in_neither_arm"] > 1_000


@pytest.mark.parametrize(
    ("heterogeneous", "answer", "effect"),
    [(True, "personal effects", 0.083), (False, "no usable heterogeneity", 0.08)],
)
def test_personal_effects_are_said_only_with_evidence(
    asked, capsys, heterogeneous, answer, effect
):
    odds_uplift(**asked(heterogeneous))
    said = json.loads(capsys.readouterr().out)
    assert said["answer"] == answer
    low, high = said["mean_effect"]["interval"]
    assert low < effect < high
    personal = said["personal_effect"]
    assert (personal["greatest"] - personal["least"] > 0.2) is heterogeneous
    assert (said["qini_interval_90"][0] > 0) is heterogeneous


def test_a_jump_is_found_where_it_is_and_refused_without_rows(tmp_path, capsys):
    rng = np.random.default_rng(3)
    expected = rng.uniform(0, 2_000, 3_000)
    came = 0.5 * expected + 300 * (expected >= 1_000) + rng.normal(0, 150, 3_000)
    file = write(tmp_path / "rows.parquet", {"expected": expected, "came": came})
    asked = {"file": file, "running": "expected", "outcome": "came", "bandwidth": 300.0}
    with pytest.raises(CommandFailed, match="20 are needed on each side"):
        odds_jump(**asked, at=5_000.0)
    with pytest.raises(CommandFailed, match="finite number"):
        odds_jump(**asked | {"bandwidth": float("inf")}, at=1_000.0)
    steps = write(tmp_path / "steps.parquet", {"expected": expected.round(-3), "came": came})
    with pytest.raises(CommandFailed, match="same running number"):
        odds_jump(**asked | {"file": steps, "bandwidth": 1_500.0}, at=1_000.0)
    odds_jump(**asked, at=1_000.0)
    said = json.loads(capsys.readouterr().out)
    assert said["low"] < 300 < said["high"]
    odds_jump(**asked, at=500.0)
    said = json.loads(capsys.readouterr().out)
    assert said["low"] < 0 < said["high"]
