"""What has happened to a thing, and what is new since a reader looked?"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from doorstep_desk.audit.models import AuditEntry

START: Final = "0.0.0"
"""The bookmark before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    Attributes:
        id: Its key.
        at: When.
        actor: In whose name.
        verb: What.
        subject: To what.
        details: Plain facts.
        bookmark: Where a reader that has seen this entry goes on.
    """

    id: uuid.UUID
    at: datetime
    actor: str
    verb: str
    subject: str
    details: dict[str, Any]
    bookmark: str


def entries_for(subject: str, *, limit: int = 200) -> list[Entry]:
    """Return the newest entries about a subject, newest first."""
    return entries_for_all([subject], limit=limit)


def entries_for_all(subjects: Iterable[str], *, limit: int = 200) -> list[Entry]:
    """Return the newest entries about several subjects, newest first."""
    rows = AuditEntry.objects.filter(subject__in=list(subjects))
    return [_entry(row) for row in rows.order_by("-era", "-position")[:limit]]


def newest_entry_of(subject: str) -> str:
    """Return the id of the newest entry about a subject, empty when there is none."""
    newest = AuditEntry.objects.filter(subject=subject).order_by("-era", "-position").first()
    return "" if newest is None else str(newest.id)


_FOLLOWING: Final = """
SELECT id FROM audit_entry
 WHERE (era, transaction_number, position) > (%s, %s, %s)
   AND (era < audit_present_era()
        OR transaction_number < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
 ORDER BY era, transaction_number, position
 LIMIT %s
"""


def entries_after(bookmark: str = START, *, limit: int = 1000) -> list[Entry]:
    """Return the entries that follow a bookmark, in an order that never skips one.

    Entries of transactions that might still be overtaken by an open one are left for the next
    call, so a reader that keeps the last bookmark sees every entry exactly once.

    Raises:
        ValueError: The bookmark is not one of ours.
    """
    era, transaction_number, position = (int(part) for part in bookmark.split("."))
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOWING, [era, transaction_number, position, limit])
        keys = [row[0] for row in cursor.fetchall()]
    rows = AuditEntry.objects.in_bulk(keys)
    return [_entry(rows[key]) for key in keys]


_ABOUT: Final = """
SELECT id FROM audit_entry
 WHERE (era, transaction_number, position) > (%s, %s, %s)
   AND (era < audit_present_era()
        OR transaction_number < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
   AND subject = ANY(%s) AND verb = ANY(%s)
 ORDER BY era, transaction_number, position
 LIMIT %s
"""


def entries_about_after(
    bookmark: str, subjects: Iterable[str], verbs: Iterable[str], *, limit: int
) -> list[Entry]:
    """Return the entries about some subjects that follow a bookmark, none ever skipped.

    Raises:
        ValueError: The bookmark is not one of ours.
    """
    era, transaction_number, position = _parts(bookmark)
    values: list[Any] = [
        era, transaction_number, position, list(subjects), list(verbs), limit
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ABOUT, values)
        keys = [row[0] for row in cursor.fetchall()]
    rows = AuditEntry.objects.in_bulk(keys)
    return [_entry(rows[key]) for key in keys]


def safe_bookmark() -> str:
    """Return the newest bookmark before which no entry can appear any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_present_era(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1"
        )
        era, transaction_number = cursor.fetchone()
    return f"{era}.{transaction_number}.{_LAST}"


_LAST: Final = 2**62


def _parts(bookmark: str) -> list[int]:
    parts = [int(part) for part in bookmark.split(".") if part.isascii() and part.isdecimal()]
    if len(parts) != 3 or max(parts) > _LAST:
        raise ValueError(f"no bookmark: {bookmark!r}")
    return parts


def _entry(row: AuditEntry) -> Entry:
    bookmark = f"{row.era}.{row.transaction_number}.{row.position}"
    return Entry(row.id, row.at, row.actor, row.verb, row.subject, row.details, bookmark)


_ACTS: Final = """
SELECT DISTINCT subject, verb FROM audit_entry
 WHERE subject = ANY(%s) AND at >= %s AND NOT verb = ANY(%s)
   AND NOT (at = %s AND verb = ANY(%s))
"""


def acts_about(
    subjects: Iterable[str], since: datetime, *, own: Iterable[str], ignored: Iterable[str]
) -> list[tuple[str, str]]:
    """Return subject and verb of what happened to some subjects from an instant on.

    Args:
        subjects: Such as ``case:812``.
        since: From when on.
        own: Verbs that do not count at exactly that instant.
        ignored: Verbs that never count.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, [list(subjects), since, list(ignored), since, list(own)])
        return [(subject, verb) for subject, verb in cursor.fetchall()]
