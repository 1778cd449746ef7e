"""How do several processes answer at one address?

One process of Python uses one core at a time, whatever the number of its threads. So the command
that serves listens, loads the desk once, and is forked: every part takes the next caller from the
same line. Nothing is shared but memory that is only read and the open door; each part has its own
lines to the database. What must run once only stays with the command itself.
"""

import gc
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import waitress
from django.db import connections
from waitress.adjustments import Adjustments

from doorstep.cli.output import tell

THREADS: Final = 8
"""Pages that are worked on at a time; the others wait in line. Each has a line to the database,
and the fewer lines there are, the sooner all know the plans of the pages."""
FEWEST: Final = 4
"""Threads of one process at least: some pages take seconds, and others should not wait."""
MOST: Final = 4
"""More processes than this would leave the database too few lines for the commands."""
_AGAIN_AFTER: Final = 1.0
_LET_END: Final = 15.0
_REQUESTS: Final = (signal.SIGINT, signal.SIGTERM)

Application = Callable[..., Any]


def usual_count() -> int:
    """Return how many processes serve when nobody says: one for each core that we may use."""
    usable = getattr(os, "sched_getaffinity", None)
    cores = len(usable(0)) if usable is not None else os.cpu_count() or 1
    return min(MOST, cores)


@contextmanager
def listening(host: str, port: int) -> Iterator[list[socket.socket]]:
    """Have the doors of an address open for the length of a block.

    Raises:
        OSError: The port cannot be used.
    """
    doors: list[socket.socket] = []
    try:
        for family, kind, protocol, place in Adjustments(host=host, port=port).listen:
            door = socket.socket(family, kind, protocol)
            doors.append(door)
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            door.bind(place)
            door.listen(1024)
        yield doors
    finally:
        for door in doors:
            door.close()


class Answering:
    """Processes that answer at open doors; begun again when one ends, ended with this one.

    They are forked, so whoever makes one may run no thread of their own.
    """

    def __init__(self, application: Application, doors: list[socket.socket], count: int) -> None:
        """Begin them."""
        self._application, self._doors = application, doors
        self._threads = max(FEWEST, THREADS // count)
        # Whoever holds the other end is alive: reading ends at once when the command is killed.
        self._alive, self._held = os.pipe()
        connections.close_all()
        gc.collect()
        self._running: dict[int, float] = {}
        for _ in range(count):
            self._begin()

    def look(self) -> None:
        """Begin again whatever has ended."""
        for process, begun in list(self._running.items()):
            if os.waitpid(process, os.WNOHANG)[0] == process:
                del self._running[process]
                tell("A process that answers ended; another one is begun.")
                time.sleep(max(0.0, _AGAIN_AFTER - (time.monotonic() - begun)))
                self._begin()

    def end(self) -> None:
        """End them: what they work on is finished first, within some seconds."""
        for process in self._running:
            os.kill(process, signal.SIGTERM)
        until = time.monotonic() + _LET_END
        while self._running and time.monotonic() < until:
            for process in list(self._running):
                if os.waitpid(process, os.WNOHANG)[0] == process:
                    del self._running[process]
            time.sleep(0.02)
        for process in self._running:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        self._running.clear()
        os.close(self._alive)
        os.close(self._held)

    def _begin(self) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        # A request to end must not find the new process while it still is where the command was.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _REQUESTS)
        gc.freeze()  # what is loaded is never looked through by the new process, and stays shared
        process = os.fork()
        if process:
            gc.unfreeze()
            self._running[process] = time.monotonic()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            return
        status = 1
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            os.close(self._held)
            threading.Thread(target=_leave_with, args=(self._alive,), daemon=True).start()
            _answer(self._application, self._doors, self._threads)
            status = 0
        except KeyboardInterrupt:
            status = 0  # asked to end before it began
        except BaseException:
            sys.excepthook(*sys.exc_info())  # nobody is left who could tell
            raise
        finally:
            os._exit(status)  # what the command opened is the command's to close


def _answer(application: Application, doors: list[socket.socket], threads: int) -> None:
    """Answer until asked to end."""
    server = waitress.create_server(application, sockets=doors, threads=threads, ident=None)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server.run()
    server.close()


def _leave_with(alive: int) -> None:
    """End this process at once when the command that forked it is gone."""
    os.read(alive, 1)
    os._exit(1)
