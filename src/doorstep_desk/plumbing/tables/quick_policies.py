"""How do policies stay cheap when a page looks at 100,000 rows?

Two things, done as the owner after every migration, and neither changes what anybody may see. A
setting that a policy reads is asked once for a whole question instead of once for every row. And
who sees all cases of an organisation is shown a row that names the organisation, before the usual
policy looks up the row's case, its borrower or its promise.
"""

import re
from typing import Any, Final

from django.db import connection
from psycopg import sql

_WHOLE: Final = r"current_setting\('doorstep\.(\w+)'::text, true\)"
ASKED_ONCE: Final = (
    (
        rf"(?<!SELECT )\(NULLIF\({_WHOLE}, ''::text\)\)::bigint",
        r"(SELECT (NULLIF(current_setting('doorstep.\1', true), ''))::bigint)",
    ),
    (
        rf"(?<!SELECT )COALESCE\({_WHOLE}, ''::text\)",
        r"(SELECT COALESCE(current_setting('doorstep.\1', true), ''))",
    ),
    (
        rf"(?<!SELECT )(?<!SELECT \()NULLIF\({_WHOLE}, ''::text\)",
        r"(SELECT NULLIF(current_setting('doorstep.\1', true), ''))",
    ),
)
"""What policies ask as PostgreSQL writes it back, and the same asked once."""

OFFICE: Final = (
    "agency_id = (SELECT (NULLIF(current_setting('doorstep.organisation', true), ''))::bigint) "
    "AND (SELECT COALESCE(current_setting('doorstep.role', true), '')) <> 'agent'"
)
"""SQL: the row is of the asker's organisation, and the asker sees all of its cases."""

_BY_PARENT: Final = re.compile(
    r"\(?EXISTS \( SELECT 1\s+FROM "
    r"(cases_case|cases_borrower|arrangements_promise|attempts_attempt)\s+"
    r"WHERE \(\1\.id = \w+\.\w+\)\)\)?"
)
_POLICIES: Final = """
SELECT c.relname::text, p.polname::text, pg_get_expr(p.polqual, p.polrelid),
       pg_get_expr(p.polwithcheck, p.polrelid),
       EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'agency_id'),
       EXISTS (SELECT 1 FROM pg_policy o
                WHERE o.polrelid = c.oid AND o.polname = c.relname || '_whole')
  FROM pg_policy p
  JOIN pg_class c ON c.oid = p.polrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public'
"""


def quicken_policies() -> None:
    """Let every policy ask its settings once, and show those who see all their rows at once."""
    with connection.cursor() as cursor:
        cursor.execute(_POLICIES)
        for table, policy, seen, checked, names_agency, has_whole in cursor.fetchall():
            _ask_once(cursor, table, policy, seen, checked)
            is_usual = policy == f"{table}_web" and _BY_PARENT.fullmatch(seen or "")
            if is_usual and names_agency and not has_whole:
                _show_whole(cursor, table)


def asked_once(condition: str) -> str:
    """Return a policy's condition with each setting asked once; one that is so stays the same."""
    for asked, once in ASKED_ONCE:
        condition = re.sub(asked, once, condition)
    return condition


def _ask_once(cursor: Any, table: str, policy: str, seen: str | None, checked: str | None) -> None:
    parts = [
        sql.SQL(f"{word} ({asked_once(condition)})")
        for word, condition in (("USING", seen), ("WITH CHECK", checked))
        if condition and asked_once(condition) != condition
    ]
    if parts:
        names = sql.Identifier(policy), sql.Identifier(table)
        cursor.execute(sql.SQL("ALTER POLICY {} ON {} ").format(*names) + sql.SQL(" ").join(parts))


def _show_whole(cursor: Any, table: str) -> None:
    """Add a way to read; it is tried first, because the last name is."""
    names = sql.Identifier(f"{table}_whole"), sql.Identifier(table)
    cursor.execute(
        sql.SQL("CREATE POLICY {} ON {} FOR SELECT TO doorstep_web USING (").format(*names)
        + sql.SQL(OFFICE)
        + sql.SQL(")")
    )
