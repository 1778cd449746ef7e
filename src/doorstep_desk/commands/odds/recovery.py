"""Say how much the open cases are expected to bring by each day, with an interval."""

from dataclasses import asdict
from typing import Annotated

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_table, tell
from doorstep_desk.commands.agency import present_runner
from doorstep_desk.commands.session import store
from doorstep_desk.decisions.outlook.recovery import recovery_of
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as


def odds_recovery(
    agency: Annotated[str | None, typer.Option(help="Whose, with several agencies.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Say how much the cases of the newest judged day are expected to bring by each day.

    Example: doorstep odds recovery --json
    """
    with store(data_dir):
        actor = present_runner(clock.now(), agency)
        with acting_as(actor):
            found = recovery_of(actor.agency_id)
    if found is None:
        raise CommandFailed("No day was judged yet; run one with: doorstep day")
    if json:
        print_json(asdict(found))
        return
    rows = [
        [
            f"{each.by_day} days",
            _yuan(each.expected_fen),
            _yuan(each.low_fen),
            _yuan(each.high_fen),
        ]
        for each in found.days
    ]
    title = f"Expected from {found.cases} cases that owe {_yuan(found.owed_fen)} on {found.on}"
    print_table(title, ["within", "expected", "90 % from", "to"], rows)
    if not found.days:
        tell(f"Only {found.payments} past payments are known; too few to say anything.")


def _yuan(fen: int) -> str:
    return f"¥{fen / 100:,.0f}"
