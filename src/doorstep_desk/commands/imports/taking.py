"""How does a command take one file into an open store, the very first file included?"""

from contextlib import nullcontext
from datetime import datetime
from typing import Final

from doorstep.intake import KnownAccounts
from doorstep_desk.commands.agency import agency_runner, first_file
from doorstep_desk.followups.jobs import follow_conflicts
from doorstep_desk.intake.actions.import_file import Imported, import_file, silent
from doorstep_desk.intake.actions.stage import Told
from doorstep_desk.intake.reading import Read, ReadFile, SentFile, read_apart
from doorstep_desk.organisations.queries import organisations
from doorstep_desk.plumbing.tables.statistics import count_tables_anew

BEGAN: Final = {
    "new": "Taken from the beginning.",
    "resumed": "An earlier run had stopped; its staged rows were used.",
    "anew": "An earlier run had stopped; its rows were dropped and the file was read anew.",
    "known": "This content was taken before; nothing changed.",
}
"""What is said of how an import began."""


def take_sent(
    agency: str | None,
    sent: SentFile,
    at: datetime,
    *,
    is_dry_run: bool = False,
    is_held: bool = False,
    told: Told = silent,
) -> Imported:
    """Take a file for an agency, and open a follow-up for each thing it contradicts.

    A store without an agency gets one with its first file. That file is read before anything is
    written, so that one which is refused, or only tried, leaves the store empty.

    Raises:
        Refused: As for ``import_file``.
        CommandFailed: It is unclear which agency is meant.
    """
    is_first = agency is None and not organisations("agency")
    first = read_apart(KnownAccounts.empty(), sent) if is_first else None
    read = read_apart if first is None else _once(first)
    is_fleeting = is_dry_run or (first is not None and first.checked.report.is_refused)
    with first_file(agency) if is_fleeting else nullcontext(_nothing) as give_up:
        runner = agency_runner(at, agency)
        done = import_file(
            actor=runner, sent=sent, at=at, is_dry_run=is_dry_run, is_held=is_held, told=told,
            read=read,
        )  # fmt: skip
        if done.file_id is not None and done.state == "published":
            follow_conflicts(actor=runner, import_id=done.file_id, at=at)
        if is_fleeting:
            give_up()
    if done.changed and not is_fleeting:
        count_tables_anew()
    return done


def _once(found: ReadFile) -> Read:
    """Return a way of reading that gives what was read already: an empty store knows nothing."""

    def read(_known: KnownAccounts, _sent: SentFile) -> ReadFile:
        return found

    return read


def _nothing() -> None:
    """Leave what was done."""
