"""Whose rows does the database show inside this block?"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.db import connection, transaction

from doorstep_desk.plumbing.actor import Actor

WEB_ROLE: Final = "doorstep_web"
BATCH_ROLE: Final = "doorstep_batch"
OWNER_ROLE: Final = "doorstep_owner"

PLAN_MODE: Final[ContextVar[str]] = ContextVar("doorstep_plan_mode", default="auto")
"""The server's ``plan_cache_mode`` for a block that begins now; pages set it."""

_ACTING: ContextVar[Actor | None] = ContextVar("doorstep_acting", default=None)

_ENTER: Final = """
SELECT set_config('role', %s, true),
       set_config('doorstep.organisation', %s, true),
       set_config('doorstep.staff', %s, true),
       set_config('doorstep.role', %s, true),
       set_config('doorstep.borrower', %s, true),
       set_config('plan_cache_mode', %s, true)
"""


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Run a block as one transaction in which only the actor's rows exist.

    For a person the block runs under the web role with the settings that row-level security
    reads, even in a batch process. ``SYSTEM`` runs under the batch role, which the web role
    cannot take on: PostgreSQL itself refuses. Blocks may be nested; on leaving, the outer
    actor's view returns.

    Args:
        actor: In whose name the block reads and writes.

    Raises:
        django.db.ProgrammingError: A web process asked for ``SYSTEM``.
    """
    with transaction.atomic():
        outer = _ACTING.get()
        _enter(actor)
        token = _ACTING.set(actor)
        try:
            yield
        finally:
            _ACTING.reset(token)
        # After an error the rollback to the savepoint has already restored the settings.
        _leave_to(outer)


def acting() -> Actor | None:
    """Return the actor of the innermost block, or None outside every block."""
    return _ACTING.get()


def _enter(actor: Actor) -> None:
    role = BATCH_ROLE if actor.is_system else WEB_ROLE
    _set(
        role, _word(actor.organisation_id), _word(actor.staff_id), actor.role,
        _word(actor.borrower_id), PLAN_MODE.get(),
    )  # fmt: skip


def _leave_to(outer: Actor | None) -> None:
    if outer is None:
        _set("none", "", "", "", "", "auto")
    else:
        _enter(outer)


def _set(*settings: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, settings)


def _word(key: int | None) -> str:
    return "" if key is None else str(key)
