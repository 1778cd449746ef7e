"""How does an empty database get every table in one go?

Running a hundred migrations one after another takes Django ten seconds, and longer with every
table. So setting up writes down once what they lead to, and an empty database of the same server
version is filled from that; what has been added since is migrated as ever (ADR 0042).
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Final

import django
from django.db import connection, transaction

import doorstep.terms.divisions as divisions
import doorstep_desk

FILE: Final = Path(__file__).with_name("snapshot.sql")
"""Made by ``doorstep_desk.commands.backups.snapshot``; without it everything is migrated."""

_FIRST_STATEMENT: Final = re.compile(r"^CREATE (?!SCHEMA )", re.MULTILINE)
"""What a dump begins with after the settings of the program that wrote it."""

_CLIENT_COMMAND: Final = re.compile(r"^\\unrestrict .*\n", re.MULTILINE)

_NO_DEFAULT_RIGHTS: Final = """
ALTER DEFAULT PRIVILEGES FOR ROLE doorstep_owner IN SCHEMA public
    REVOKE ALL ON TABLES FROM doorstep_web, doorstep_batch;
ALTER DEFAULT PRIVILEGES FOR ROLE doorstep_owner IN SCHEMA public
    REVOKE ALL ON SEQUENCES FROM doorstep_web, doorstep_batch;
SET LOCAL check_function_bodies = false;
"""
"""The dump states every right itself, and at its end the default rights again."""


def first_line(server_version: int) -> str:
    """Return what the file must begin with to be of use.

    Args:
        server_version: As the server numbers itself, such as 180006.
    """
    return f"-- server {server_version // 10_000}, made from {_made_from()}\n"


def plain_sql(dump: str) -> str:
    """Return a dump as statements alone, without what only its own program understands.

    Raises:
        ValueError: The text makes nothing, so it is no dump.
    """
    begin = _FIRST_STATEMENT.search(dump)
    if begin is None:
        raise ValueError("This text makes nothing: it is no dump of a store.")
    return _CLIENT_COMMAND.sub("", dump[begin.start() :]).strip() + "\n"


def fill_from_snapshot() -> bool:
    """Fill an empty database, as its owner, wholly or not at all; says whether it was done.

    Nothing is done where tables have been made, or where the snapshot is missing or belongs to
    other migrations or another server.
    """
    if "django_migrations" in connection.introspection.table_names() or not FILE.exists():
        return False
    text = FILE.read_text(encoding="utf-8")
    if not text.startswith(first_line(connection.cursor().connection.info.server_version)):
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_NO_DEFAULT_RIGHTS)
        cursor.execute(text)
    return True


@cache
def _made_from() -> str:
    desk = Path(doorstep_desk.__file__).parent
    sources = [
        *desk.glob("*/migrations/*.py"),
        *Path(__file__).parent.glob("*.py"),
        desk / "plumbing" / "embedded" / "bootstrap.py",
        *Path(divisions.__file__).parent.glob("*.csv"),
    ]
    marks = hashlib.sha256(django.__version__.encode())
    for source in sorted(sources):
        marks.update(source.parent.parent.name.encode() + source.name.encode())
        marks.update(hashlib.sha256(source.read_bytes()).digest())
    return marks.hexdigest()
