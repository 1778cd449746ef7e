"""Do several processes answer at one address, come back when killed, and end with the command?"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.app.commands.program import SOURCE

from doorstep_desk.commands.answering import MOST, usual_count

PARTS = 2
PROGRAM = """
import os, signal, sys, time
from doorstep_desk.commands.answering import Answering, listening

def application(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]

def end(*_):
    raise KeyboardInterrupt

with listening("127.0.0.1", 0) as doors:
    signal.signal(signal.SIGTERM, end)
    answering = Answering(application, doors, int(sys.argv[1]))
    print(doors[0].getsockname()[1], flush=True)
    try:
        while True:
            answering.look()
            time.sleep(0.05)
    except KeyboardInterrupt:
        answering.end()
"""


@contextmanager
def answering(parts: int) -> Iterator[tuple[subprocess.Popen, int]]:
    words = [sys.executable, "-c", PROGRAM, str(parts)]
    kept = os.environ | {
        "PYTHONPATH": str(SOURCE), "DJANGO_SETTINGS_MODULE": "doorstep_desk.config.settings",
    }  # fmt: skip
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=kept) as process:
        try:
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


def asked(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
        return int(answer.read())


def parts_of(process: subprocess.Popen) -> set[int]:
    found = subprocess.run(
        ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False
    )
    return {int(word) for word in found.stdout.split()}


def comes_true(condition, seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= until:
            return False
        time.sleep(0.05)
    return True


def is_there(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except ConnectionRefusedError:
        return True
    return False


def test_there_is_one_process_for_each_core_and_never_too_many():
    assert 1 <= usual_count() <= MOST


@pytest.mark.parametrize("parts", [1, PARTS])
def test_only_the_parts_answer(parts):
    with answering(parts) as (process, port):
        known = parts_of(process)
        assert len(known) == parts
        assert {asked(port) for _ in range(10)} <= known


def test_a_part_that_is_killed_is_begun_again_and_the_others_go_on_meanwhile():
    with answering(PARTS) as (process, port):
        before = parts_of(process)
        gone = asked(port)
        os.kill(gone, signal.SIGKILL)
        assert asked(port) in before - {gone}
        assert comes_true(lambda: len(parts_of(process) - {gone}) == PARTS)
        assert asked(port) in parts_of(process)


def test_all_parts_end_at_once_when_the_command_is_killed_and_the_port_is_free():
    with answering(PARTS) as (process, port):
        known = parts_of(process)
        process.kill()
        process.wait()
        assert len(known) == PARTS
        assert comes_true(lambda: not any(map(is_there, known)), seconds=5)
        assert comes_true(lambda: refuses(port), seconds=5)


def test_all_parts_end_in_order_when_the_command_is_asked_to():
    with answering(PARTS) as (process, port):
        known = parts_of(process)
        asked(port)
        process.terminate()
        assert process.wait(20) == 0
        assert not any(map(is_there, known))
        assert refuses(port)
