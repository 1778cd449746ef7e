"""How does a migration make the database itself hide other people's rows?

Policies read three settings that ``acting_as`` writes. An absent setting is ``NULL`` or, after
a transaction ended, the empty string; both are turned into ``NULL``, which equals nothing, so a
forgotten scope shows no row. Policies name their roles: what is not granted to the web role or
to the batch role, the owner included, sees nothing because every table is FORCEd.
"""

from collections.abc import Sequence
from typing import Final

from django.db import connection
from django.db.migrations.operations import RunSQL

ORGANISATION: Final = "NULLIF(current_setting('doorstep.organisation', true), '')::bigint"
"""SQL: the organisation in whose name the transaction runs, or NULL."""

STAFF: Final = "NULLIF(current_setting('doorstep.staff', true), '')::bigint"
"""SQL: the member of staff in whose name the transaction runs, or NULL."""

ROLE: Final = "NULLIF(current_setting('doorstep.role', true), '')"
"""SQL: the role word of that member of staff, or NULL."""


READERS: Final = ("lender", "auditor", "regulator")
"""Roles that read and never change anything; the database sees to it too."""

_READS_ONLY: Final = f"COALESCE({ROLE}, '') NOT IN ({', '.join(map(repr, READERS))})"
_OWN_PASSWORD: Final = "staff_staff"  # noqa: S105 (a table)
"""The one protected table in which everybody changes something: their own password."""


def readers_change_nothing(table: str) -> str:
    """Return the SQL that keeps those who only read from changing a table's rows."""
    if table == _OWN_PASSWORD:
        return ""
    ways = (("INSERT", "WITH CHECK"), ("UPDATE", "USING"), ("DELETE", "USING"))
    return "".join(
        f"DROP POLICY IF EXISTS {table}_no_{way.lower()} ON {table};"
        f"CREATE POLICY {table}_no_{way.lower()} ON {table} AS RESTRICTIVE FOR {way} "
        f"TO doorstep_web {says} ({_READS_ONLY});"
        for way, says in ways
    )


def readable(table: str, *, by: str, when: str) -> RunSQL:
    """Let those of a role read rows of a table for which a condition holds, beside all others."""
    return RunSQL(
        f"CREATE POLICY {table}_{by} ON {table} FOR SELECT TO doorstep_web "
        f"USING ({ROLE} = '{by}' AND {when})",
        f"DROP POLICY {table}_{by} ON {table}",
    )


def protect(table: str, *, visible: str, writable: str | None = None) -> RunSQL:
    """Hide a table's rows from the web role unless a condition holds.

    Args:
        table: Table name.
        visible: SQL condition over a row's columns; true means the row exists for the asker.
        writable: Condition for new and changed rows; the same as ``visible`` when omitted.

    Returns:
        A reversible migration operation: ENABLE, FORCE and one policy per process role.
    """
    checked = writable or visible
    forward = f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY {table}_batch ON {table} TO doorstep_batch
            USING (true) WITH CHECK (true);
        CREATE POLICY {table}_web ON {table} TO doorstep_web
            USING ({visible}) WITH CHECK ({checked});
        {readers_change_nothing(table)}
    """
    backward = f"""
        DROP POLICY {table}_web ON {table};
        DROP POLICY {table}_batch ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
    """
    return RunSQL(forward, backward)


def protect_by_organisation(
    table: str, column: str | Sequence[str] = "agency_id", *, only_when: str | None = None
) -> RunSQL:
    """Show a row only to the organisation named in it.

    Args:
        table: Table name.
        column: Column with the organisation's key; with several, any one may match.
        only_when: Further SQL condition, for example that an agent is assigned to the row.
    """
    columns = [column] if isinstance(column, str) else list(column)
    own = " OR ".join(f"{table}.{name} = {ORGANISATION}" for name in columns)
    visible = f"({own})" if only_when is None else f"({own}) AND ({only_when})"
    return protect(table, visible=visible)


def protect_by_case(table: str, case_column: str = "case_id") -> RunSQL:
    """Show a row only to those who can see its case.

    The condition reads the table of cases, whose own policy applies to the asker in turn, so
    organisation and assignment are decided in one place.
    """
    return protect_by_parent(table, case_column, "cases_case")


def protect_by_parent(table: str, column: str, parent: str) -> RunSQL:
    """Show a row only to those who can see the row of ``parent`` that ``column`` names."""
    # Names come from migrations, never from a request.
    visible = f"EXISTS (SELECT 1 FROM {parent} WHERE {parent}.id = {table}.{column})"  # noqa: S608
    return protect(table, visible=visible)


def leave_open(table: str, reason: str) -> RunSQL:
    """Declare that a table needs no row-level security, and why.

    The reason becomes the table's comment, where the start-up check finds it.
    """
    comment = f"no row security: {reason}".replace("'", "''")
    return RunSQL(f"COMMENT ON TABLE {table} IS '{comment}'", f"COMMENT ON TABLE {table} IS NULL")


_UNPROTECTED: Final = """
SELECT DISTINCT relation.relname::text
  FROM pg_class AS relation
  JOIN pg_namespace AS space ON space.oid = relation.relnamespace
  JOIN pg_attribute AS attribute ON attribute.attrelid = relation.oid
 WHERE space.nspname = 'public'
   AND relation.relkind IN ('r', 'p')
   AND attribute.attname IN ('agency_id', 'lender_id', 'organisation_id', 'case_id', 'borrower_id')
   AND NOT attribute.attisdropped
   AND NOT (relation.relrowsecurity AND relation.relforcerowsecurity)
   AND COALESCE(obj_description(relation.oid, 'pg_class'), '') NOT LIKE 'no row security: %%'
 ORDER BY 1
"""


def tables_without_row_security() -> list[str]:
    """Return the tables that name an organisation, case or borrower but hide nothing.

    The desk refuses to start while this is not empty.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNPROTECTED, [])
        return [str(row[0]) for row in cursor.fetchall()]
