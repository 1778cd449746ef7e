"""Is what people type understood, and everything else refused?"""

from datetime import UTC, date, datetime

import pytest

from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.typed import typed_day, typed_fen, typed_id, typed_instant


@pytest.mark.parametrize("text", ["", "-5", "1.234", "1.2.3", "five", "1e3", "99999999999"])
def test_what_is_no_sum_is_refused(text):
    with pytest.raises(ValueError, match="not a sum"):
        typed_fen(text)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,200.50", 120_050),
        ("¥ 300", 30_000),
        ("300元", 30_000),
        ("１２．５", 1_250),
        ("0.05", 5),
    ],
)
def test_sums_are_read_to_the_fen(text, fen):
    assert typed_fen(text) == fen


def test_days_instants_and_identifiers_are_read():
    assert typed_day(" 2026-11-25 ") == date(2026, 11, 25)
    assert typed_instant("2026-11-25T09:30") == datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
    key = new_id()
    assert typed_id(f" {key} ") == key


@pytest.mark.parametrize(
    ("read", "text"), [(typed_day, "25.11."), (typed_instant, "soon"), (typed_id, "case 7")]
)
def test_what_is_none_of_them_is_refused(read, text):
    with pytest.raises(ValueError, match=r"Invalid isoformat|badly formed"):
        read(text)
