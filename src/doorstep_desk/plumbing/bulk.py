"""How do many rows go in quickly, inside the caller's transaction?"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models.expressions import RawSQL
from psycopg import sql
from psycopg.types.json import Jsonb


def copy_rows(
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    skip_known: bool = False,
) -> int:
    """Insert rows with PostgreSQL's COPY and return how many were sent.

    COPY is refused on tables with row-level security; for those the rows pass through a
    temporary table and one INSERT, so that the policy checks each of them. A ``dict`` is
    written as ``jsonb``.

    Args:
        table: Table name.
        columns: Columns in the order of each row; all others take their default.
        rows: Values that psycopg can write; consumed once.
        skip_known: Leave out rows that a unique constraint says are there already, instead of
            failing.
    """
    names = sql.SQL(", ").join(sql.Identifier(column) for column in columns)
    target = sql.Identifier(table)
    with connection.cursor() as cursor:
        if not skip_known and not _has_row_security(cursor, table):
            return _copy(cursor, target, names, rows)
        staging = sql.Identifier(f"staging_{table}"[:63])
        cursor.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA"
            ).format(staging, names, target)
        )
        count = _copy(cursor, staging, names, rows)
        cursor.execute(
            sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}{}").format(
                target, names, names, staging, sql.SQL(" ON CONFLICT DO NOTHING" * skip_known)
            )
        )
        cursor.execute(sql.SQL("DROP TABLE {}").format(staging))
        return count


def update_rows(
    table: str, key: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> int:
    """Change many rows at once, each to values of its own, and return how many were found.

    Args:
        table: Table name.
        key: Column that finds a row; it stands first in each row.
        columns: Columns to change, in the order of the values after the key.
        rows: Key and new values of each row; consumed once.
    """
    names = sql.SQL(", ").join(sql.Identifier(column) for column in (key, *columns))
    target = sql.Identifier(table)
    staging = sql.Identifier(f"changes_{table}"[:63])
    changes = sql.SQL(", ").join(
        sql.SQL("{} = {}.{}").format(sql.Identifier(column), staging, sql.Identifier(column))
        for column in columns
    )
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA"
            ).format(staging, names, target)
        )
        _copy(cursor, staging, names, rows)
        cursor.execute(
            sql.SQL("UPDATE {} SET {} FROM {} WHERE {}.{} = {}.{}").format(
                target, changes, staging, target, sql.Identifier(key), staging,
                sql.Identifier(key),
            )
        )  # fmt: skip
        found = int(cursor.rowcount)
        cursor.execute(sql.SQL("DROP TABLE {}").format(staging))
    return found


def among(numbers: Iterable[int]) -> RawSQL:
    """Return numbers for ``filter(column__in=…)`` as one parameter, however many there are.

    A parameter each makes a statement of thousands slow to write and to plan.
    """
    return RawSQL("SELECT unnest(%s::bigint[])", [list(numbers)])


def _copy(
    cursor: CursorWrapper,
    target: sql.Identifier,
    names: sql.Composed,
    rows: Iterable[Sequence[object]],
) -> int:
    count = 0
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(target, names)) as stream:
        for row in rows:
            stream.write_row([Jsonb(cell) if isinstance(cell, dict) else cell for cell in row])
            count += 1
    return count


def _has_row_security(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = to_regclass(%s)", [table])
    found = cursor.fetchone()
    return bool(found and found[0])
