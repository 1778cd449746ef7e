"""How is a borrower kept from every row that is not their own?

A borrower acts for one organisation, whose rows the usual policies would show. A second policy,
which has to hold as well, leaves them what names them: their cases, and what belongs to those. A
table that names neither shows them nothing unless it is on the short list below.
"""

from typing import Final

from django.db import connection

BORROWER: Final = "NULLIF(current_setting('doorstep.borrower', true), '')::bigint"
"""SQL: the borrower in whose name the transaction runs, or NULL."""

IS_BORROWER: Final = "COALESCE(current_setting('doorstep.role', true), '') = 'borrower'"
"""SQL: the transaction runs in the name of a borrower."""

READ_BY_BORROWERS: Final = (
    "arrangements_authoritylimit", "calendars_calendarday", "declarations_declaration",
    "ledger_ledgerterms",
    "notices_template", "organisations_placement", "payments_payway", "policies_policy",
)  # fmt: skip
"""What is about nobody: what may be let off, days off, agreed words, mandates, ways to pay,
what was declared about how agency and lenders work."""

_OPEN: Final = "{" + ",".join(READ_BY_BORROWERS) + "}"

_KEEP: Final = f"""
DO $do$
DECLARE
    one text;
    own text;
BEGIN
    FOR one IN
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relforcerowsecurity
           AND c.relname <> ALL ('{_OPEN}'::text[])
           AND NOT EXISTS (SELECT 1 FROM pg_policy p
                            WHERE p.polrelid = c.oid AND p.polname = c.relname || '_borrower')
    LOOP
        SELECT CASE
            WHEN one = 'cases_assignment' THEN 'false'
            WHEN one = 'cases_borrower' THEN $own$id = {BORROWER}$own$
            WHEN bool_or(attname = 'borrower_id') THEN $own$borrower_id = {BORROWER}$own$
            WHEN bool_or(attname = 'case_id') THEN
                format('EXISTS (SELECT 1 FROM cases_case c WHERE c.id = %I.case_id)', one)
            WHEN bool_or(attname = 'account_id') THEN
                format('EXISTS (SELECT 1 FROM cases_account c WHERE c.id = %I.account_id)', one)
            WHEN bool_or(attname = 'promise_id') THEN
                format('EXISTS (SELECT 1 FROM arrangements_promise c WHERE c.id = %I.promise_id)',
                    one)
            ELSE 'false' END
          INTO own FROM pg_attribute
         WHERE attrelid = format('public.%I', one)::regclass AND attnum > 0 AND NOT attisdropped;
        EXECUTE format(
            $policy$CREATE POLICY %I ON %I AS RESTRICTIVE TO doorstep_web
                USING (NOT ({IS_BORROWER}) OR (%s))
                WITH CHECK (NOT ({IS_BORROWER}) OR (%s))$policy$,
            one || '_borrower', one, own, CASE WHEN one = 'audit_entry' THEN 'true' ELSE own END);
    END LOOP;
END
$do$;
"""  # noqa: S608 (its parts come from this file)


def keep_from_borrowers() -> None:
    """Keep from borrowers, in every table that hides rows, whatever is not their own.

    Run as the owner after every migration, so that a table of tomorrow is closed as well.
    """
    with connection.cursor() as cursor:
        cursor.execute(_KEEP)


def tables_open_to_borrowers() -> list[str]:
    """Return the tables that hide rows from others and nothing from a borrower."""
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, [list(READ_BY_BORROWERS)])
        return [str(row[0]) for row in cursor.fetchall()]


_MISSING: Final = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relforcerowsecurity
   AND c.relname <> ALL (%s)
   AND NOT EXISTS (SELECT 1 FROM pg_policy p
                    WHERE p.polrelid = c.oid AND p.polname = c.relname || '_borrower')
 ORDER BY 1
"""
