"""Run one call in a process of its own, and say what became of it."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from doorstep_desk.plumbing.apart.child import (
    ANSWER,
    CALL,
    DISK_FULL,
    LIMITS,
    OUT_OF_MEMORY,
    RAISED,
)
from doorstep_desk.plumbing.apart.handing import read_answer, write_answer
from doorstep_desk.plumbing.apart.limits import DEFAULT_LIMITS, Limits

Answer = TypeVar("Answer")

_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Stop(StrEnum):
    """Why a process that read a file was stopped, or stopped."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    DISK = "disk"


_TRACE: Final = "trace"
_LONGEST_TRACE: Final = 4_000

_RULES: Final = {
    Stop.TIME: "expands_too_large",
    Stop.MEMORY: "expands_too_large",
    Stop.CRASH: "file_corrupt",
    Stop.DISK: "expands_too_large",
}


_STATUSES: Final = {
    OUT_OF_MEMORY: Stop.MEMORY,
    # A system that is out of memory ends a process with SIGKILL.
    -signal.SIGKILL: Stop.MEMORY,
    -signal.SIGXCPU: Stop.TIME,
    DISK_FULL: Stop.DISK,
}


class ParserStopped(Exception):
    """A file could not be read within its limits; nothing of it is taken.

    Attributes:
        name: The file.
        stop: What happened.
        trace: What a crashed reader left behind, for those who mend it; not for the sender.
        rule: As which rule of the closed list it stands in a report.
    """

    def __init__(self, name: str, stop: Stop, limits: Limits, trace: str = "") -> None:
        self.name, self.stop, self.limits, self.trace = name, stop, limits, trace
        self.rule = _RULES[stop]
        super().__init__(f"{name} was refused ({self.rule}): {_sentence(stop, limits)}")


def run_apart(name: str, call: Callable[[], Answer], limits: Limits = DEFAULT_LIMITS) -> Answer:
    """Return what a call returns, or raise what it raises, after running it apart.

    Args:
        name: The file's name, for the sentence when it was stopped.
        call: A top-level function, or ``functools.partial`` of one, that can be pickled.
        limits: What it may cost.

    Raises:
        ParserStopped: It hung, ate its memory or crashed.
    """
    with tempfile.TemporaryDirectory(prefix="doorstep-") as made:
        folder = Path(made)
        write_answer(folder / LIMITS, limits)
        write_answer(folder / CALL, call)
        stop = _stop_of(folder, limits)
        if (folder / RAISED).exists():
            raise read_answer(folder / RAISED)
        if stop is not None:
            trace = (folder / _TRACE).read_text(encoding="utf-8", errors="replace")
            raise ParserStopped(name, stop, limits, trace[-_LONGEST_TRACE:])
        answer: Answer = read_answer(folder / ANSWER)
        return answer


def _stop_of(folder: Path, limits: Limits) -> Stop | None:
    """Run the process to its end, its limit or our own end; None when all went well."""
    command = [sys.executable, "-m", "doorstep_desk.plumbing.apart.child", str(folder)]
    path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with (folder / _TRACE).open("wb") as trace:
        process = subprocess.Popen(  # noqa: S603 (our own module; the file's name is not in it)
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=trace,
            env=os.environ | _ONE_THREAD | path,
        )  # fmt: skip
    try:
        status = process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        return Stop.TIME
    finally:
        process.kill()
        process.wait()
    return None if status == 0 else _STATUSES.get(status, Stop.CRASH)


def _sentence(stop: Stop, limits: Limits) -> str:
    match stop:
        case Stop.TIME:
            return (
                f"reading it took longer than the limit of {limits.seconds} seconds; "
                "split it, or ask for it in another form."
            )
        case Stop.MEMORY:
            return (
                f"reading it needed more memory than the limit of {limits.memory_mebibytes} MiB; "
                "split it, or ask for it in another form."
            )
        case Stop.DISK:
            return "the disk for temporary files is full; make room, then try again."
        case Stop.CRASH:
            return "the reader crashed on it, so it is damaged; ask for it again."
