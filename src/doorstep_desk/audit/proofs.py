"""Which lines of the log tell of something, and what shows that they are in it?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from doorstep.audit.pack import Growth, ProvenLine
from doorstep.audit.tree import consistency_proof, inclusion_proof
from doorstep.audit.verifier import Note
from doorstep_desk.audit.errors import nothing_signed
from doorstep_desk.audit.jobs import logged
from doorstep_desk.audit.models import AuditCheck, AuditCheckpoint
from doorstep_desk.audit.stored_tree import StoredTree

_COLUMNS: Final = """
SELECT e.id, e.at, e.actor, e.verb, e.subject, e.details::text, e.organisation_id, l.index
  FROM audit_leaf l JOIN audit_entry e ON e.id = l.entry_id
"""
_ABOUT: Final = f"{_COLUMNS} WHERE e.subject = ANY(%s) AND l.index < %s ORDER BY l.index"
_ONE: Final = f"{_COLUMNS} WHERE e.id = %s"
_ALL: Final = f"{_COLUMNS} WHERE l.index >= %s AND l.index < %s ORDER BY l.index"
_AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True)
class CheckpointSeen:
    """A signed checkpoint as others see it.

    Attributes:
        origin: Name of the log.
        size: Its lines.
        root: The root over them.
        at: When.
        note: As it is signed.
    """

    origin: str
    size: int
    root: bytes
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """One reading of the whole log as others see it; ``fault`` is empty when it was sound."""

    asked_at: datetime
    ended_at: datetime | None
    size: int | None
    fault: str


def newest_checkpoint() -> CheckpointSeen | None:
    """Return the checkpoint that was signed last, or None."""
    row = AuditCheckpoint.objects.order_by("-id").first()
    return None if row is None else _checkpoint(row)


def checkpoint_before(size: int) -> CheckpointSeen:
    """Return the last checkpoint of fewer lines, at least one, or else the newest of all.

    Raises:
        Refused: Nothing has been signed yet.
    """
    rows = AuditCheckpoint.objects.filter(size__gt=0).order_by("-id")
    row = rows.filter(size__lt=size).first() or rows.first()
    if row is None:
        raise nothing_signed()
    return _checkpoint(row)


def was_signed(note: Note) -> bool:
    """Say whether a checkpoint that somebody else holds is one of ours."""
    rows = AuditCheckpoint.objects.filter(size=note.size, note__startswith=note.text)
    return rows.exists()


def newest_check() -> CheckSeen | None:
    """Return the last reading of the whole log that was asked for, or None."""
    row = AuditCheck.objects.order_by("-id").first()
    return None if row is None else CheckSeen(row.asked_at, row.ended_at, row.size, row.fault)


def lines_about(subjects: Iterable[str], size: int) -> list[tuple[int, bytes]]:
    """Return index and bytes of the lines about some subjects, among the first ``size``."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOUT, [list(subjects), size])
        return [_line(row) for row in cursor.fetchall()]


def line_of(entry: UUID) -> tuple[int, bytes]:
    """Return index and bytes of the line of an entry that has its place."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [entry])
        return _line(cursor.fetchone())


def all_lines(size: int) -> Iterator[bytes]:
    """Yield the first lines of the log in their order."""
    for begin in range(0, size, _AT_ONCE):
        with connection.cursor() as cursor:
            cursor.execute(_ALL, [begin, min(size, begin + _AT_ONCE)])
            rows = cursor.fetchall()
        yield from (_line(row)[1] for row in rows)


def proven(lines: Iterable[tuple[int, bytes]], size: int) -> list[ProvenLine]:
    """Return lines with what shows that they are in the log of a size."""
    tree = StoredTree()
    return [
        ProvenLine(line, index, inclusion_proof(index, size, tree.subtree))
        for index, line in lines
    ]


def growth_between(earlier: CheckpointSeen, later: CheckpointSeen) -> Growth:
    """Return what shows that the log only grew from one checkpoint to another."""
    path = consistency_proof(earlier.size, later.size, StoredTree().subtree)
    return Growth(earlier.note, earlier.size, later.note, later.size, path)


def _line(row: tuple[Any, ...]) -> tuple[int, bytes]:
    return row[7], logged(row[:7]).line()


def _checkpoint(row: AuditCheckpoint) -> CheckpointSeen:
    return CheckpointSeen(row.origin, row.size, bytes(row.root), row.at, row.note)
