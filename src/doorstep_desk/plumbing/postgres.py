"""How does a store get its database server, and who stops it?

The first process that needs a store starts its server; others attach to it; the last one to
leave stops it. With ``DATABASE_URL`` set, an external server is used and left alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from doorstep_desk.plumbing.embedded.account import server_account
from doorstep_desk.plumbing.embedded.binaries import find_binaries, for_another_account
from doorstep_desk.plumbing.embedded.bootstrap import (
    create_database,
    create_roles,
    furnish,
    has_database,
    is_furnished,
    require_chinese_trigrams,
)
from doorstep_desk.plumbing.embedded.cluster import Cluster, create, is_running, start, stop
from doorstep_desk.plumbing.embedded.fault import StoreError
from doorstep_desk.plumbing.embedded.locks import (
    changing_state,
    is_only_user,
    join_users,
    leave_users,
)
from doorstep_desk.plumbing.endpoint import DATABASE, external_url
from doorstep_desk.plumbing.scope import BATCH_ROLE, WEB_ROLE

OLDEST_MAJOR = 15
"""Oldest server that our SQL runs on."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running database server.

    Attributes:
        data_dir: The store it belongs to.
        version: Such as ``18.6``.
        origin: ``wheel``, ``system`` or ``external``.
        was_started: Whether this process started it.
        cluster: Files and programs of an embedded server; None for an external one.
        lock: Open lock of this process as a user of it; None for an external one.
    """

    data_dir: Path
    version: str
    origin: str
    was_started: bool
    cluster: Cluster | None = None
    lock: int | None = None

    def is_only_user(self) -> bool:
        """Say whether no other process uses this embedded server now."""
        if self.lock is None:
            return False
        with changing_state(self.data_dir):
            return is_only_user(self.lock)


@contextmanager
def running(data_dir: Path, *, is_throw_away: bool = False) -> Iterator[Server]:
    """Have the database of a store running for the length of a block.

    Args:
        data_dir: The store; made when absent.
        is_throw_away: Trade safety for speed; for tests.

    Raises:
        StoreError: The server cannot be made, started or used; one sentence says why.
    """
    if (url := external_url()) is not None:
        yield _external_server(data_dir, url)
        return
    cluster = cluster_of(data_dir, is_throw_away=is_throw_away)
    server = _attach(cluster)
    try:
        yield server
    finally:
        _leave(server)


def cluster_of(data_dir: Path, *, is_throw_away: bool = False) -> Cluster:
    """Describe the embedded server of a store without starting it."""
    place = data_dir.absolute()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    account = server_account()
    binaries = find_binaries()
    if account.is_borrowed:
        binaries = for_another_account(binaries)
    return Cluster(place, binaries, account, is_throw_away)


def _attach(cluster: Cluster) -> Server:
    with changing_state(cluster.data_dir):
        lock = join_users(cluster.data_dir)
        try:
            was_started = _ensure_running(cluster)
            version = _prepared(cluster)
        except BaseException:
            if leave_users(lock) and cluster.exists() and is_running(cluster):
                stop(cluster)
            raise
    origin = cluster.binaries.origin
    return Server(cluster.data_dir, version, origin, was_started, cluster, lock)


def _ensure_running(cluster: Cluster) -> bool:
    if is_running(cluster):
        return False
    if not cluster.exists():
        create(cluster)
    start(cluster)
    return True


def _prepared(cluster: Cluster) -> str:
    with cluster.connect() as server:
        if not has_database(server, DATABASE):
            create_roles(server)
            create_database(server, DATABASE)
        version = server.info.parameter_status("server_version") or ""
    with cluster.connect(DATABASE) as database:
        if not is_furnished(database):
            furnish(database)
        require_chinese_trigrams(database)
    return version.split()[0]


def _leave(server: Server) -> None:
    assert server.cluster is not None and server.lock is not None  # noqa: S101, PT018 (embedded)
    with changing_state(server.data_dir):
        if leave_users(server.lock):
            stop(server.cluster)


def _external_server(data_dir: Path, url: str) -> Server:
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as database:
            number = database.info.server_version
            if number // 10_000 < OLDEST_MAJOR:
                raise StoreError(f"PostgreSQL {OLDEST_MAJOR} or later is needed, not {number}.")
            _require_roles(database)
            require_chinese_trigrams(database)
    except psycopg.OperationalError as error:
        raise StoreError(f"The server of DATABASE_URL does not answer: {error}") from None
    return Server(data_dir.absolute(), f"{number // 10_000}.{number % 10_000}", "external", False)


def _require_roles(database: psycopg.Connection) -> None:
    found = database.execute(
        "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)"
        " AND NOT rolsuper AND NOT rolbypassrls",
        [[WEB_ROLE, BATCH_ROLE]],
    ).fetchone()
    if found is None or found[0] != 2:
        raise StoreError(
            "The server of DATABASE_URL lacks the roles doorstep_web and doorstep_batch; "
            "docs/runbooks/external-postgresql.md has the statements that make them."
        )
