"""Ask for a day to be run, and set a process of its own to it."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Final

from django.conf import settings
from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.cases.queries import visible_cases
from doorstep_desk.organisations.queries import organisations_by_id
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction
from doorstep_desk.workdays.errors import day_under_way, no_cases_to_run
from doorstep_desk.workdays.models import WatchedRun
from doorstep_desk.workdays.queries import is_running, newest_run

Starts = Callable[[list[str]], None]

_PROGRAM: Final = (sys.executable, "-m", "doorstep.cli.main", "day")


def start_process(words: list[str]) -> None:
    """Start a program that goes on when this process ends, and do not wait for it.

    A run takes half a minute of one core, so it has no place in a thread of the web server; and
    it needs the batch role, which a connection of the web role cannot take on. It keeps the
    database open for itself, and the day is one transaction: whenever it is cut, the day is
    either published as a whole or left as it was.
    """
    subprocess.Popen(  # noqa: S603 (our own program)
        words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


@transaction.atomic
def ask_for_day(*, actor: Actor, on: date, at: datetime, starts: Starts = start_process) -> int:
    """Write down that somebody wants a day run now, and start it once that is kept.

    Args:
        actor: Who asks.
        on: The day.
        at: The instant.
        starts: What starts the program; it gets its words after the transaction has ended.

    Returns:
        The key of the run.

    Raises:
        Refused: The actor may not, a run has not ended, or there is no case.
    """
    actor.require("day.run")
    agency = actor.agency_id
    lock_for_transaction("workday.ask", agency)
    newest = newest_run(agency, at)
    if is_running(agency) or (newest is not None and newest.is_open):
        raise day_under_way()
    if not visible_cases(actor).filter(closed_on=None).exists():
        raise no_cases_to_run()
    row = WatchedRun.objects.create(agency_id=agency, on=on, asked_by=actor.name, asked_at=at)
    record(at=at, actor=actor, verb="day.asked", subject=f"day:{on.isoformat()}", watched=row.pk)
    words = [
        *_PROGRAM, "--data-dir", str(settings.DOORSTEP_DATA_DIR), "--date", on.isoformat(),
        "--agency", organisations_by_id([agency])[agency].name, "--asked", str(row.pk),
    ]  # fmt: skip
    transaction.on_commit(partial(starts, words))
    return row.pk
