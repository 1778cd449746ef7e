"""How do new rows get a name that nobody can guess and that sorts by time?"""

import uuid

from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """Return a new version 7 UUID: time-ordered, 74 random bits.

    Made here and not by the database, because PostgreSQL 15 has no such function.
    """
    return uuid7()
