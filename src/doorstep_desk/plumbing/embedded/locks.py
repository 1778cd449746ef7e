"""Who uses this store now, and who is the last to leave?

Locks belong to processes, so a killed process leaves nothing behind that must be cleaned up.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from doorstep_desk.plumbing.embedded.fault import StoreError

_CHANGING: Final = "changing.lock"
_USING: Final = "using.lock"
_SERVING: Final = "serving.lock"


@contextmanager
def changing_state(data_dir: Path) -> Iterator[None]:
    """Let one process at a time start or stop the server of a store."""
    with _opened(data_dir / _CHANGING) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def serving(data_dir: Path) -> Iterator[None]:
    """Hold the right to serve the desk from a store.

    Raises:
        StoreError: Another process serves it already.
    """
    with _opened(data_dir / _SERVING) as lock:
        if not _locked_at_once(lock, fcntl.LOCK_EX):
            raise StoreError(
                f"Another 'doorstep serve' already serves {data_dir}; stop that one first."
            )
        yield


def join_users(data_dir: Path) -> int:
    """Become one of the processes that use the server; returns the open lock to leave with."""
    lock = _descriptor(data_dir / _USING)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def leave_users(lock: int) -> bool:
    """Stop using the server; says whether nobody else is left. Call in ``changing_state``."""
    was_last = _locked_at_once(lock, fcntl.LOCK_EX)
    os.close(lock)
    return was_last


def is_only_user(lock: int) -> bool:
    """Say whether no other process uses the server. Call in ``changing_state``."""
    alone = _locked_at_once(lock, fcntl.LOCK_EX)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return alone


def _locked_at_once(lock: int, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = _descriptor(path)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _descriptor(path: Path) -> int:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError:
        raise StoreError(
            f"The store {path.parent} belongs to another account; use the one that made it."
        ) from None
