"""Does the snapshot make the very tables that the migrations make, and step aside otherwise?"""

import os
import re
from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection
from tests import desk

from doorstep_desk.commands.backups.programs import plainly_dumped
from doorstep_desk.plumbing.embedded.bootstrap import create_database, furnish
from doorstep_desk.plumbing.embedded.cluster import Cluster
from doorstep_desk.plumbing.owner import migrate
from doorstep_desk.plumbing.postgres import running
from doorstep_desk.plumbing.scope import OWNER_ROLE
from doorstep_desk.plumbing.tables import snapshot
from doorstep_desk.plumbing.tables.snapshot import fill_from_snapshot, first_line, plain_sql

NAME = f"snapshot_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@pytest.fixture
def cluster(django_db_setup, django_db_blocker) -> Iterator[Cluster]:
    """Have an empty database that Django is connected to as its owner, beside the run's own."""
    usual = dict(connection.settings_dict)
    with running(desk.run_folder() / "store", is_throw_away=True) as server:
        empty(server.cluster)
        with django_db_blocker.unblock():
            connection.settings_dict.update(NAME=NAME, USER=OWNER_ROLE)
            yield server.cluster
            connection.close()
            connection.settings_dict.update(usual)
        with server.cluster.connect() as connected:
            connected.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


SPELLINGS = re.compile(r"::(?:character varying|text)|\[\]|[()]")
"""A list of words in a check is spelled otherwise once it has been through a dump."""


def tables_of(dump: str) -> list[str]:
    """Leave out when each migration ran, and ways to spell the same list of words."""
    lines = [
        line.partition(", '2")[0] if line.startswith("\t(") else line
        for line in plain_sql(dump).splitlines()
    ]
    return [SPELLINGS.sub("", line) for line in lines]


def empty(cluster: Cluster) -> None:
    """Make the database anew, without a table."""
    connection.close()
    with cluster.connect() as connected:
        connected.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        create_database(connected, NAME)
    with cluster.connect(NAME) as database:
        furnish(database)


def test_the_snapshot_leads_to_the_same_database_as_the_migrations(cluster, tmp_path, monkeypatch):
    migrate(from_snapshot=False)
    by_migrations = plainly_dumped(cluster, NAME)
    monkeypatch.setattr(snapshot, "FILE", tmp_path / "snapshot.sql")
    with cluster.connect() as connected:
        begin = first_line(connected.info.server_version)
    snapshot.FILE.write_text(begin + plain_sql(by_migrations), encoding="utf-8")
    empty(cluster)
    assert migrate() == 0
    assert tables_of(plainly_dumped(cluster, NAME)) == tables_of(by_migrations)


FOREIGN = [
    pytest.param(first_line(990_000), id="another server"),
    pytest.param("-- server 18, made from something else\n", id="other migrations"),
    pytest.param("", id="cut off"),
]


@pytest.mark.parametrize("begin", FOREIGN)
def test_a_snapshot_of_something_else_is_left_alone(begin, cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "FILE", tmp_path / "snapshot.sql")
    snapshot.FILE.write_text(f"{begin}CREATE TABLE wrong (id int);\n", encoding="utf-8")
    assert not fill_from_snapshot()
    assert connection.introspection.table_names() == []


def test_a_snapshot_that_fails_half_way_leaves_nothing(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "FILE", tmp_path / "snapshot.sql")
    with cluster.connect() as connected:
        begin = first_line(connected.info.server_version)
    broken = "CREATE TABLE whole (id int); CREATE TABLE broken (id nothing);"
    snapshot.FILE.write_text(begin + broken, encoding="utf-8")
    with pytest.raises(ProgrammingError, match="nothing"):
        fill_from_snapshot()
    assert connection.introspection.table_names() == []


def test_a_file_that_is_no_dump_is_refused():
    with pytest.raises(ValueError, match="no dump"):
        plain_sql("SELECT 1;")
