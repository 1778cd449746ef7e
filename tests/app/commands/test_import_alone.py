"""Files checked without a store: one clear sentence for bad input, and an earlier report stays."""

import json
import os
import resource
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.app.commands.program import SOURCE, doorstep
from tests.app.commands.test_watch import PLAIN_ROOT, needs_setpriv
from tests.core.intake.lists import placement, text_file

from doorstep.cli.failure import CommandFailed
from doorstep.cli.report_file import replacing
from doorstep_desk.commands.import_alone import check_alone
from doorstep_desk.plumbing.apart import Limits

AS_OF = date(2026, 6, 30)
EARLIER = '{"earlier": true}'


@pytest.fixture
def file(tmp_path) -> Path:
    """Return a list with one good row."""
    path = tmp_path / "list.csv"
    path.write_bytes(text_file([placement()]))
    return path


@pytest.fixture
def out(tmp_path) -> Path:
    """Return the path of a report that an earlier import wrote."""
    path = tmp_path / "report.json"
    path.write_text(EARLIER, encoding="utf-8")
    return path


def _refused(*arguments, **options) -> str:
    with pytest.raises(CommandFailed) as caught:
        check_alone(*arguments, **options)
    return str(caught.value)


def test_a_report_path_that_is_a_folder_is_named_before_anything_is_read(tmp_path):
    assert "is a folder" in _refused(tmp_path / "none.csv", [], AS_OF, tmp_path)


def test_a_report_in_a_folder_that_is_not_there_is_named(file, tmp_path):
    assert "there is no folder" in _refused(file, [], AS_OF, tmp_path / "none" / "report.json")


LOCKED = """
import sys
from pathlib import Path
from doorstep.cli.failure import CommandFailed
from doorstep.cli.report_file import require_report_path
try:
    require_report_path(Path(sys.argv[1]))
except CommandFailed as failed:
    print(failed)
"""


@needs_setpriv
def test_a_folder_without_write_permission_is_named(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    done = subprocess.run(
        [*PLAIN_ROOT, sys.executable, "-c", LOCKED, str(folder / "report.json")],
        capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert "cannot be written: no permission" in done.stdout


def test_a_full_disk_under_the_report_is_named_and_the_earlier_one_stays(out):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(CommandFailed, match="cannot be written"), replacing(out) as place:
            place.write_text("x" * 10_000, encoding="utf-8")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert out.read_text(encoding="utf-8") == EARLIER
    assert [each.name for each in out.parent.iterdir()] == ["report.json"]


def test_a_file_that_is_not_there_leaves_the_earlier_report(tmp_path, out):
    assert "There is no file" in _refused(tmp_path / "none.csv", [], AS_OF, out)
    assert out.read_text(encoding="utf-8") == EARLIER


def test_a_context_file_that_is_refused_is_named_and_nothing_is_written(file, out, tmp_path):
    page = tmp_path / "page.xls"
    page.write_bytes(b"<html></html>")
    sentence = _refused(file, [page], AS_OF, out)
    assert "The context file page.xls was refused: unsupported_type." in sentence
    assert "Nothing was checked." in sentence
    assert out.read_text(encoding="utf-8") == EARLIER
    assert {each.name for each in tmp_path.iterdir()} == {"list.csv", "page.xls", "report.json"}


def test_a_reader_that_is_stopped_becomes_a_refusal_in_the_report(file, out, monkeypatch, capsys):
    monkeypatch.setattr("doorstep_desk.commands.import_alone.limits_for", lambda _: Limits(60, 1))
    report = check_alone(file, [], AS_OF, out)
    assert (report["outcome"], report["refusal"]["rule"]) == ("refused", "expands_too_large")
    assert json.loads(out.read_text(encoding="utf-8"))["outcome"] == "refused"
    assert "list.csv was refused (expands_too_large): reading it needed more memory than the" in (
        capsys.readouterr().err
    )


def test_the_report_that_is_written_is_the_whole_one(file, out):
    short = check_alone(file, [], AS_OF, out)
    whole = check_alone(file, [], AS_OF, None)
    assert json.loads(out.read_text(encoding="utf-8")) == whole
    assert short["rows"] == whole["rows"] == {"total": 1, "accepted": 1, "rejected": 0}


def test_a_day_in_the_future_is_said_and_with_a_store_refused(file, tmp_path):
    now = {"DOORSTEP_NOW": "2026-07-01T09:00:00+08:00"}
    words = ("import", file, "--as-of", "2026-07-02", "--dry-run")
    refused = doorstep(*words, "--data-dir", tmp_path / "store", **now)
    assert "--as-of 2026-07-02 is in the future" in refused.refusal
    assert not (tmp_path / "store").exists()
    said = doorstep(*words, "--context", "", "--json", **now)
    assert "2026-07-02 is in the future" in said.err
    assert said.answer["outcome"] == "imported"


def test_a_book_of_loans_has_no_context(file):
    said = doorstep("import", file, "--kind", "loans", "--context", "", "--as-of", "2026-06-30")
    assert "no context" in said.refusal
