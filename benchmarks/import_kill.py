"""Is a killed import ever seen by halves, and does it end as if it had never been killed?

    PYTHONPATH=src python benchmarks/import_kill.py [KILLS [ROWS]]

A real ``doorstep import`` of 20,000 rows is killed (SIGKILL) 50 times at seeded random points,
every fourth time during publication. After each kill the published tables hold either nothing of
the file or all of it; the next run goes on where that one stopped. After the last run their
digest equals that of a store in which nothing was killed. Four kills fall on one import, then it
is taken to its end and undone, and the next begins. Prints one JSON object; the rival in the same
run is a publication that is split into two transactions, which must be caught.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks.import_files import placement_file  # noqa: E402

AS_OF = "2026-06-30"
NOW = "2026-06-30T10:00:00+08:00"
SEED = 20261125
KILLS_AN_IMPORT = 4
PATIENCE = 600
STARTING = 1.5
"""Seconds before which a process has hardly begun."""
SPLIT = """
import time
import doorstep_desk.commands
from django.db import connection
from doorstep_desk.intake.actions import publish
from doorstep.cli.main import main
keep = publish._keep_conflicts
def in_two(*args):
    connection.connection.commit()
    time.sleep(4)
    keep(*args)
publish._keep_conflicts = in_two
main()
"""
"""The planted fault: what is done so far is committed, and the rest comes later."""

DIGEST = """
WITH said AS (
  SELECT 'organisation' AS kind, to_jsonb(t)::text AS row FROM (
    SELECT kind, name FROM organisations_organisation) t
  UNION ALL SELECT 'placement', to_jsonb(t)::text FROM (
    SELECT p.batch_no, l.name, p.placed_on, p.returns_on, p.file_digest
      FROM organisations_placement p JOIN organisations_organisation l ON l.id = p.lender_id) t
  UNION ALL SELECT 'borrower', to_jsonb(t)::text FROM (
    SELECT person_key, name, name_order, identity_index, identity_state, birth_on,
           has_several_creditors FROM cases_borrower) t
  UNION ALL SELECT 'case', to_jsonb(t)::text FROM (
    SELECT k.number, b.person_key, p.batch_no, k.opened_on, k.closed_on, k.closed_because
      FROM cases_case k JOIN cases_borrower b ON b.id = k.borrower_id
      JOIN organisations_placement p ON p.id = k.placement_id) t
  UNION ALL SELECT 'account', to_jsonb(t)::text FROM (
    SELECT k.number, a.key, a.loan_no, a.contract_no, a.product, a.placed_on, a.due_on,
           a.owed_fen, a.principal_fen, a.interest_fen, a.instalments, a.recalled_on
      FROM cases_account a JOIN cases_case k ON k.id = a.case_id) t
  UNION ALL SELECT 'version', to_jsonb(t)::text FROM (
    SELECT a.key, v.valid_from, v.valid_until FROM cases_accountversion v
      JOIN cases_account a ON a.id = v.account_id) t
  UNION ALL SELECT 'point', to_jsonb(t)::text FROM (
    SELECT b.person_key, p.kind, p.role, p.value_index, p.masked, p.provenance, p.confidence,
           p.county, p.town, p.latitude, p.longitude
      FROM cases_contactpoint p JOIN cases_borrower b ON b.id = p.borrower_id) t
  UNION ALL SELECT 'flag', to_jsonb(t)::text FROM (
    SELECT k.number, f.flag, f.noted_on, f.source
      FROM cases_caseflag f JOIN cases_case k ON k.id = f.case_id) t
  UNION ALL SELECT 'pause', to_jsonb(t)::text FROM (
    SELECT k.number, p.reason, p.note, p.ended_at
      FROM complaints_pause p JOIN cases_case k ON k.id = p.case_id) t
  UNION ALL SELECT 'payment', to_jsonb(t)::text FROM (
    SELECT a.key, p.transaction_id, p.received_on, p.amount_fen
      FROM payments_payment p JOIN cases_account a ON a.id = p.account_id) t
  UNION ALL SELECT 'attempt', to_jsonb(t)::text FROM (
    SELECT person_key, at, channel, disposition, source_key FROM attempts_attempt) t)
SELECT kind, count(*), md5(string_agg(row, E'\\n' ORDER BY row COLLATE "C"))
  FROM said GROUP BY kind ORDER BY kind
"""
"""What the published tables hold, by natural keys: numbers that the database gives are left out,
and of what is sealed its fingerprint stands."""

Digest = dict[str, tuple[int, str]]


@dataclass(slots=True)
class Killed:
    """What happened to the imports of one store."""

    kills: int = 0
    during: dict[str, int] = field(default_factory=dict)
    halves: int = 0
    began: dict[str, int] = field(default_factory=dict)


@contextmanager
def opened(place: Path) -> Iterator[psycopg.Connection]:
    """Keep a store's server running, its tables made, and give a connection that reads all."""
    from doorstep_desk.plumbing.postgres import running  # noqa: PLC0415

    with running(place) as server:
        assert server.cluster is not None
        # Any command brings the tables up to date; this one finds nothing and says so.
        _run("imports", "list", "--data-dir", str(place))
        with server.cluster.connect("doorstep") as asked:
            yield asked


def _run(*words: str) -> "subprocess.CompletedProcess[str]":
    variables = {"PYTHONPATH": str(ROOT / "src"), "DOORSTEP_NOW": NOW, "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        [sys.executable, "-m", "doorstep.cli.main", *words], capture_output=True, text=True,
        env=_without_ours() | variables,
    )  # fmt: skip


def _without_ours() -> dict[str, str]:
    """Return the environment without what points at another store, as in a run of tests."""
    return {
        name: text for name, text in os.environ.items()
        if not name.startswith(("DOORSTEP", "DJANGO"))
    }  # fmt: skip


def with_keys_of(whole: Path, other: Path) -> Path:
    """Give a store that is still to be made the keys of another: fingerprints then agree."""
    other.mkdir(mode=0o700)
    shutil.copytree(whole / "keys", other / "keys")
    return other


def digest_of(asked: psycopg.Connection) -> Digest:
    """Return count and fingerprint of each published table; empty tables are absent."""
    rows = asked.execute(DIGEST).fetchall()
    return {kind: (count, seal) for kind, count, seal in rows}


def cases_of(digest: Digest) -> Digest:
    """Return the part of a digest that a file brings; lenders may have been there before."""
    return {kind: seen for kind, seen in digest.items() if kind not in {"organisation"}}


def started(place: Path, file: Path, program: list[str] | None = None) -> subprocess.Popen[str]:
    """Start the real import in a process of its own.

    It writes beside the file: a pipe that nobody reads yet would stop it when it is full.
    """
    words = [*(program or ["-m", "doorstep.cli.main"]), "import", str(file), "--json"]
    words += ["--as-of", AS_OF, "--data-dir", str(place)]
    variables = {"PYTHONPATH": str(ROOT / "src"), "DOORSTEP_NOW": NOW, "OMP_NUM_THREADS": "1"}
    with _answer_of(file).open("w") as out, _complaint_of(file).open("w") as err:
        return subprocess.Popen(
            [sys.executable, *words], stdout=out, stderr=err, text=True,
            env=_without_ours() | variables,
        )  # fmt: skip


def _answer_of(file: Path) -> Path:
    return file.with_suffix(".answer.json")


def _complaint_of(file: Path) -> Path:
    return file.with_suffix(".complaint.txt")


def finished(place: Path, file: Path) -> dict[str, Any]:
    """Import to the end and return the answer."""
    if started(place, file).wait(timeout=PATIENCE):
        raise RuntimeError(_complaint_of(file).read_text())
    answer: dict[str, Any] = json.loads(_answer_of(file).read_text())
    return answer


def state_of(asked: psycopg.Connection) -> str:
    """Return the state of the newest import as another connection sees it."""
    row = asked.execute("SELECT state FROM intake_importedfile ORDER BY id DESC LIMIT 1")
    found = row.fetchone()
    return found[0] if found else "none"


def kill(
    asked: psycopg.Connection, process: subprocess.Popen[str], wait: float, *, publishing: bool
) -> str:
    """Kill a running import after some seconds, or some after it has staged everything.

    Returns:
        Its state at that moment; ``ended`` when it was faster.
    """
    until = time.monotonic() + PATIENCE
    while publishing and state_of(asked) != "staged" and time.monotonic() < until:
        if process.poll() is not None:
            break
        time.sleep(0.02)
    with_patience = time.monotonic() + wait
    while time.monotonic() < with_patience and process.poll() is None:
        time.sleep(0.01)
    ended = process.poll() is not None
    state = "ended" if ended else state_of(asked)
    process.kill()
    process.wait(timeout=PATIENCE)
    # The server ends the transaction of a dead client when it next talks to it.
    while asked.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = 'doorstep'"
        " AND usename = 'doorstep_batch' AND pid NOT IN"
        " (SELECT pid FROM pg_stat_activity WHERE state = 'idle')"
    ).fetchone() != (0,):
        time.sleep(0.05)
    return state


def kill_often(
    asked: psycopg.Connection, place: Path, file: Path, waits: list[tuple[float, bool]]
) -> Killed:
    """Kill one import several times, looking after each kill, then let it end."""
    found = Killed()
    nothing = cases_of(digest_of(asked))
    for wait, publishing in waits:
        process = started(place, file)
        state = kill(asked, process, wait, publishing=publishing)
        found.kills += 1
        found.during[state] = found.during.get(state, 0) + 1
        seen = cases_of(digest_of(asked))
        is_whole = state_of(asked) == "published"
        found.halves += not (seen == nothing or is_whole)
    began = finished(place, file)["began"]
    found.began[began] = found.began.get(began, 0) + 1
    return found


def undo(place: Path) -> None:
    """Take the newest import back."""
    where = ("--data-dir", str(place), "--json")
    newest = json.loads(_run("imports", "list", *where).stdout)["imports"][0]["import_id"]
    done = _run("imports", "undo", str(newest), *where)
    if done.returncode:
        raise RuntimeError(done.stderr)


def split_is_caught(place: Path, file: Path) -> bool:
    """Say whether a publication in two transactions, killed between them, is seen as a half."""
    with opened(place) as asked:
        nothing = cases_of(digest_of(asked))
        process = started(place, file, ["-c", SPLIT])
        until = time.monotonic() + PATIENCE
        while "account" not in digest_of(asked) and time.monotonic() < until:
            if process.poll() is not None:
                raise RuntimeError(_complaint_of(file).read_text())
            time.sleep(0.1)
        process.kill()
        process.wait(timeout=PATIENCE)
        seen = cases_of(digest_of(asked))
        return seen != nothing and state_of(asked) != "published"


def waits_of(kills: int, seconds: float, seed: int) -> list[tuple[float, bool]]:
    """Return when to kill: seconds from the start, or, every fourth time, into publication."""
    chance = np.random.default_rng(seed)
    return [
        (float(chance.uniform(0, 2.0)), True) if at % 4 == 3 else
        (float(chance.uniform(STARTING, seconds)), False)
        for at in range(kills)
    ]  # fmt: skip


def main() -> int:
    """Kill, compare, and print what was seen."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    with tempfile.TemporaryDirectory(prefix="doorstep-kill-") as folder:
        base = Path(folder)
        base.chmod(0o755)
        file = base / "placement.csv"
        file.write_bytes(placement_file(rows, SEED))
        with opened(base / "whole") as asked:
            began = time.monotonic()
            finished(base / "whole", file)
            seconds = time.monotonic() - began
            whole = digest_of(asked)
        total, equal, ends = Killed(), 0, 0
        waits = waits_of(kills, seconds, SEED)
        place = with_keys_of(base / "whole", base / "killed")
        with opened(place) as asked:
            for at in range(0, kills, KILLS_AN_IMPORT):
                found = kill_often(asked, place, file, waits[at : at + KILLS_AN_IMPORT])
                ends += 1
                equal += digest_of(asked) == whole
                total.kills += found.kills
                total.halves += found.halves
                for word, count in found.during.items():
                    total.during[word] = total.during.get(word, 0) + count
                for word, count in found.began.items():
                    total.began[word] = total.began.get(word, 0) + count
                undo(place)
        caught = split_is_caught(base / "split", file)
    print(json.dumps({
        "rows": rows, "kills": total.kills, "killed_during": total.during,
        "seen_by_halves": total.halves, "ends": ends, "ends_equal_to_unkilled": equal,
        "last_run_began": total.began, "unkilled_seconds": round(seconds, 1),
        "split_publication_is_caught": caught,
    }))  # fmt: skip
    return 0 if total.halves == 0 and equal == ends and caught else 1


if __name__ == "__main__":
    sys.exit(main())
