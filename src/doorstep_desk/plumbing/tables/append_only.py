"""How does a migration make a table that only grows?"""

from django.db.migrations.operations import RunSQL

_FUNCTION = """
CREATE OR REPLACE FUNCTION doorstep_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'table % only grows: % is refused; write a correction as a new row',
        TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$body$;
"""


def append_only(table: str) -> RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE on a table, for every role.

    The trigger fires per statement, so even a statement that would touch no row is refused,
    and ALWAYS, so that replication mode does not skip it. Process roles lose the privilege
    as well.
    """
    forward = f"""
        {_FUNCTION}
        CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION doorstep_refuse_change();
        ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_only_grows;
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM doorstep_web, doorstep_batch;
    """
    backward = f"""
        DROP TRIGGER {table}_only_grows ON {table};
        GRANT UPDATE, DELETE ON {table} TO doorstep_web, doorstep_batch;
    """
    return RunSQL(forward, backward)
