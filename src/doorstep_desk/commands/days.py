"""Run several days in turn with synthetic answers, and show what is learned."""

from datetime import date, timedelta
from typing import Annotated, Any

import numpy as np
import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_table, tell
from doorstep.probability.evaluate import ece
from doorstep.terms.codes import Disposition, PromiseState
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.queries import promises_made_between, settled_between
from doorstep_desk.attempts.queries import scored_attempts
from doorstep_desk.commands.agency import agency_runner
from doorstep_desk.commands.dates import day_of_option
from doorstep_desk.commands.demo_store import first_visitable_day, make_demo
from doorstep_desk.commands.outcomes import answer_day
from doorstep_desk.commands.session import store
from doorstep_desk.organisations.queries import organisations, store_is_demo
from doorstep_desk.payments.queries import received_between
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.workdays.actions.run_day import Stopwatch, day_begins, run_day

_REACHED = frozenset(member.word for member in Disposition if member.reached_borrower)


def days(
    start: Annotated[
        str | None, typer.Option("--from", help="First day; else the first visitable one.")
    ] = None,
    count: Annotated[int, typer.Option("--days", min=1, max=366, help="How many days.")] = 10,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Run day and answers in turn, a line for each day.

    Example: doorstep days --from 2026-11-25 --days 10 --json
    """
    first = day_of_option(start, "--from") or first_visitable_day(clock.today())
    lines = []
    with store(data_dir):
        runner = _runner(first)
        for ahead in range(count):
            line = one_day(runner, first + timedelta(days=ahead))
            lines.append(line)
            if json:
                print_json(line)
            else:
                tell(f"{line['date']}: {line['contacts']} contacts, ECE {line['ece']}")
    if not json:
        headings = [name for name in lines[0] if name != "refused"]
        print_table("Days", headings, [[line[name] for name in headings] for line in lines])


def _runner(first: date) -> Actor:
    at = day_begins(first)
    if not organisations("agency"):
        return make_demo(on=first, at=at)
    if not store_is_demo():
        raise CommandFailed("Only a demonstration has synthetic borrowers; this store is real.")
    return agency_runner(at)


def one_day(runner: Actor, on: date) -> dict[str, Any]:
    """Run a day, let it be answered, and return what it brought."""
    watch = Stopwatch(tell=lambda stage: None)
    done = run_day(actor=runner, on=on, watch=watch)
    answer_day(actor=runner, on=on)
    begins, ends = beijing_instant(on, 0), beijing_instant(on + timedelta(days=1), 0)
    scored = list(
        scored_attempts(runner.agency_id, begins, ends).values_list("issued_chance", "disposition")
    )
    chances = np.array([chance for chance, _ in scored], dtype=np.float64)
    reached = np.array([word in _REACHED for _, word in scored], dtype=bool)
    settled = settled_between(runner.agency_id, begins, ends)
    return {
        "date": on.isoformat(),
        "cases": done["cases"],
        "visits": done["plan"]["visits"],
        "attempts": len(scored),
        "contacts": int(reached.sum()),
        "promises_made": promises_made_between(runner.agency_id, begins, ends),
        "promises_kept": sum(p.state == PromiseState.KEPT.word for p in settled),
        "recovered_fen": received_between(runner.agency_id, on, on),
        "ece": round(float(ece(chances, reached)), 4) if len(scored) else None,
        "refused": done["refused"],
        "seconds": round(sum(watch.seconds.values()), 1),
    }
