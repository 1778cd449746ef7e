"""Say which decisions of a stored day the law of another day would change."""

from datetime import date
from typing import Annotated, Any

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line, tell
from doorstep_desk.commands.agency import agency_runner
from doorstep_desk.commands.dates import day_of_option
from doorstep_desk.commands.session import store
from doorstep_desk.decisions.lists import newest_assessment
from doorstep_desk.decisions.other_law import OtherLaw, StoredDay, under_other_law
from doorstep_desk.decisions.queries import latest_assessment
from doorstep_desk.decisions.workers import workers_of
from doorstep_desk.notices.queries import notices_for
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.scope import acting_as


def law_diff_day(
    old: Annotated[str, typer.Argument(help="A day: the law of that day, as known on it.")],
    new: Annotated[str, typer.Argument(help="The same.")],
    on: Annotated[
        str | None, typer.Option("--day", help="Which stored day; else the newest.")
    ] = None,
    agency: Annotated[str | None, typer.Option(help="Whose, with several agencies.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Say which decisions of a stored day another law would change; nothing is written.

    Example: doorstep law diff-day 2026-01-29 2026-11-25 --day 2026-11-25
    """
    before, after = day_of_option(old, "OLD"), day_of_option(new, "NEW")
    if before is None or after is None:  # both were written, as the program asks for them
        raise CommandFailed("Name two days.")
    with store(data_dir):
        actor = agency_runner(clock.now(), agency)
        with acting_as(actor):
            found = stored_day_under(actor, before, after, day_of_option(on, "--day"))
    for case_id, treatment, flip in found.flips:
        line: dict[str, Any] = {
            "case": case_id, "treatment": treatment, "old": flip.old.word, "new": flip.new.word,
            "old_because": list(flip.old_because), "new_because": list(flip.new_because),
        }  # fmt: skip
        if json:
            print_json(line)
        else:
            rules = " ".join(flip.new_because if flip.new.word != "allow" else flip.old_because)
            print_line(f"case {case_id} {treatment}: {flip.old.word} -> {flip.new.word}  {rules}")
    tell(f"{found.on}: {found.compared} cases compared, {len(found.flips)} decisions change.")


def stored_day_under(actor: Actor, old: date, new: date, on: date | None) -> OtherLaw:
    """Compare a stored day of an agency, all its cases, under the law of two days.

    Raises:
        CommandFailed: No such day is stored.
    """
    agency_id = actor.agency_id
    stored = newest_assessment(agency_id) if on is None else latest_assessment(agency_id, on)
    if stored is None:
        raise CommandFailed(f"No day {on or ''} is stored; run one with: doorstep day")
    day = StoredDay(
        agency_id=agency_id, on=stored.on, as_of=stored.created_at,
        notices=notices_for(agency_id, stored.on, stored.created_at),
        workers=workers_of(agency_id, stored.on, stored.created_at),
    )  # fmt: skip
    return under_other_law(day, old, new, most=None)
