"""Let seeded synthetic borrowers answer a published day (demonstration stores only)."""

from typing import Annotated

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_table
from doorstep_desk.commands.agency import agency_runner
from doorstep_desk.commands.dates import day_of_option
from doorstep_desk.commands.outcomes import answer_day
from doorstep_desk.commands.session import store
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.workdays.actions.run_day import day_begins


def simulate_outcomes(
    date: Annotated[str, typer.Option(help="Which published day is answered.")],
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Let synthetic borrowers answer a day's plan through the ordinary actions, once.

    Example: doorstep simulate-outcomes --date 2026-11-25
    """
    on = day_of_option(date, "--date")
    if on is None:
        raise CommandFailed("Say which day: --date 2026-11-25.")
    with store(data_dir):
        if not store_is_demo():
            raise CommandFailed(
                "Only a demonstration has synthetic borrowers; this store is real."
            )
        done = answer_day(actor=agency_runner(day_begins(on)), on=on)
    if json:
        print_json(done)
    else:
        print_table(f"{date}: answers", list(done), [list(done.values())])
