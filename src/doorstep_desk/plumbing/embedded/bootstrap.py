"""What must a fresh database hold before the first migration?

Three roles, none of which may bypass row-level security: the owner migrates, the web role
serves, the batch role runs commands. The batch role may put on the web role, never the reverse.
"""

from typing import Final

import psycopg
from psycopg import sql

from doorstep_desk.plumbing.embedded.fault import StoreError
from doorstep_desk.plumbing.scope import BATCH_ROLE, OWNER_ROLE, WEB_ROLE

EXTENSIONS: Final = ("pg_trgm", "btree_gist")

_ATTRIBUTES: Final = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"

_RIGHTS: Final = """
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO doorstep_web, doorstep_batch;
ALTER DEFAULT PRIVILEGES FOR ROLE doorstep_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO doorstep_web, doorstep_batch;
ALTER DEFAULT PRIVILEGES FOR ROLE doorstep_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO doorstep_web, doorstep_batch;
"""


def create_roles(server: psycopg.Connection) -> None:
    """Make the three roles that are missing."""
    present = {row[0] for row in server.execute("SELECT rolname FROM pg_roles").fetchall()}
    for role in (OWNER_ROLE, WEB_ROLE, BATCH_ROLE):
        if role not in present:
            server.execute(sql.SQL("CREATE ROLE {} " + _ATTRIBUTES).format(sql.Identifier(role)))
    server.execute("ALTER ROLE doorstep_batch NOINHERIT")
    server.execute("ALTER ROLE doorstep_web SET statement_timeout = '60s'")
    server.execute("ALTER ROLE doorstep_web SET idle_in_transaction_session_timeout = '60s'")
    server.execute("GRANT doorstep_web TO doorstep_batch")


def has_database(server: psycopg.Connection, name: str) -> bool:
    """Say whether a database exists."""
    found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return found is not None


def create_database(server: psycopg.Connection, name: str) -> None:
    """Make an empty UTF-8 database that belongs to the owner role."""
    server.execute(
        sql.SQL(
            "CREATE DATABASE {} OWNER doorstep_owner ENCODING 'UTF8' TEMPLATE template0"
        ).format(sql.Identifier(name))
    )


def is_furnished(database: psycopg.Connection) -> bool:
    """Say whether ``furnish`` has been here."""
    found = database.execute(
        "SELECT count(*) FROM pg_extension WHERE extname = ANY(%s)", [list(EXTENSIONS)]
    ).fetchone()
    return found is not None and found[0] == len(EXTENSIONS)


def furnish(database: psycopg.Connection) -> None:
    """Add default rights and extensions, both or neither."""
    with database.transaction():
        database.execute(_RIGHTS)
        for extension in EXTENSIONS:
            database.execute(
                sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
            )


def require_chinese_trigrams(database: psycopg.Connection) -> None:
    """Check that addresses in Chinese can be compared.

    Raises:
        StoreError: The locale makes ``pg_trgm`` ignore Chinese characters.
    """
    found = database.execute("SELECT show_trgm('建国路')").fetchone()
    if found is None or not found[0]:
        raise StoreError(
            "This database compares no Chinese text (its locale is wrong): "
            "make a new one with the locale C.UTF-8."
        )
