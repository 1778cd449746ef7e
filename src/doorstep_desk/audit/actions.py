"""How does an action leave its trace, in the transaction of the change itself?"""

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from doorstep_desk.audit.models import AuditCheck
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.identifiers import new_id

PERSONAL: Final = frozenset(
    {"name", "borrower_name", "phone", "mobile", "email", "identity_number", "address", "note"}
)
"""Words that no detail may be called: the log is kept for good and is not encrypted."""

_COLUMNS: Final = ("id", "at", "actor", "verb", "subject", "details", "organisation_id")

_Entry = tuple[uuid.UUID, datetime, str, str, str, dict[str, Any], int | None]

_ONE: Final = """
INSERT INTO audit_entry (id, at, actor, verb, subject, details, organisation_id)
VALUES (%s, %s, %s, %s, %s, %s::jsonb, %s)
"""


def record(*, at: datetime, actor: Actor, verb: str, subject: str, **details: Any) -> None:
    """Add one entry; it stands or falls with the caller's transaction.

    Args:
        at: When it happened, aware.
        actor: In whose name.
        verb: Past tense, listed in docs/audit-verbs.md, such as ``promise.recorded``.
        subject: What it happened to, such as ``case:812``.
        details: Plain facts, no personal data. ``organisation_id`` says whose entry it is when
            the actor is of no organisation.

    Raises:
        ValueError: No transaction is open, or a detail is called by a personal word.
    """
    _require_transaction()
    entry = _entry(at, actor, verb, subject, details)
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [*entry[:5], json.dumps(entry[5]), entry[6]])


def record_many(
    *, at: datetime, actor: Actor, verb: str, rows: Iterable[tuple[str, Mapping[str, Any]]]
) -> int:
    """Add an entry for each subject with its details, in one COPY; returns how many.

    Raises:
        ValueError: As for ``record``.
    """
    _require_transaction()
    entries = (_entry(at, actor, verb, subject, details) for subject, details in rows)
    return copy_rows("audit_entry", _COLUMNS, entries)


def begin_era(*, at: datetime) -> int:
    """Begin a new era after a restore and return its number; part of ``doorstep restore``."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_era (number, began_at)"
            " SELECT max(number) + 1, %s FROM audit_era RETURNING number",
            [at],
        )
        return int(cursor.fetchone()[0])


@transaction.atomic
def ask_for_check(*, actor: Actor, at: datetime) -> int:
    """Ask for the whole log to be read again and compared with its checkpoints; return the key.

    The process that signs the log does it: a person's process sees only its own entries.

    Raises:
        Refused: The actor may not.
    """
    actor.require("log.check")
    waiting = AuditCheck.objects.filter(ended_at=None).order_by("-id").first()
    row = waiting or AuditCheck.objects.create(asked_at=at)
    record(at=at, actor=actor, verb="log.check_asked", subject=f"log_check:{row.pk}")
    return row.pk


def _entry(
    at: datetime, actor: Actor, verb: str, subject: str, details: Mapping[str, Any]
) -> _Entry:
    if personal := PERSONAL & details.keys():
        raise ValueError(f"the audit log takes no personal data: {', '.join(sorted(personal))}")
    plain = json.loads(json.dumps(dict(details), cls=DjangoJSONEncoder))
    stated = plain.pop("organisation_id", None)
    organisation = actor.organisation_id if actor.organisation_id is not None else stated
    return (new_id(), at, actor.name, verb, subject, plain, organisation)


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise ValueError("an audit entry belongs into the transaction of its change")
