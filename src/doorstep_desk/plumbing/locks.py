"""Who goes first?"""

from collections.abc import Iterable
from typing import Final

from django.db import connection

_PEOPLE: Final = 0x7065  # the class of these locks; the second number is a bucket of people
_BUCKETS: Final = 4096
"""A day's run holds at most so many locks, however many people it gives leave for."""


def lock_for_transaction(*words: object) -> None:
    """Wait for, and hold until the transaction ends, the lock named by the words."""
    name = ":".join(str(word) for word in words)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def lock_people(keys: Iterable[bytes]) -> None:
    """Wait for, and hold until the transaction ends, what counts the contacts of these people.

    People share a few thousand locks; they are always taken in the same order, so that two
    callers never wait for each other within one call.
    """
    buckets = sorted({int.from_bytes(key[:4], "big") % _BUCKETS for key in keys})
    if not buckets:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, one.bucket) FROM"
            " (SELECT unnest(%s::int[]) AS bucket) AS one",
            [_PEOPLE, buckets],
        )
