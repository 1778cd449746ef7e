"""Who goes first?"""

from django.db import connection


def lock_for_transaction(*words: object) -> None:
    """Wait for, and hold until the transaction ends, the lock named by the words."""
    name = ":".join(str(word) for word in words)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
