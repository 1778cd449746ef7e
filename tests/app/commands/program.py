"""Run the real program in a store of its own, as somebody at a keyboard would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[3] / "src"
SMALL_DEMO = """
from datetime import date
from pathlib import Path
from doorstep_desk.commands.demo_store import make_demo
from doorstep_desk.commands.session import store
from doorstep_desk.workdays.actions.run_day import day_begins
on = date.fromisoformat({day!r})
with store(Path({place!r})):
    make_demo(on=on, at=day_begins(on), accounts={accounts})
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a program said, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        """Return its lines of JSON."""
        assert self.status == 0, self.err
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def answer(self) -> dict[str, Any]:
        """Return its one object."""
        (only,) = self.answers
        return only

    @property
    def refusal(self) -> str:
        """Return the one sentence of a failure that printed nothing else."""
        assert self.status != 0
        assert "Traceback" not in self.err
        assert self.out == ""
        last = self.err.strip().splitlines()[-1]
        assert last.startswith("doorstep: ")
        sentence = last.removeprefix("doorstep: ")
        assert "DOORSTEP_DEBUG" not in sentence, "a bug, not a refusal"
        return sentence


def doorstep(*words: object, **variables: str) -> Said:
    """Run one command to its end."""
    return run(["-m", "doorstep.cli.main", *map(str, words)], variables)


def small_demo(place: Path, day: str, accounts: int = 200) -> None:
    """Fill an empty store with a synthetic Yanbian smaller than the bundled one."""
    code = SMALL_DEMO.format(day=day, place=str(place), accounts=accounts)
    said = run(["-c", code], {"DOORSTEP_NOW": f"{day}T06:00:00+08:00"})
    assert said.status == 0, said.err


def run(words: list[str], variables: dict[str, str]) -> Said:
    """Run Python with our source and nothing of this process's store."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    for name in ("DOORSTEP_DATA_DIR", "DOORSTEP_DB_ROLE", "DOORSTEP_DEBUG", "DATABASE_URL"):
        kept.pop(name, None)
    plain = {"PYTHONPATH": str(SOURCE), "NO_COLOR": "1", "COLUMNS": "200", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, timeout=240,
        env=kept | plain | variables,
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)
