"""How are migrations run as the owner, and everything else not?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from doorstep_desk.plumbing.embedded.fault import StoreError
from doorstep_desk.plumbing.endpoint import django_database
from doorstep_desk.plumbing.tables.borrowers import keep_from_borrowers
from doorstep_desk.plumbing.tables.quick_policies import quicken_policies
from doorstep_desk.plumbing.tables.row_security import tables_without_row_security
from doorstep_desk.plumbing.tables.snapshot import fill_from_snapshot

_ONE_AT_A_TIME: Final = 0x646F6F72
"""Advisory lock number: two processes never migrate together."""


def migrate(*, from_snapshot: bool = True) -> int:
    """Bring the tables up to date as the owner role; returns how many migrations ran.

    Args:
        from_snapshot: Whether an empty database may be filled from the snapshot first.

    Raises:
        StoreError: A table that names a case or an organisation hides nothing.
    """
    with _as_owner():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        if from_snapshot:
            fill_from_snapshot()
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            call_command("migrate", verbosity=0, interactive=False)
        keep_from_borrowers()
        quicken_policies()
        if exposed := tables_without_row_security():
            raise StoreError(
                f"These tables have no row-level security: {', '.join(exposed)}; "
                "their migration must protect them."
            )
    return len(plan)


@contextmanager
def _as_owner() -> Iterator[None]:
    usual = dict(connection.settings_dict)
    owner = django_database(Path(settings.DOORSTEP_DATA_DIR), "owner")
    owner.pop("NAME")
    connection.close()
    connection.settings_dict.update(owner)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)
