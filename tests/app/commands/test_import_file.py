"""Does the import command report every row, take a file once, and refuse in one sentence?"""

import json
from pathlib import Path

import pytest
from tests.app.commands.program import doorstep
from tests.core.intake.lists import WOMAN, placement, text_file

AS_OF = "2026-06-30"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """Return a store that is used by all tests of this module."""
    return tmp_path_factory.mktemp("import") / "store"


@pytest.fixture
def file(tmp_path) -> Path:
    """Return a list with one good row and one that cannot be trusted."""
    bad = placement(借据号="JJ0002", 身份证号=WOMAN, 姓名="李英", 逾期金额="-5")
    path = tmp_path / "list.csv"
    path.write_bytes(text_file([placement(), bad]))
    return path


def imported(place: Path, *words: object):
    return doorstep("import", *words, "--as-of", AS_OF, "--data-dir", place, "--json")


BESIDE = {"began", "changed", "changes", "diff", "import", "state"}
"""What the command says beside the report itself."""


def of_report(answer: dict) -> dict:
    return {name: value for name, value in answer.items() if name not in BESIDE}


def test_a_file_that_is_not_there_or_an_unknown_kind_is_named(tmp_path):
    nowhere = tmp_path / "none"
    assert "none.csv" in imported(nowhere, tmp_path / "none.csv").refusal
    path = tmp_path / "list.csv"
    path.write_bytes(text_file([placement()]))
    assert "'letters' is none of placement" in imported(nowhere, path, "--kind", "letters").refusal
    assert not nowhere.exists()


def test_a_file_that_is_none_is_refused_in_one_sentence_with_the_report_kept(place, tmp_path):
    wrong, out = tmp_path / "page.xls", tmp_path / "report.json"
    wrong.write_bytes(b"<html></html>")
    said = doorstep("import", wrong, "--out", out, "--data-dir", place)
    assert said.status == 1
    assert "page.xls was refused: unsupported_type" in said.err
    assert json.loads(out.read_text(encoding="utf-8"))["outcome"] == "refused"


def test_a_book_of_loans_that_is_none_is_refused_in_one_sentence(place, file):
    sentence = imported(place, file, "--kind", "loans").refusal
    assert "list.csv cannot be read as a book of loans" in sentence


def test_a_dry_run_then_the_import_then_the_same_again(place, file, tmp_path):
    dry = imported(place, file, "--dry-run").answer
    assert dry["changed"] is False
    out = tmp_path / "report.json"
    done = imported(place, file, "--out", out).answer
    assert done["changed"] is True
    assert of_report(dry) == of_report(done)
    assert (dry["diff"]["new"], done["changes"]["new"]) == (1, 1)
    assert done["rows"] == {"total": 2, "accepted": 1, "rejected": 1}
    (reason,) = done["rejected"]
    assert (reason["row"], reason["column"], reason["rule"]) == (
        3, "overdue_amount", "amount_negative"
    )  # fmt: skip
    assert reason["hint"]
    assert json.loads(out.read_text(encoding="utf-8")) == of_report(done)
    again = imported(place, file).answer
    assert again == {**done, "changed": False, "began": "known"}


def test_the_day_of_the_import_is_said_beside_the_answer(place, file):
    said = doorstep("import", file, "--data-dir", place, DOORSTEP_NOW="2026-07-02T00:30:00+08:00")
    assert "As of 2026-07-02." in said.err
    assert "nothing changed" in said.out
