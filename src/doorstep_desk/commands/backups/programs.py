"""How are the server's own dump and restore programs run?"""

import subprocess

from doorstep.cli.failure import CommandFailed
from doorstep_desk.plumbing.embedded.cluster import Cluster
from doorstep_desk.plumbing.endpoint import DATABASE, PORT, SUPERUSER
from doorstep_desk.plumbing.postgres import Server


def embedded(server: Server) -> Cluster:
    """Return the embedded server behind a store.

    Raises:
        CommandFailed: The store lies on an external server, which has its own backups.
    """
    if server.cluster is None:
        raise CommandFailed(
            "This store lies on the server of DATABASE_URL; use that server's own backups "
            "(docs/runbooks/backup.md)."
        )
    return server.cluster


def dumped(cluster: Cluster) -> bytes:
    """Return a consistent dump of the whole database in PostgreSQL's own format.

    It is taken as superuser, because row-level security hides rows from the owner too.

    Raises:
        CommandFailed: The program failed; its last words are in the message.
    """
    return _run(cluster, ["pg_dump", "--format=custom", f"--dbname={DATABASE}"], b"")


def plainly_dumped(cluster: Cluster, database: str = DATABASE) -> str:
    """Return everything in a database as SQL text that names no owner.

    Raises:
        CommandFailed: The program failed; its last words are in the message.
    """
    words = ["pg_dump", "--no-owner", "--no-comments", "--schema=public"]
    rows = ["--rows-per-insert=500", f"--dbname={database}"]
    return _run(cluster, words + rows, b"").decode()


def restored_into(cluster: Cluster, database: str, dump: bytes) -> None:
    """Fill an empty database from a dump, completely or not at all.

    Raises:
        CommandFailed: The program failed; its last words are in the message.
    """
    words = ["pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={database}"]
    _run(cluster, words, dump)


def _run(cluster: Cluster, words: list[str], given: bytes) -> bytes:
    where = [f"--host={cluster.socket}", f"--port={PORT}", f"--username={SUPERUSER}"]
    program = [cluster.binaries.program(words[0]), *words[1:], *where]
    done = subprocess.run(program, input=given, capture_output=True, check=False)  # noqa: S603
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise CommandFailed(f"{words[0]} failed: {last}")
    return done.stdout
