"""In whose name does a command work?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from doorstep.cli.failure import CommandFailed
from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.organisations.queries import organisations
from doorstep_desk.plumbing.actor import SYSTEM, Actor, day_runner

DEFAULT_AGENCY: Final = "本机构"
LARGEST: Final = 512 * 2**20


def agency_runner(at: datetime, name: str | None = None) -> Actor:
    """Return the actor of the store's one agency, made when there is none yet.

    Raises:
        CommandFailed: There are several agencies and none, or an unknown one, was named.
    """
    agencies = organisations("agency")
    if name is not None:
        agencies = [agency for agency in agencies if agency.name == name]
        if not agencies:
            raise CommandFailed(f"There is no agency named {name!r} in this store.")
    if len(agencies) > 1:
        names = ", ".join(agency.name for agency in agencies)
        raise CommandFailed(f"This store has several agencies ({names}); say --agency.")
    if agencies:
        return day_runner(agencies[0].id)
    made = add_organisation(
        actor=SYSTEM, kind="agency", name=DEFAULT_AGENCY, name_en="This agency", at=at
    )
    return day_runner(made.id)


def present_runner(at: datetime, name: str | None = None) -> Actor:
    """Return the actor of an agency that is there already; nothing is made.

    Raises:
        CommandFailed: There is no agency yet, or as for ``agency_runner``.
    """
    if name is None and not organisations("agency"):
        raise CommandFailed("Nothing was imported into this store yet.")
    return agency_runner(at, name)


@contextmanager
def first_file(name: str | None = None) -> Iterator[Callable[[], None]]:
    """Undo everything when the very first file of a store is not taken; give what says so.

    The agency that ``agency_runner`` makes for it would otherwise stay behind alone, and the
    store would neither be empty, to become a demonstration, nor hold anything.
    """
    if name is None and not organisations("agency"):
        with transaction.atomic():
            yield lambda: transaction.set_rollback(True)
    else:
        yield lambda: None


def content_of(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        CommandFailed: There is no such file, or it is too large.
    """
    if not path.is_file():
        raise CommandFailed(f"There is no file {path}.")
    if path.stat().st_size > LARGEST:
        raise CommandFailed(f"{path} is larger than {LARGEST // 2**20} MiB; split it.")
    return path.read_bytes()
