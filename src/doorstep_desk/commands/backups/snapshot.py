"""How is it written down what all migrations lead to?

Part of setting up, like the compiled translations: a database of its own is migrated from
nothing and dumped (ADR 0042).
"""

import os
import tempfile
from pathlib import Path

from django.db import connection

from doorstep_desk.commands.backups.programs import plainly_dumped
from doorstep_desk.commands.session import use
from doorstep_desk.plumbing.embedded.cluster import Cluster
from doorstep_desk.plumbing.owner import migrate
from doorstep_desk.plumbing.postgres import running
from doorstep_desk.plumbing.tables.snapshot import FILE, first_line, plain_sql


def write_snapshot() -> bool:
    """Write the snapshot of all tables unless the one in place is of use; says whether it did."""
    with tempfile.TemporaryDirectory(prefix="doorstep-snapshot-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server's account passes through
        with running(folder, is_throw_away=True) as server:
            return server.cluster is not None and _written(folder, server.cluster)


def _written(folder: Path, cluster: Cluster) -> bool:
    with cluster.connect() as connected:
        begin = first_line(connected.info.server_version)
    if FILE.exists() and FILE.read_text(encoding="utf-8").startswith(begin):
        return False
    use(folder, "batch")
    migrate(from_snapshot=False)
    connection.close()
    draft = FILE.with_name(f"{FILE.name}.{os.getpid()}")
    draft.write_text(begin + plain_sql(plainly_dumped(cluster)), encoding="utf-8")
    draft.replace(FILE)
    return True


if __name__ == "__main__":
    write_snapshot()
