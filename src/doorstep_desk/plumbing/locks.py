"""Who goes first?"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

_PEOPLE: Final = 0x7065  # the class of these locks; the second number is a bucket of people
_ACCOUNTS: Final = 0x6163  # the same, of accounts
_BUCKETS: Final = 4096
"""A day's run holds at most so many locks, however many people it gives leave for."""


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


def lock_people(keys: Iterable[bytes]) -> None:
    """Wait for, and hold until the transaction ends, what counts the contacts of these people.

    People share a few thousand locks; they are always taken in the same order, so that two
    callers never wait for each other within one call.
    """
    _lock_buckets(_PEOPLE, {int.from_bytes(key[:4], "big") % _BUCKETS for key in keys})


def lock_accounts(account_ids: Iterable[int]) -> None:
    """Wait for, and hold until the transaction ends, what writes money on these accounts."""
    _lock_buckets(_ACCOUNTS, {each % _BUCKETS for each in account_ids})


def _lock_buckets(of: int, buckets: set[int]) -> None:
    if not buckets:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, one.bucket) FROM"
            " (SELECT unnest(%s::int[]) AS bucket) AS one",
            [of, sorted(buckets)],
        )
