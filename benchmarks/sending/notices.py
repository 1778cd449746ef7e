"""10,000 messages through a centre that misbehaves for 30 % of them, and how fast a sound one is.

Prints one JSON object. Run: ``python benchmarks/sending/notices.py``.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests import desk

desk.prepare()

# ruff: noqa: E402

from django.db.models import Count
from tests.app.conftest import CAST_BEGAN_AT, ROLES, Cast, member
from tests.app.notices.harness import faults_of, queued, send_all, weather
from tests.outside.centre import Centre

from doorstep_desk.commands.session import store
from doorstep_desk.notices.channels.smpp import ShortMessageAccount, ShortMessageGateway
from doorstep_desk.notices.models import Message
from doorstep_desk.notices.outgoing import Fate, Outgoing
from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.identifiers import new_id

SHARE = 0.30


def speed(messages: int) -> dict[str, float]:
    """Return how many text messages a second the gateway hands to a sound centre."""
    made = [
        Outgoing(new_id(), f"86154{n:08d}", "", f"【北原信贷】编号 {n}，我们收到了。", "zh", "")
        for n in range(messages)
    ]
    with Centre() as centre:
        door = ShortMessageGateway(ShortMessageAccount.of(centre.url))
        began = time.perf_counter()
        left = list(door.send(made))
        seconds = time.perf_counter() - began
        door.close()
    assert all(each.fate is Fate.SENT for each in left)
    assert len(centre.taken) == messages
    return {"messages": messages, "per_second": round(messages / seconds, 1)}


def cast() -> Cast:
    """Return everybody who plays."""
    agency, other, lender = (
        add_organisation(actor=SYSTEM, kind=kind, name=name, at=CAST_BEGAN_AT).id
        for kind, name in [("agency", "长白外访"), ("agency", "海兰外访"), ("lender", "北原信贷")]
    )
    people = {
        name: member(name, role, other if name in ("stranger", "rival") else agency)
        for name, role in ROLES.items()
    }
    return Cast(agency, other, lender, **people)


def bad_day(messages: int, seed: int) -> dict[str, object]:
    """Send through a centre that misbehaves, and return what was found wrong afterwards."""
    with store(desk.run_folder() / "store"):
        everybody = cast()
        queued(everybody, messages)
        began = time.perf_counter()
        with Centre(whim=weather(seed, SHARE, 200_000), delay=0.001) as centre:
            sent = send_all(everybody, centre)
        seconds = time.perf_counter() - began
        found = faults_of(centre)
        states = Message.objects.values_list("state").annotate(n=Count("id")).order_by()
        return {
            "messages": messages, "handed_over": sent, "faults_injected": SHARE,
            "without_permit": len(found.without_permit), "twice": len(found.twice),
            "unlisted": len(found.unlisted), "wrong": len(found.wrong),
            "states": dict(states), "seconds": round(seconds, 1),
        }  # fmt: skip


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=7)
    given = asked.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(
        json.dumps(
            {
                "benchmark": "notices",
                "seed": given.seed,
                "bad_day": bad_day(given.messages, given.seed),
                "speed_on_one_core": speed(min(given.messages, 5_000)),
                "load": os.getloadavg()[0],
            }
        )
    )


if __name__ == "__main__":
    main()
