"""Who goes first?"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def lock_for_transaction(*words: object) -> None:
    """Wait for, and hold until the transaction ends, the lock named by the words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_name(words)])


@contextmanager
def lock_for_run(*words: object) -> Iterator[None]:
    """Wait for, and hold for the length of a block of several transactions, a named lock.

    Inside a transaction it is held until that ends. A process that is killed gives it back with
    its connection.
    """
    if connection.in_atomic_block:
        lock_for_transaction(*words)
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [_name(words)])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [_name(words)])


def _name(words: tuple[object, ...]) -> str:
    return ":".join(str(word) for word in words)


@contextmanager
def try_lock_for_run(*words: object) -> Iterator[bool]:
    """Hold a named lock for the length of a block if it is free; give whether it was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [_name(words)])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [_name(words)]
                )
