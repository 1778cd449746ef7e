"""Do what happens by itself: send what is due, take in what is said, show what is lost."""

import os
import time
from typing import Annotated, Final

import structlog
import typer
from django.db import connection

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir
from doorstep.cli.output import tell
from doorstep_desk.commands.session import store
from doorstep_desk.notices.gateways import gateways
from doorstep_desk.notices.jobs import hear, send_due, sweep
from doorstep_desk.notices.outgoing import Gateway
from doorstep_desk.organisations.queries import organisations
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.locks import try_lock_for_run
from doorstep_desk.self_service.actions.receipts import send_receipts
from doorstep_desk.self_service.actions.sign_in import send_codes

SWEEPS_EVERY: Final = 60
"""Rounds between two looks for what was lost."""

_LOG: Final = structlog.get_logger("doorstep")


def work(
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, then end.")] = False,
    interval: Annotated[float, typer.Option(min=0.1, help="Seconds between two rounds.")] = 1.0,
    with_parent: Annotated[
        bool, typer.Option("--with-parent", help="End when the program that began it ends.")
    ] = False,
    data_dir: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Send what is due until Ctrl-C; several may run, and nothing is sent twice.

    Example: doorstep work --once
    """
    parent = os.getppid() if with_parent else None
    with store(data_dir):
        ways = _ways()
        tell(f"Sending by: {', '.join(way.name for way in ways) or 'nothing is set up'}.")
        rounds = 0
        try:
            while True:
                one_round(ways, with_sweep=rounds % SWEEPS_EVERY == 0)
                rounds += 1
                if once or (parent is not None and os.getppid() != parent):
                    break
                connection.close_if_unusable_or_obsolete()
                time.sleep(interval)
        finally:
            for way in ways:
                way.close()


def one_round(ways: list[Gateway], *, with_sweep: bool) -> int:
    """Do once whatever is due; returns how many messages were handed over.

    One process at a time sends by a gateway of an agency, so that what it hears is its own.
    """
    send_codes(at=clock.now())
    send_receipts(at=clock.now())
    count = 0
    for agency in organisations("agency"):
        for way in ways:
            with try_lock_for_run("notices.send", agency.id, way.name) as is_mine:
                if is_mine:
                    count += send_due(agency_id=agency.id, gateway=way, now=clock.now)
                    hear(agency_id=agency.id, gateway=way, now=clock.now)
        if with_sweep:
            sweep(agency_id=agency.id, now=clock.now)
    if count:
        _LOG.info("sent", messages=count)
    return count


def _ways() -> list[Gateway]:
    try:
        return gateways()
    except ValueError as fault:
        raise CommandFailed(str(fault)) from fault
