"""How does a migration let the web role know a little about rows that it may not see?

By a function that runs as the owner, returns only what its signature says, and asks first whether
the caller may know anything about that person. The owner itself sees no row of a protected table
until a policy of that table says so.
"""

from django.db.migrations.operations import RunSQL

from doorstep_desk.plumbing.tables.row_security import ORGANISATION, ROLE, STAFF

IS_PERSON = """(
    session_user = 'doorstep_web' OR COALESCE(current_setting('role', true), '') = 'doorstep_web'
)"""
"""SQL: a person acts, whose view is narrowed; otherwise a batch process."""

MINE = f"""EXISTS (
    SELECT 1 FROM cases_borrower b
     WHERE b.person_key = asked.person AND b.agency_id = {ORGANISATION}
       AND ({ROLE} IS DISTINCT FROM 'agent' OR EXISTS (
            SELECT 1 FROM cases_assignment a JOIN cases_case c ON c.id = a.case_id
             WHERE c.borrower_id = b.id AND a.staff_id = {STAFF} AND a.is_current))
)"""  # noqa: S608 (its parts come from this package, never from a request)
"""SQL: the person ``asked.person`` is a borrower of the caller's, as far as the caller sees."""


def owner_may(table: str, what: str = "SELECT") -> RunSQL:
    """Let functions of the owner ``SELECT`` from, ``INSERT`` into or use ``ALL`` of a table."""
    using = "" if what == "INSERT" else " USING (true)"
    checked = "" if what == "SELECT" else " WITH CHECK (true)"
    return RunSQL(
        f"CREATE POLICY {table}_owner ON {table} FOR {what} TO doorstep_owner{using}{checked}",
        f"DROP POLICY {table}_owner ON {table}",
    )


def owner_function(signature: str, returns: str, body: str, language: str = "sql") -> RunSQL:
    """Make a function that runs as the owner and that only our process roles may call.

    Args:
        signature: Name and arguments, such as ``counted(keys bytea[])``.
        returns: What follows RETURNS.
        body: The function's text.
        language: ``sql`` or ``plpgsql``.
    """
    name, _, arguments = signature.partition("(")
    types = ", ".join(
        part.split()[-1] for part in arguments.rstrip(")").split(",") if part.strip()
    )
    forward = f"""
        CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE {language}
        SECURITY DEFINER SET search_path = public, pg_temp AS $body$
        {body}
        $body$;
        REVOKE EXECUTE ON FUNCTION {name}({types}) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name}({types}) TO doorstep_web, doorstep_batch;
    """
    return RunSQL(forward, f"DROP FUNCTION {name}({types})")


def other_body(
    signature: str, returns: str, before: str, after: str, language: str = "sql"
) -> RunSQL:
    """Give a function made by ``owner_function`` another body; what it returns stays.

    Args:
        signature: Name and arguments, as when it was made.
        returns: What follows RETURNS, as when it was made.
        before: The text that it had, for going back.
        after: The text that it gets.
        language: ``sql`` or ``plpgsql``, as when it was made.
    """
    forward, back = (
        f"CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE {language} "
        f"SECURITY DEFINER SET search_path = public, pg_temp AS $body$ {body} $body$"
        for body in (after, before)
    )
    return RunSQL(forward, back)
