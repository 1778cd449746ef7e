"""A reader that hangs, eats memory or crashes ends in one sentence that names file and limit."""

import os
import threading
import time
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from tests.core.intake.lists import placement, text_file

from doorstep.intake import KnownAccounts, check
from doorstep.intake.files import UnreadableFileError, read_steadily
from doorstep_desk.plumbing.apart import Limits, ParserStopped, Stop, limits_for, run_apart

ROOMY = Limits(60, 256)
SHORT = Limits(seconds=2, memory_mebibytes=256)
AS_OF = date(2026, 6, 30)


def _stopped(call, limits: Limits = ROOMY) -> ParserStopped:
    with pytest.raises(ParserStopped) as caught:
        run_apart("list.xlsx", call, limits)
    assert "list.xlsx was refused" in str(caught.value)
    return caught.value


def test_a_reader_that_hangs_is_killed_at_its_limit():
    started = time.monotonic()
    stopped = _stopped(partial(time.sleep, 600), SHORT)
    assert (stopped.stop, stopped.rule) == (Stop.TIME, "expands_too_large")
    assert "2 seconds" in str(stopped)
    assert time.monotonic() - started < 30


def test_a_reader_that_eats_memory_is_stopped_at_its_limit():
    stopped = _stopped(partial(bytearray, 300 << 20))
    assert (stopped.stop, stopped.rule) == (Stop.MEMORY, "expands_too_large")
    assert "256 MiB" in str(stopped)


@pytest.mark.parametrize("call", [partial(os.abort), partial(os._exit, 3), partial(int, [])])
def test_a_reader_that_crashes_says_that_the_file_is_damaged(call):
    stopped = _stopped(call)
    assert (stopped.stop, stopped.rule) == (Stop.CRASH, "file_corrupt")


def test_what_a_crashed_reader_left_behind_is_kept_for_those_who_mend_it():
    assert "TypeError" in _stopped(partial(int, [])).trace


def test_a_reader_that_was_killed_for_memory_by_the_system_says_so():
    assert _stopped(partial(_kill_yourself)).stop is Stop.MEMORY


def _kill_yourself() -> None:
    os.kill(os.getpid(), 9)


def test_what_the_call_refuses_is_raised_here(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"There is no file .*none\.csv"):
        run_apart("none.csv", partial(read_steadily, tmp_path / "none.csv"))


def test_an_answer_is_the_same_as_without_a_process_of_its_own():
    rows = [placement(借据号=f"J{at}", 手机号=f"86163629{at:05d}") for at in range(2_500)]
    call = partial(check, "list.csv", text_file(rows), as_of=AS_OF, known=KnownAccounts.empty())
    here, apart = call(), run_apart("list.csv", call)
    assert len(apart.report.repaired) == 2_500
    assert apart.report.as_dict() == here.report.as_dict()
    assert list(apart.placements) == list(here.placements)
    assert apart.placements[2_001] == here.placements[2_001]


def test_many_threads_may_read_at_once():
    answers = []

    def one(number: int) -> None:
        answers.append(run_apart("a", partial(abs, -number)))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [0, 1, 2, 3]


def test_nothing_is_left_on_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    run_apart("a", partial(abs, -1))
    _stopped(partial(os.abort))
    assert list(Path(tmp_path).iterdir()) == []


@pytest.mark.parametrize(
    ("size", "limits"),
    [
        (0, Limits(28, 700)),
        (512 << 10, Limits(28, 900)),  # the last size with the least time
        (1536 << 10, Limits(88, 1300)),
        (600 << 20, Limits(1800, 2048)),  # never more than this
    ],
)
def test_a_small_file_gets_little(size, limits):
    assert limits_for(size) == limits


def test_limits_that_nothing_could_keep_are_refused():
    with pytest.raises(ValueError, match="positive"):
        Limits(0)
