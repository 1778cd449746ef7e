"""How does a page that is asked again and again spare the database planning its questions anew?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor

ASKED_OFTEN: Final = 3
"""A question asked so often on one line is planned once more and then remembered."""

REMEMBERED: Final = 500
"""Plans on one line; about three times the questions of all pages together."""


@contextmanager
def plans_kept() -> Iterator[None]:
    """Let the questions of a block keep their plans on this line to the database.

    Only reading does: planning took a third of the time of a long page, while what writes in bulk
    fills tables between two questions, which a plan made when they were empty would not know.
    Values travel beside the question instead of inside it; the answers are the same.
    """
    connection.ensure_connection()
    line = connection.connection
    usual = line.cursor_factory, line.prepare_threshold
    line.prepared_max = REMEMBERED
    line.cursor_factory, line.prepare_threshold = ServerBindingCursor, ASKED_OFTEN
    told: Any = connection.features
    told.uses_server_side_binding = True  # so that a log of questions shows their values
    try:
        yield
    finally:
        line.cursor_factory, line.prepare_threshold = usual
        told.uses_server_side_binding = False
