"""Parquet: typed columns, and what is refused."""

from datetime import date, datetime

import duckdb
import pytest

from doorstep.intake import Refusal, read_tables

moment = datetime.fromisoformat


def parquet(tmp_path, query):
    path = tmp_path / "a.parquet"
    duckdb.sql(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


def test_values_keep_their_types_and_the_names_are_row_one(tmp_path):
    query = """
        SELECT 'JJ1' AS loan_no, 12::BIGINT AS principal_fen, 1.5::DECIMAL(9, 2) AS rate,
               2::DECIMAL(9, 2) AS whole, DATE '2026-03-25' AS due_date,
               TIMESTAMP '2026-03-25 10:00:00' AS contact_time, NULL AS remark, [1, 2] AS list
    """
    header, row = read_tables("a.parquet", parquet(tmp_path, query)).sheets[0].rows
    assert list(header.values.values())[:2] == ["loan_no", "principal_fen"]
    assert row.number == 2
    assert dict(row.values) == {
        0: "JJ1",
        1: 12,
        2: 1.5,
        3: 2,
        4: date(2026, 3, 25),
        5: moment("2026-03-25T10:00:00"),
        7: "[1, 2]",
    }


@pytest.mark.parametrize("cut", [4, 100, -1, -8])
def test_a_cut_file_is_damage(tmp_path, cut):
    content = parquet(tmp_path, "SELECT range AS loan_no FROM range(1000)")
    assert read_tables("a.parquet", content[:cut]) == Refusal("file_corrupt")


def test_a_file_that_is_small_on_disk_only_is_refused(tmp_path):
    content = parquet(tmp_path, "SELECT 1 AS a, 2 AS b FROM range(21_000_000)")
    assert read_tables("a.parquet", content) == Refusal("expands_too_large")


def test_moments_with_a_zone_are_those_of_beijing(tmp_path):
    query = "SELECT TIMESTAMPTZ '2026-06-01 20:00:00+00' AS contact_time, 'x' AS loan_no"
    _, row = read_tables("a.parquet", parquet(tmp_path, query)).sheets[0].rows
    assert dict(row.values) == {0: moment("2026-06-02 04:00"), 1: "x"}


def test_texts_that_older_writers_store_as_bytes_are_texts(tmp_path):
    query = "SELECT '金东哲'::BLOB AS borrower_name".replace("'金东哲'::BLOB", "encode('金东哲')")
    _, row = read_tables("a.parquet", parquet(tmp_path, query)).sheets[0].rows
    assert dict(row.values) == {0: "金东哲"}
