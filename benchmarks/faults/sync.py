"""Is a record of a phone lost, doubled or altered, whatever is cut and whoever is killed?

    PYTHONPATH=src python benchmarks/faults/sync.py [OPERATIONS [HISTORIES]]

10,000 records of 20 phones over a line that loses, doubles, delays, reorders and cuts 30 % of all
requests, to a desk that is killed every 20 to 60 seconds; 300 records sent by 8 senders at once;
5,000 histories of a case that is given away, stopped and withdrawn while its phone is offline; 500
uploads cut at any byte. The rival in each is the same with a planted fault, which must be found.
Then the time of a batch of 20 records while 50 agents send. Prints one JSON object.
"""

import json
import os
import shutil
import sys
import time
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.desk import prepare, run_folder

prepare()  # before anything of the desk is imported

# ruff: noqa: E402

import numpy as np
from django.db import connection
from tests.faults.field.desk import Desk
from tests.faults.field.histories import histories
from tests.faults.field.killing import killed_now_and_then
from tests.faults.field.phones import all_at_once, carried, compared, through
from tests.faults.field.proxy import Line
from tests.faults.field.senders import is_once_each, sent_by_many
from tests.faults.field.uploads import uploads

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.commands.demo_store import make_demo
from doorstep_desk.commands.session import store
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.dayplans.queries import latest_run
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.queries import actor_named
from doorstep_desk.workdays.actions.run_day import Stopwatch, run_day

DAY = date(2026, 11, 25)
DAWN, NOON = beijing_instant(DAY, 6), beijing_instant(DAY, 12)
SEED = 20261126
AGENTS = ["agent1", "agent2", "agent3", "agent4"]
PHONES, CROWD, IDS, UPLOADS = 20, 50, 300, 500


def over_a_bad_line(desk: Desk, wanted: int) -> dict[str, object]:
    """Send everything over the line while the desk is killed; careless phones first."""
    careless = carried(AGENTS, 3, desk.port, NOON)
    with Line(desk.port, 0.6, SEED) as line:
        through(careless, line.port)
        for each in careless:
            each.is_careless = True
        all_at_once(careless, 20, SEED, 120)
    phones = carried(AGENTS, PHONES, desk.port, NOON)
    began = time.monotonic()
    with Line(desk.port, 0.3, SEED) as line, killed_now_and_then(desk, SEED, (20, 60)) as kills:
        through(phones, line.port)
        all_at_once(phones, wanted // PHONES, SEED, 3600, most=8)
    return {
        **asdict(compared(phones)), "line": dict(line.met), "kills": len(kills),
        "seconds": round(time.monotonic() - began), "lost_by_careless": compared(careless).lost,
    }  # fmt: skip


def a_crowd(desk: Desk) -> dict[str, object]:
    """Measure batches of 20 while fifty phones send, each once in ten seconds or so."""
    phones = carried(AGENTS, CROWD, desk.port, NOON)
    for each in phones:
        each.pause = 10.0
    all_at_once(phones, 100, SEED, 240, most=20)
    taken = sorted(second for each in phones for second in each.seconds)
    return {"batches": len(taken), "p50_s": _share(taken, 0.5), "p95_s": _share(taken, 0.95)}


def _share(taken: list[float], share: float) -> float:
    return round(float(np.quantile(taken, share)), 3)


def named(name: str) -> Actor:
    """Return somebody of the demonstration."""
    found = actor_named(name)
    assert found is not None
    return found


class Found(dict[str, object]):
    """What was found; each part is told at once, so that what breaks later takes nothing away."""

    def __setitem__(self, name: str, part: object) -> None:
        """Keep a part, in a form that JSON can say."""
        super().__setitem__(name, _plain(part))
        sys.stderr.write(json.dumps({name: self[name]}) + "\n")


def _plain(part: object) -> object:
    if isinstance(part, dict):
        return {str(key): _plain(value) for key, value in part.items()}
    return part


def main() -> None:
    """Run everything and print what was found."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 5_000
    try:
        with store(run_folder() / "store"):
            with clock.fixed(DAWN):
                runner = make_demo(on=DAY, at=DAWN, accounts=300)
                run_day(actor=runner, on=DAY, watch=Stopwatch(tell=lambda _stage: None))
            found = Found()
            found["load_at_start"] = round(os.getloadavg()[0], 1)
            with Desk(str(connection.settings_dict["NAME"]), NOON.isoformat()) as desk:
                found["line"] = over_a_bad_line(desk, wanted)
                heard = sent_by_many(desk.port, AGENTS, NOON, IDS, SEED)
                renamed = sent_by_many(desk.port, AGENTS, NOON, 5, SEED, are_renamed=True)
                found["eight_senders"] = {
                    "ids": IDS, "once_each": is_once_each(heard, IDS),
                    "planted_found": not is_once_each(renamed, 5),
                }  # fmt: skip
                found["crowd"] = a_crowd(desk)
            found["histories"] = _histories(runner.agency_id, many)
            agent = named("agent1")
            with acting_as(agent):
                found["uploads"] = vars(uploads(agent, NOON, UPLOADS, SEED))
            found["load_at_end"] = round(os.getloadavg()[0], 1)
            print(json.dumps(found))
    finally:
        shutil.rmtree(run_folder(), ignore_errors=True)
        os.environ.pop("DOORSTEP_TEST_RUN", None)


def _histories(agency_id: int, many: int) -> dict[str, object]:
    rows = Stop.objects.filter(plan__run=latest_run(agency_id, DAY), state="planned")
    stop = rows.select_related("plan__pair__first").order_by("plan_id", "sequence")[0]
    at = beijing_instant(DAY, 0) + timedelta(minutes=stop.arrives_minute)
    began = time.monotonic()
    told = histories(named("lead"), named(stop.plan.pair.first.username), stop, at, many, SEED)
    return {**vars(told), "seconds": round(time.monotonic() - began)}


if __name__ == "__main__":
    main()
