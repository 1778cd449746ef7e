"""Is the log in the store still what was signed?

Everything is read again: each entry gives its line, the lines give the tree, the tree must have
had each signed root. What the store says about its own hashes is believed only as far as the
checkpoints that the witness holds confirm it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction

from doorstep.audit.tree import Frontier, leaf_hash
from doorstep.audit.verifier import Broken, Note, check_signature, read_key, read_notes
from doorstep_desk.audit.jobs import logged
from doorstep_desk.audit.models import AuditCheck, AuditCheckpoint
from doorstep_desk.audit.signing import Signer, signer
from doorstep_desk.audit.witness import witnessed

_AT_ONCE: Final = 10_000

_LINES: Final = """
SELECT e.id, e.at, e.actor, e.verb, e.subject, e.details::text, e.organisation_id,
       l.index, l.hash
  FROM audit_leaf l LEFT JOIN audit_entry e ON e.id = l.entry_id
 WHERE l.index >= %s AND l.index < %s ORDER BY l.index
"""

_LEFT_OUT: Final = """
WITH last AS (
    SELECT e.era, e.transaction_number, e.position
      FROM audit_leaf l JOIN audit_entry e ON e.id = l.entry_id
     ORDER BY l.index DESC LIMIT 1
)
SELECT count(*) FROM audit_entry e, last
 WHERE (e.era, e.transaction_number, e.position) <
       (last.era, last.transaction_number, last.position)
   AND NOT EXISTS (SELECT 1 FROM audit_leaf l WHERE l.entry_id = e.id)
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading the whole log gave.

    Attributes:
        size: Lines that were read.
        checkpoints: Signed roots that were met, those of the witness included.
        lost: Checkpoints of a former life of the log that a restore went back behind.
        fault: What is wrong, in a sentence; empty when nothing is.
    """

    size: int
    checkpoints: int
    lost: int
    fault: str = ""


def check_log(witness: Path) -> Checked:
    """Read the whole log again and compare it with every checkpoint, ours and the witness's.

    Raises:
        Refused: The key is missing.
    """
    who = signer(may_begin=False)
    try:
        return _checked(who, witness)
    except Broken as broken:
        return Checked(0, 0, 0, str(broken))


def _checked(who: Signer, witness: Path) -> Checked:
    ours = read_notes("\n".join(_stored_notes()).encode()) if _stored_notes() else []
    notes = [*ours, *witnessed(witness)]
    for note in notes:
        check_signature(note, read_key(_key_for(note, who)))
    sizes = {note.size for note in notes}
    roots = dict(_roots(sizes))
    size = max(roots, default=0)
    for note in notes:
        if roots.get(note.size) != note.root and note.origin == who.origin:
            raise Broken(_sentence(note, size))
    lost = sum(roots.get(note.size) != note.root for note in notes)
    if (missing := _left_out()) > 0:
        raise Broken(f"{missing} entries stand between others without a place in the log.")
    return Checked(size, len(notes), lost)


def _sentence(note: Note, size: int) -> str:
    if note.size > size:
        return f"A checkpoint of {note.at} knows {note.size} lines; only {size} are left."
    return f"The first {note.size} lines are not those that were signed at {note.at}."


def _key_for(note: Note, who: Signer) -> str:
    """Return our key under the name that the log had when the note was signed."""
    stem = who.origin.rpartition("/")[0]
    name = note.origin if note.origin.startswith(f"{stem}/") else who.origin
    return Signer(name, who.secret).public


def _stored_notes() -> list[str]:
    return list(AuditCheckpoint.objects.order_by("id").values_list("note", flat=True))


def _roots(sizes: set[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the root at each wanted size, and at the end, from the entries themselves.

    Raises:
        Broken: An entry is gone or is not the one whose hash was kept.
    """
    frontier = Frontier()
    yield 0, frontier.root()
    for row in _lines():
        *entry, index, kept = row
        if entry[0] is None:
            raise Broken(f"The entry of line {index} is gone.")
        leaf = leaf_hash(logged(tuple(entry)).line())
        if index != frontier.size or leaf != bytes(kept):
            raise Broken(f"Line {index} of the log was changed.")
        frontier.add(leaf)
        if frontier.size in sizes:
            yield frontier.size, frontier.root()
    yield frontier.size, frontier.root()


def _lines() -> Iterator[tuple[Any, ...]]:
    begin = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_LINES, [begin, begin + _AT_ONCE])
            rows = cursor.fetchall()
        yield from rows
        if not rows:
            return
        begin += _AT_ONCE


def _left_out() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_LEFT_OUT)
        return int(cursor.fetchone()[0])


def answer_checks(*, witness: Path, at: datetime) -> int:
    """Do the checks that somebody asked for and return how many there were."""
    asked = list(AuditCheck.objects.filter(ended_at=None).order_by("id"))
    for row in asked:
        AuditCheck.objects.filter(pk=row.pk).update(begun_at=at)
        found = check_log(witness)
        with transaction.atomic():
            AuditCheck.objects.filter(pk=row.pk).update(
                ended_at=at, size=found.size, fault=found.fault
            )
    return len(asked)
