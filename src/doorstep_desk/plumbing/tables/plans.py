"""How does a page that is asked again and again spare the database planning its questions anew?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection
from django.db.backends.postgresql.base import Cursor, ServerBindingCursor

from doorstep_desk.plumbing.scope import PLAN_MODE

ASKED_OFTEN: Final = 1
"""A question asked so often on one line is planned once more and then remembered."""

REMEMBERED: Final = 500
"""Plans on one line; about three times the questions of all pages together."""


@contextmanager
def plans_kept() -> Iterator[None]:
    """Let the questions of a block keep their plans on this line to the database.

    Only reading does: planning took a third of the time of a long page, while what writes in bulk
    fills tables between two questions, which a plan made when they were empty would not know.
    Values travel beside the question instead of inside it; the answers are the same. The server
    makes a plan without values at once: left to itself it tries five plans with them first, and
    with many lines most pages would meet a line that still tries.
    """
    connection.ensure_connection()
    line = connection.connection
    usual = line.cursor_factory, line.prepare_threshold
    line.prepared_max = REMEMBERED
    line.cursor_factory, line.prepare_threshold = ServerBindingCursor, ASKED_OFTEN
    told = _features()
    told.uses_server_side_binding = True  # so that a log of questions shows their values
    mode = PLAN_MODE.set("force_generic_plan")
    try:
        yield
    finally:
        PLAN_MODE.reset(mode)
        line.cursor_factory, line.prepare_threshold = usual
        told.uses_server_side_binding = False


@contextmanager
def planned_anew() -> Iterator[None]:
    """Let each question of a block be planned for the values it is asked with.

    For sums over a whole portfolio. A kept plan does not know whether a span is a week or all
    time, and what it then does instead took two seconds where planning takes some milliseconds.
    Also marks a function: ``@planned_anew()``.
    """
    connection.ensure_connection()
    line, told = connection.connection, _features()
    usual = line.cursor_factory, line.prepare_threshold, told.uses_server_side_binding
    line.cursor_factory, line.prepare_threshold = Cursor, None  # values inside the question
    told.uses_server_side_binding = False
    try:
        yield
    finally:
        line.cursor_factory, line.prepare_threshold, told.uses_server_side_binding = usual


def _features() -> Any:
    return connection.features
