"""How does a command open the store, and leave it as it should be left?"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

from django.conf import settings
from django.db import connection

from doorstep.cli.failure import CommandFailed
from doorstep_desk.organisations.queries import store_kind
from doorstep_desk.plumbing.embedded.fault import StoreError
from doorstep_desk.plumbing.encryption import SealBrokenError
from doorstep_desk.plumbing.endpoint import django_database
from doorstep_desk.plumbing.keys import create_keys, django_secret
from doorstep_desk.plumbing.owner import migrate
from doorstep_desk.plumbing.postgres import Server, running
from doorstep_desk.plumbing.refusal import Malformed, Refused


@dataclass(frozen=True, slots=True)
class Store:
    """An open store.

    Attributes:
        data_dir: Its folder.
        server: The database server behind it.
        kind: ``demo``, ``real``, or None while nothing has been decided.
    """

    data_dir: Path
    server: Server
    kind: str | None


@contextmanager
def store(data_dir: Path) -> Iterator[Store]:
    """Have a store open, migrated and connected as the batch role for the length of a block.

    The database is started unless it runs, and stopped unless others use it. Refusals raised in
    the block leave it as one sentence.

    Args:
        data_dir: Folder of the store; made when absent.

    Raises:
        CommandFailed: The store cannot be opened, or the block was refused.
    """
    with plainly(), _stopping_in_order(), running(data_dir) as server:
        use(data_dir, "batch")
        try:
            migrate()
            yield Store(data_dir.absolute(), server, store_kind())
        finally:
            connection.close()


def use(data_dir: Path, role: str) -> None:
    """Point this process at a store under a database role."""
    create_keys(data_dir.absolute())
    connection.close()
    settings.DOORSTEP_DATA_DIR = data_dir.absolute()
    settings.SECRET_KEY = django_secret(data_dir.absolute())
    connection.settings_dict.update(django_database(data_dir.absolute(), role))


@contextmanager
def plainly() -> Iterator[None]:
    """Turn what we expect to go wrong into one sentence.

    Raises:
        CommandFailed: Something in the block was refused, unreadable or not to be opened.
    """
    try:
        yield
    except Refused as refused:
        rule = f" (rule {refused.rule})" if refused.rule else ""
        raise CommandFailed(f"{refused.message}{rule}") from refused
    except (Malformed, StoreError, SealBrokenError) as error:
        raise CommandFailed(str(error)) from error


@contextmanager
def _stopping_in_order() -> Iterator[None]:
    """Let a request to end (TERM) leave through every ``finally``, like Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + signal.SIGTERM)
