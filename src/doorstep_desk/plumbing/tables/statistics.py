"""How does the database learn at once what a large batch has put into its tables?

Left to itself it looks about once a minute, and until then plans every page as if the tables were
still as empty as before: minutes of slow pages after each import. Only the owner of a table may
count it, so a function of the owner does.
"""

from typing import Final

from django.db import connection

COUNT_ANEW: Final = """
    DECLARE
        one text;
    BEGIN
        FOR one IN
            SELECT c.oid::regclass::text
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_relation_size(c.oid) > 0
        LOOP
            EXECUTE 'ANALYZE (SKIP_LOCKED) ' || one;
        END LOOP;
    END
"""
"""Body of the function ``count_tables_anew()``; a table that is being counted already is left."""


def count_tables_anew() -> None:
    """Let the database count its tables; to be called when a batch has been committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count_tables_anew()")
