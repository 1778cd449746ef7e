"""Fit candidates from everything known; nothing comes into use unless nothing stood."""

from typing import Annotated, Any

import typer
from django.db import transaction

from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_table, tell
from doorstep.probability.heads import Head
from doorstep_desk.commands.agency import present_runner
from doorstep_desk.commands.dates import day_of_option
from doorstep_desk.commands.session import store
from doorstep_desk.learning.actions import Learned, learn
from doorstep_desk.plumbing import clock
from doorstep_desk.workdays.actions.run_day import day_begins, day_known


def learn_command(
    date: Annotated[str | None, typer.Option(help="The day that it is for; else today.")] = None,
    agency: Annotated[str | None, typer.Option(help="Whose, with several agencies.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Fit a candidate for each chance; a named person promotes it on the page Odds.

    Example: doorstep learn --json
    """
    on = day_of_option(date, "--date") or clock.today()
    with store(data_dir), transaction.atomic():
        actor = present_runner(clock.now(), agency)
        at = day_begins(on)
        day = day_known(actor.agency_id, on, at)
        found = learn(actor=actor, facts=day.facts, on=on, input_hash=day.digest, at=at)
    if json:
        print_json({"on": on, "new": found.is_new, "heads": _heads(found)})
        return
    rows = [[each["head"], each["in_use"], each["candidate"]] for each in _heads(found)]
    print_table(f"Learned for {on}", ["head", "in use", "candidate"], rows)
    tell("New candidates were fitted." if found.is_new else "Nothing new was known.")


def _heads(found: Learned) -> list[dict[str, Any]]:
    contact, paid, kept, promise = found.candidates
    used = [(found.heads.contact.card, contact), (found.heads.paid.card, paid)]
    if found.heads.promise is not None:
        used.append((found.heads.promise.card, promise))
    lines: list[dict[str, Any]] = [
        {
            "head": card.head.value,
            "in_use": card.version,
            "candidate": candidate,
            "rows": card.rows,
            "auc": card.auc,
        }
        for card, candidate in used
    ]
    return [*lines, {"head": Head.PROMISE_KEPT.value, "in_use": "", "candidate": kept}]
