"""Does a watched folder give every file in once, wait for half-written ones, and stay one's own?

Real processes in a real folder. What root may read and write anyway is taken from the process by
dropping the two capabilities that let root pass file permissions.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.app.commands.program import SOURCE, Said, doorstep
from tests.core.intake.lists import WOMAN, placement, text_file

from doorstep_desk.plumbing.postgres import running

LIST = text_file([placement()])
OTHER = text_file([placement(借据号="JJ0002", 身份证号=WOMAN, 姓名="李英")])
NOW = "2026-06-30T10:00:00+08:00"
PLAIN_ROOT = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
PATIENCE = 60


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[Path]:
    """Give a store whose server runs as long as the tests of this module."""
    folder = tmp_path_factory.mktemp("watch")
    folder.chmod(0o755)
    with running(folder / "store", is_throw_away=True):
        yield folder / "store"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder in which files arrive."""
    (tmp_path / "incoming").mkdir()
    return tmp_path / "incoming"


def once(place: Path, folder: Path, *words: object) -> Said:
    return doorstep(
        "watch", folder, "--once", "--interval", "0.3", "--json", "--data-dir", place, *words,
        DOORSTEP_NOW=NOW,
    )  # fmt: skip


def watching(place: Path, folder: Path, *before: str) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "doorstep.cli.main", "watch", str(folder), "--json"]
    words += ["--interval", "0.3", "--data-dir", str(place)]
    kept = {name: text for name, text in os.environ.items() if not name.startswith("DOORSTEP")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.Popen(
        [*before, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**kept, "PYTHONPATH": str(SOURCE), "DOORSTEP_NOW": NOW, "NO_COLOR": "1"},
    )  # fmt: skip


def until(seen: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def stop(process: "subprocess.Popen[str]") -> tuple[int, str]:
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=PATIENCE)
    return process.returncode, err


def report(folder: Path, name: str) -> dict:
    return json.loads((folder / "reports" / f"{name}.json").read_text(encoding="utf-8"))


def test_each_file_is_taken_once_with_a_report_and_moved_by_what_became_of_it(place, folder):
    (folder / "list.csv").write_bytes(LIST)
    (folder / "page.xls").write_bytes(b"<html></html>")
    taken = {each["file"]: each for each in once(place, folder, "--lender", "北原信贷").answers}
    assert (taken["list.csv"]["outcome"], taken["list.csv"]["changes"]["new"]) == ("imported", 1)
    assert taken["page.xls"]["refusal"]["rule"] == "unsupported_type"
    assert (folder / "done" / "list.csv").read_bytes() == LIST
    assert (folder / "refused" / "page.xls").exists()
    assert report(folder, "list.csv")["rows"]["accepted"] == 1
    (folder / "list.csv").write_bytes(LIST)
    (again,) = once(place, folder).answers
    assert (again["began"], again["import"]) == ("known", taken["list.csv"]["import"])
    assert len(list((folder / "done").iterdir())) == 2


def test_a_file_that_is_still_being_written_waits_and_hidden_ones_are_never_looked_at(
    place, folder
):
    (folder / ".list.csv.tmp").write_bytes(OTHER)
    (folder / "list.csv.part").write_bytes(OTHER)
    growing = folder / "growing.csv"
    process = watching(place, folder)
    try:
        until(lambda: (folder / ".doorstep-watch.lock").exists())
        with growing.open("wb") as out:
            for at in range(0, len(OTHER), 40):
                out.write(OTHER[at : at + 40])
                out.flush()
                time.sleep(0.15)
                assert growing.exists()
        (folder / "list.csv.part").rename(folder / "renamed.csv")
        until(lambda: {"growing.csv", "renamed.csv"} <= {
            each.name for each in (folder / "done").iterdir()
        })  # fmt: skip
    finally:
        status, _ = stop(process)
    assert status == 128 + signal.SIGTERM
    outcomes = [report(folder, name)["began"] for name in ("growing.csv", "renamed.csv")]
    assert sorted(outcomes) == ["known", "new"]
    assert (folder / ".list.csv.tmp").exists()


def test_a_second_watcher_is_told_who_holds_the_folder_and_the_next_one_may(place, folder):
    process = watching(place, folder)
    try:
        until(lambda: (folder / ".doorstep-watch.lock").exists()
              and (folder / ".doorstep-watch.lock").read_text(encoding="utf-8") != "")  # fmt: skip
        second = once(place, folder)
        assert f"is watched already by process {process.pid} on" in second.refusal
    finally:
        stop(process)
    assert once(place, folder).status == 0


def test_a_watcher_that_was_killed_leaves_nothing_that_stops_the_next(place, folder):
    process = watching(place, folder)
    until(lambda: (folder / ".doorstep-watch.lock").exists())
    process.kill()
    process.communicate(timeout=PATIENCE)
    (folder / "list.csv").write_bytes(text_file([placement(借据号="JJ0009")]))
    (taken,) = once(place, folder).answers
    assert taken["outcome"] == "imported"


def test_no_folder_and_a_folder_without_room_for_reports_are_named(place, folder):
    assert "There is no folder" in once(place, folder / "none").refusal
    (folder / "done").write_text("a file stands where files should go")
    assert "must be writable" in once(place, folder).refusal


needs_setpriv = pytest.mark.skipif(
    shutil.which("setpriv") is None, reason="setpriv is not installed here"
)


@needs_setpriv
def test_a_folder_that_may_not_be_written_to_is_named_before_anything_happens(place, folder):
    folder.chmod(0o555)
    process = watching(place, folder, *PLAIN_ROOT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "must be writable" in err
    assert list(folder.iterdir()) == []


UNREADABLE = """
import sys
from pathlib import Path
from doorstep_desk.commands.imports.drop_folder import watched
from doorstep_desk.commands.watch import Taker
from doorstep_desk.plumbing import clock
with watched(Path(sys.argv[1]), clock.now()) as dropped:
    taker = Taker(dropped, None, "", True)
    for _ in range(3):
        for file in dropped.complete():
            taker.take(file)
"""


@needs_setpriv
def test_a_file_that_may_not_be_read_is_said_once_and_left(folder):
    locked = folder / "locked.csv"
    locked.write_bytes(LIST)
    locked.chmod(0)
    done = subprocess.run(
        [*PLAIN_ROOT, sys.executable, "-c", UNREADABLE, str(folder)], capture_output=True,
        text=True, timeout=PATIENCE, env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    (said,) = done.stdout.splitlines()
    assert json.loads(said)["refusal"]["rule"] == "file-unreadable"
    assert "cannot be read" in report(folder, "locked.csv")["refusal"]["hint"]
    assert locked.exists()
