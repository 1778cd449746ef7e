"""Does a server of one's own work, prepared exactly as the runbook says?"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from doorstep_desk.plumbing.embedded.cluster import Cluster, create, start, stop
from doorstep_desk.plumbing.embedded.fault import StoreError
from doorstep_desk.plumbing.postgres import cluster_of, running

ROOT = Path(__file__).resolve().parents[3]
RUNBOOK = ROOT / "docs" / "runbooks" / "external-postgresql.md"


@pytest.fixture(scope="module")
def foreign(tmp_path_factory) -> Iterator[Cluster]:
    """Have a server on which nothing of ours has been prepared."""
    cluster = cluster_of(tmp_path_factory.mktemp("foreign") / "server", is_throw_away=True)
    create(cluster)
    start(cluster)
    yield cluster
    stop(cluster)


def address(cluster: Cluster, user: str, database: str) -> str:
    return f"postgresql://{user}@/{database}?host={cluster.socket}"


def add_somebody(cluster: Cluster, store: Path) -> subprocess.CompletedProcess[str]:
    words = ["staff", "add", "wang", "--name", "王宁", "--role", "agent", "--organisation", "延边"]
    kept = {name: text for name, text in os.environ.items() if not name.startswith("DJANGO")}
    kept.pop("DOORSTEP_DB_ROLE", None)
    return subprocess.run(
        [sys.executable, "-m", "doorstep.cli.main", *words, "--data-dir", str(store)],
        capture_output=True,
        text=True,
        env=kept
        | {
            "PYTHONPATH": str(ROOT / "src"),
            "DATABASE_URL": address(cluster, "doorstep_owner", "doorstep"),
        },
    )


def test_a_server_without_the_roles_is_told_where_to_find_them(foreign, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", address(foreign, "postgres", "postgres"))
    with pytest.raises(StoreError, match=r"external-postgresql\.md"), running(tmp_path):
        pytest.fail("must not open")


def test_a_server_that_does_not_answer_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(StoreError, match="does not answer"), running(tmp_path):
        pytest.fail("must not open")


def test_the_statements_of_the_runbook_are_all_that_is_needed(foreign, tmp_path):
    server, database = re.findall(r"```sql\n(.*?)```", RUNBOOK.read_text("utf-8"), re.DOTALL)
    with foreign.connect() as connected:
        for statement in server.split(";\n"):
            connected.execute(statement)
    with foreign.connect("doorstep") as connected:
        connected.execute(database)

    first = add_somebody(foreign, tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    second = add_somebody(foreign, tmp_path)
    assert "taken" in second.stderr
    assert not (tmp_path / "pg").exists()
    with foreign.connect("doorstep") as connected:
        owners = connected.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
    assert owners == [("doorstep_owner",)]
