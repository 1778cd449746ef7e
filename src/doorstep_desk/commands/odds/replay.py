"""Compute the chances of a stored decision again and compare."""

from typing import Annotated

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_table, tell
from doorstep_desk.commands.agency import present_runner
from doorstep_desk.commands.dates import day_of_option
from doorstep_desk.commands.session import store
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.workdays.replay import Replayed, replay


def odds_replay(
    case: Annotated[int, typer.Argument(help="Identifier of the case, as in its address.")],
    on: Annotated[
        str | None, typer.Option("--day", help="Which stored day; else the newest.")
    ] = None,
    agency: Annotated[str | None, typer.Option(help="Whose, with several agencies.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Compute the chances of a stored decision again from the models it was made with.

    Ends with status 1 when a number differs; then something known of that day was added later.

    Example: doorstep odds replay 812 --day 2026-11-25
    """
    day = day_of_option(on, "--day")
    with store(data_dir):
        actor = present_runner(clock.now(), agency)
        with acting_as(actor):
            found = replay(actor, case, day)
    if json:
        print_json(_as_json(found))
    else:
        rows = [
            [name, _shown(found.stored[name]), _shown(found.again[name])] for name in found.stored
        ]
        print_table(f"Case {case} on {found.on}", ["chance", "as issued", "again"], rows)
        for head, version in found.models.items():
            tell(f"{head}: model {version}")
    if not found.is_same:
        raise CommandFailed("The numbers differ: something known of that day was added later.")


def _as_json(found: Replayed) -> dict[str, object]:
    return {
        "on": found.on,
        "models": dict(found.models),
        "stored": dict(found.stored),
        "again": dict(found.again),
        "same": found.is_same,
        "same_facts": found.has_same_facts,
    }


def _shown(chance: dict[str, float]) -> str:
    return f"{chance['p']:.6f} ({chance['low']:.6f} to {chance['high']:.6f})"
