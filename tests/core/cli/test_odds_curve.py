"""Chances by day on an invented portfolio whose speed of paying is known."""

import json

import numpy as np
import pytest
from tests.core.probability.bench.rows import table, write

from doorstep.cli.failure import CommandFailed
from doorstep.cli.odds_curve import odds_curve


@pytest.fixture
def asked(tmp_path):
    def rows(count, seed):
        columns = table(count, seed)
        rng = np.random.default_rng(seed + 50)
        pace = np.where(columns["kind"] == "shop", 4.0, 25.0)
        due, looked = rng.exponential(pace), rng.exponential(60.0, count)
        columns["days"] = np.ceil(np.minimum(due, looked))
        columns["paid"] = (due <= looked).astype(np.int64)
        del columns["y"]
        return columns

    return {
        "train": write(tmp_path / "train.parquet", rows(900, 1)),
        "test": write(tmp_path / "test.parquet", rows(500, 2)),
        "days": "days",
        "paid": "paid",
    }


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"days": "kind"}, "is no number"),
        ({"paid": "late"}, "must be 0 or 1 in every row used; it is 2"),
        ({"paid": "kind"}, '"kind" = 1.*Could not convert'),
        ({"by": "soon"}, "whole days"),
        ({"by": "³"}, "whole days"),
        ({"by": "0"}, "days from 1"),
        ({"drop": ["gone"]}, "no column gone to drop"),
        ({"known_later": ["gone"]}, "no column gone to drop"),
        ({"by": "900"}, "days from 1"),
        ({"where": "late > 99"}, "0 training"),
        ({"where": "row_id < 40"}, "needs 50 paid rows"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, changed, said):
    with pytest.raises(CommandFailed, match=said):
        odds_curve(**asked | changed)


def test_curves_never_cross_and_say_more_than_the_mean(asked, capsys):
    odds_curve(**asked)
    said = json.loads(capsys.readouterr().out)
    assert said["crossing_curves"] == 0
    assert said["mean_brier"] < said["mean_brier_without_features"] - 0.02
    assert said["censored"]["train"] > 100
    means = [said["by_day"][day]["mean_chance"] for day in ("3", "7", "14", "30")]
    assert means == sorted(means)
    true = np.mean([np.mean(1 - np.exp(-7 / pace)) for pace in (4, 25, 25)])
    assert means[1] == pytest.approx(true, abs=0.07)  # open rows do not count as unpaid
