"""The bench on tables that nobody prepared for it."""

import json
import math
import time

import duckdb
import numpy as np
import pytest
from tests.core.probability.bench.rows import table, write

from doorstep.cli.failure import CommandFailed
from doorstep.cli.odds_bench import odds_bench

ROWS = 1_200


@pytest.fixture
def files(tmp_path):
    def made(change=None, change_test=None, rows=ROWS):
        train, test = table(rows), table(600, seed=2)
        for change_one, columns in ((change, train), (change_test or change, test)):
            if change_one:
                change_one(columns)
        return {
            "train": write(tmp_path / "train.parquet", train),
            "test": write(tmp_path / "test.parquet", test),
            "target": "y",
        }

    return made


def answer(capsys, **asked):
    odds_bench(**{"timing": False} | asked)
    said = json.loads(capsys.readouterr().out)
    assert_finite(said)
    return said


def assert_finite(node):
    if isinstance(node, float):
        assert math.isfinite(node)
    for inner in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        assert_finite(inner)


def refused(**asked):
    with pytest.raises(CommandFailed) as failed:
        odds_bench(**asked)
    assert failed.value.status != 0
    return str(failed.value)


def test_what_is_not_there_or_not_readable_is_named(files, tmp_path):
    asked = files()
    assert "is not there" in refused(**asked | {"train": tmp_path / "gone.parquet"})
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 no")
    assert "cannot be read" in refused(**asked | {"test": broken})
    assert "no column nothing" in refused(**asked | {"target": "nothing"})
    assert "no column gone" in refused(**asked, drop=["gone"])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (np.zeros, "one outcome only"),
        (lambda n: np.arange(n) % 3, "has 3 values"),
        (lambda n: np.array([0.0, 1.0, 1.0000001])[np.arange(n) % 3], "has 3 values"),
        (lambda n: np.array([0.0, np.inf])[np.arange(n) % 2], "infinite values"),
    ],
)
def test_a_target_that_is_no_yes_or_no_is_refused(files, values, said):
    assert said in refused(**files(lambda columns: columns.update(y=values(len(columns["y"])))))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (lambda y: y + 1, "is 1, 2 in the test file, but 1 or 0 in the training file"),
        (
            lambda y: np.where(y == 1, "kept", "lost").astype(object),
            "is kept, lost in the test file",
        ),
        (lambda y: np.arange(len(y)) % 3, "has 3 values in the test file"),
    ],
)
def test_a_test_file_whose_target_says_something_else_is_refused(files, values, said):
    asked = files(lambda _: None, lambda columns: columns.update(y=values(columns["y"])))
    assert said in refused(**asked)


def test_two_large_values_of_a_target_are_told_apart(files, capsys):
    said = answer(capsys, **files(lambda columns: columns.update(y=columns["y"] + 1_000_000)))
    assert said["positive"] == "1000001"
    assert said["auc"] > 0.72


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("late > 100", "no rows to use"),
        ("1 = 1; DROP TABLE rows", "not an expression"),
        ("late IN (SELECT row_id FROM rows)", "may not hold a query"),
        ("EXISTS (SELECT * FROM read_csv('/etc/hostname'))", "may not hold a query"),
        ("1) FROM rows WHERE (1 = 1", "not an expression"),
        ("nowhere > 1", "cannot be evaluated"),
        ("random() < 0.5", "may not hold random"),
        ("late > 1 AND now() > TIMESTAMP '2026-01-01'", "may not hold now"),
    ],
)
def test_a_where_that_is_no_plain_expression_is_refused(files, where, said):
    assert said in refused(**files(), where=where)


def test_an_empty_test_file_is_refused(files):
    def emptied(columns):
        for name in columns:
            columns[name] = columns[name][:0]

    assert "The test file has no rows to use: 0 read" in refused(
        **files(None, emptied), where="true"
    )


def test_one_object_says_all_and_is_the_same_twice(files, capsys):
    asked = files()
    said = answer(capsys, **asked, timing=True)
    for name in ("auc", "ks", "brier", "log_loss", "ece", "slope"):
        assert {name} <= said.keys() & said["challenger"].keys() & said["scorecard"].keys()
    assert said["auc"] > 0.72
    assert said["rows"]["train"] == {
        "read": ROWS, "left_out_by_where": 0, "left_out_without_target": 0, "used": ROWS,
    }  # fmt: skip
    assert said["timed"]["reasons_add_up_within"] < 1e-6
    assert len(said["recipe"]["pairs"]) <= 20
    again = answer(capsys, **asked)
    assert (said["log_loss"], said["recipe"]) == (again["log_loss"], again["recipe"])


def test_ugly_columns_are_named_and_cost_nothing(files, capsys):
    def uglier(columns):
        rows = len(columns["y"])
        columns["always"] = np.full(rows, 7)
        columns["never"] = np.full(rows, np.nan)
        columns["owed_again"] = columns["owed"]
        columns["future"] = columns["y"] * 10.0 + 1
        columns["endless"] = np.where(np.arange(rows) % 50 == 0, np.inf, 1.5)
        columns["name"] = np.array([f"n{at}" for at in range(rows)], dtype=object)

    said = answer(capsys, **files(uglier))
    assert said["dropped"]["always"] == "constant"
    assert said["dropped"]["never"] == "all values are missing"
    assert said["dropped"]["owed_again"] == "the same values as owed"
    assert "almost determines the target" in said["dropped"]["future"]
    assert "future" in said["warnings"]
    assert "a text of its own" in said["dropped"]["name"]
    assert any("infinite values" in note for note in said["notes"])
    assert said["auc"] < 0.9


def test_unseen_texts_and_values_are_out_of_support_and_no_row_is_lost(files, capsys):
    def stranger(columns):
        columns["kind"][:60] = "never seen"
        columns["owed"][60:120] = 1e9

    said = answer(capsys, **files(None, stranger))
    assert said["support"]["rows_out_of_support"] >= 120
    assert said["rows"]["test"]["used"] == 600


def test_a_column_that_the_test_file_lacks_or_writes_otherwise_is_said(files, capsys):
    def dated(columns):
        columns["owed"] = np.full(len(columns["y"]), "2026-11-25", dtype=object)
        columns["late"][:] = np.nan

    said = answer(capsys, **files(lambda _: None, dated))
    assert "another type in the test file" in said["dropped"]["owed"]
    assert any("missing in every test row: late" in note for note in said["notes"])


def test_dates_are_read_in_one_time_zone_and_infinite_ones_are_counted(
    tmp_path, capsys, monkeypatch
):
    for name, seed in (("train", 1), ("test", 2)):
        write(tmp_path / f"{name}.parquet", table(400, seed))
        duckdb.execute(
            f"COPY (SELECT *, TIMESTAMPTZ '2026-01-01 20:00:00+00' "
            f"+ CAST(row_id AS INTEGER) * INTERVAL 1 HOUR AS at, "
            f"IF(row_id < 7, TIMESTAMP 'infinity', TIMESTAMP '2026-02-01') AS until "
            f"FROM read_parquet('{tmp_path / name}.parquet')) "
            f"TO '{tmp_path / name}-dated.parquet' (FORMAT parquet)"
        )
    asked = {
        "train": tmp_path / "train-dated.parquet", "test": tmp_path / "test-dated.parquet",
        "target": "y",
    }  # fmt: skip
    said = []
    for zone in ("UTC", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        said.append(answer(capsys, **asked))
    monkeypatch.undo()
    time.tzset()
    assert said[0]["log_loss"] == said[1]["log_loss"]
    assert "7 infinite dates of until in the test file count as missing" in said[0]["notes"]


def test_a_column_named_like_our_own_stays_a_column(files, capsys):
    def named(columns):
        columns["__at"] = -columns["row_id"]

    said = answer(capsys, **files(named), drop=["__at"])
    assert said["dropped"]["__at"] == "asked to be dropped"
    assert said["columns_used"] == 6


def test_two_rows_are_enough_for_a_base_rate(files, capsys):
    def one_of_each(columns):
        columns["y"] = np.array([0, 1])

    said = answer(capsys, **files(one_of_each, lambda _: None, rows=2), timing=True)
    assert said["recipe"]["basis"] == "base-rate"
    assert said["challenger_trees"] == 0
    assert any("the challenger says the base rate" in note for note in said["notes"])


def test_without_any_column_the_base_rate_is_said_and_nothing_timed(files, capsys):
    every = ["late", "owed", "kind", "flag_a", "flag_b", "noise"]
    said = answer(capsys, **files(), drop=every, timing=True)
    assert said["auc"] == said["challenger"]["auc"] == 0.5
    assert "timed" not in said
    assert any("no column is left" in note for note in said["notes"])


def test_rows_without_a_target_are_counted(files, capsys):
    def holes(columns):
        columns["y"] = columns["y"].astype(object)
        columns["y"][:50] = None

    said = answer(capsys, **files(holes))
    assert said["rows"]["train"]["left_out_without_target"] == 50
    assert said["rows"]["train"]["used"] == ROWS - 50


def test_a_target_turned_round_turns_the_figures_round(files, capsys):
    asked = files()
    plain = answer(capsys, **asked)
    turned = answer(capsys, **asked | {"target": "y = 0"})
    assert turned["base_rate"]["test"] == pytest.approx(1 - plain["base_rate"]["test"], abs=1e-5)
    assert turned["auc"] == pytest.approx(plain["auc"], abs=0.02)
    assert turned["dropped"]["y"] == "the target"


@pytest.mark.parametrize("target", ["Y", "Y = 1 AND late < 7", "Y > 0 OR noise > 1"])
def test_no_letter_case_lets_the_target_in_among_the_features(files, capsys, target):
    said = answer(capsys, **files() | {"target": target})
    assert said["dropped"]["y"] == "the target"


def test_few_rows_of_one_outcome_give_the_base_rate_and_say_so(files, capsys):
    def rare(columns):
        columns["y"] = (np.arange(len(columns["y"])) < 5).astype(np.int64)

    said = answer(capsys, **files(rare))
    assert said["recipe"]["basis"] == "base-rate"


def test_the_outcomes_of_the_test_rows_change_no_chance(files, capsys, tmp_path):
    """Turned outcomes turn the ranking exactly; anything else would mean they were looked at."""
    asked = files()
    plain = answer(capsys, **asked, time_ordered=True)
    test = table(600, seed=2)
    test["y"] = 1 - test["y"]
    turned = asked | {"test": write(tmp_path / "turned.parquet", test)}
    assert answer(capsys, **turned, time_ordered=True)["auc"] == pytest.approx(
        1 - plain["auc"], abs=1e-5
    )


def test_a_saved_model_reads_no_protected_column(files, capsys, tmp_path):
    def aged(columns):
        columns["age"] = 20.0 + np.arange(len(columns["y"])) % 50

    asked = files(aged)
    assert "reads age" in refused(**asked, save=tmp_path / "model.json")
    capsys.readouterr()
    said = answer(capsys, **asked, save=tmp_path / "model.json", without_protected=True)
    assert said["dropped"]["age"] == "protected: never served"
    assert said["model_file"]["signature"]


def test_the_running_way_follows_a_level_that_moves(files, capsys):
    def moved(columns):
        rng = np.random.default_rng(5)
        rows = len(columns["y"])
        level = np.where(np.arange(rows) % 400 < 200, 0.1, 0.8)
        columns["y"] = (rng.random(rows) < level).astype(np.int64)

    said = answer(capsys, **files(moved), prequential=True)
    running = said["prequential"]
    assert said["log_loss"] < running["running_base_rate_log_loss"] - 0.03
    assert said["log_loss"] < running["frozen"]["log_loss"]
