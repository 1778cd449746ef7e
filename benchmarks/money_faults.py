"""Is a fen lost, doubled or let off alone, whatever happens at once and whatever dies?

    PYTHONPATH=src python benchmarks/money_faults.py [STEPS [HISTORIES]]

100,000 random steps (payments, reversals, repeats, statements, proposals, approvals, agreements,
follow-up) by four workers on a real PostgreSQL, whose connections are killed at random; then
50,000 approval histories written past all actions. Every question of ``tests/faults/checks.py`` is
asked every 2,000 steps and at the end; the limit is no violation and no payment lost of which a
sender was told. The rival in the same run is the same histories in a table without the guard,
which must let something off alone. Prints one JSON object.
"""

import json
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.desk import prepare, run_folder

prepare()  # before anything of the desk is imported

# ruff: noqa: E402

from django.db import transaction
from tests.app.conftest import CAST_BEGAN_AT, ROLES, Cast, member
from tests.faults.checks import executed_alone, violations
from tests.faults.histories import proposals, table_without_guard, write_histories
from tests.faults.money import Crowd, Told, lost, timed

from doorstep_desk.commands.session import store
from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.plumbing.actor import SYSTEM

AT_ONCE = 2_000
SEED = 20261126


def cast() -> Cast:
    """Return everybody who plays, new organisations each time."""
    agency, other, lender = (
        add_organisation(actor=SYSTEM, kind=kind, name=name, at=CAST_BEGAN_AT).id
        for kind, name in [("agency", "长白外访"), ("agency", "海兰外访"), ("lender", "北原信贷")]
    )
    people = {
        name: member(name, role, other if name in ("stranger", "rival") else agency)
        for name, role in ROLES.items()
    }
    return Cast(agency, other, lender, **people)


def steps(everybody: Cast, wanted: int) -> dict[str, object]:
    """Take the steps in parts, and ask every question after each part."""
    crowd = Crowd(everybody, SEED, wanted)
    total, found, seconds = Told(), {}, 0.0
    for part in range(0, wanted, AT_ONCE):
        crowd.told = Told()
        told, took = timed(lambda part=part: crowd.again(SEED + part, min(AT_ONCE, wanted - part)))
        seconds += took
        total.steps += told.steps
        total.kills, total.died = total.kills + told.kills, total.died + told.died
        total.deadlocks += told.deadlocks
        found |= violations()
        if gone := lost(told):
            found["lost"] = len(gone)
        sys.stderr.write(f"{part + AT_ONCE} steps, {total.kills} kills, {found}\n")
    return {
        "steps": wanted, "by_kind": dict(total.steps), "kills": total.kills, "died": total.died,
        "deadlocks": total.deadlocks, "violations": found, "seconds": round(seconds, 1),
    }  # fmt: skip


def histories(everybody: Cast, wanted: int) -> dict[str, object]:
    """Write approval histories, first without the guard."""
    with transaction.atomic():
        proposals(everybody, 1_000)
        table = table_without_guard()
        write_histories(0.1, table)
        alone_without = len(executed_alone(table))
        transaction.set_rollback(True)
    with transaction.atomic():
        proposals(everybody, wanted)
        written, seconds = timed(lambda: write_histories(0.20261126))
        return {
            "histories": wanted, "steps_written": written, "alone": len(executed_alone()),
            "alone_without_guard_of_1000": alone_without, "history_seconds": round(seconds, 1),
        }  # fmt: skip


def main() -> None:
    """Run both and print what was found."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
    try:
        with store(run_folder() / "store"):
            everybody = cast()
            print(json.dumps(steps(everybody, wanted) | histories(everybody, many)))
    finally:
        shutil.rmtree(run_folder(), ignore_errors=True)
        os.environ.pop("DOORSTEP_TEST_RUN", None)


if __name__ == "__main__":
    main()
