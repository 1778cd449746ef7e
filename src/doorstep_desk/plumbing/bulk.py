"""How do many rows go in quickly, inside the caller's transaction?"""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any, Final

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models.expressions import RawSQL
from psycopg import sql
from psycopg.types.json import Jsonb

_FEW: Final = 100
"""Up to so many rows go in by one statement. A temporary table costs four more, and its locks are
held until the transaction ends: thousands of them use up what the whole server has."""


def copy_rows(
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    skip_known: bool = False,
) -> int:
    """Insert rows, many of them with PostgreSQL's COPY, and return how many were sent.

    COPY is refused on tables with row-level security; for those the rows pass through a
    temporary table and one INSERT, so that the policy checks each of them. A few rows are one
    INSERT in any case. A ``dict`` is written as ``jsonb``.

    Args:
        table: Table name.
        columns: Columns in the order of each row; all others take their default.
        rows: Values that psycopg can write; consumed once.
        skip_known: Leave out rows that a unique constraint says are there already, instead of
            failing.
    """
    names = sql.SQL(", ").join(sql.Identifier(column) for column in columns)
    target = sql.Identifier(table)
    unread = iter(rows)
    few = list(islice(unread, _FEW + 1))
    if not few:
        return 0
    with connection.cursor() as cursor:
        if len(few) <= _FEW:
            return _insert(cursor, target, names, few, skip_known=skip_known)
        rows = chain(few, unread)
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


def _insert(
    cursor: CursorWrapper,
    target: sql.Identifier,
    names: sql.Composed,
    rows: Sequence[Sequence[object]],
    *,
    skip_known: bool,
) -> int:
    row = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(rows[0])))
    cursor.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES {}{}").format(
            target,
            names,
            sql.SQL(", ").join([row] * len(rows)),
            sql.SQL(" ON CONFLICT DO NOTHING" * skip_known),
        ),
        [_cell(cell) for values in rows for cell in values],
    )
    return len(rows)


def _cell(value: object) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value


def _copy(
    cursor: CursorWrapper,
    target: sql.Identifier,
    names: sql.Composed,
    rows: Iterable[Sequence[object]],
) -> int:
    count = 0
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(target, names)) as stream:
        for row in rows:
            stream.write_row([_cell(cell) for cell in row])
            count += 1
    return count


def _has_row_security(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = to_regclass(%s)", [table])
    found = cursor.fetchone()
    return bool(found and found[0])
