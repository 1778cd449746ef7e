"""What happens by itself to the log: entries get their place, and what it is gets signed."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from doorstep.audit.checkpoint import Checkpoint, signed_note
from doorstep.audit.entry import LoggedEntry
from doorstep.audit.tree import Node, frontier_at, leaf_hash, root_at
from doorstep.audit.verifier import Broken
from doorstep_desk.audit.errors import not_settled, witness_disagrees
from doorstep_desk.audit.models import AuditCheckpoint, AuditLeaf
from doorstep_desk.audit.signing import signer
from doorstep_desk.audit.stored_tree import BLOCK_LEVEL, StoredTree
from doorstep_desk.audit.witness import hand_to_witness, last_witnessed, witnessed
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.locks import lock_for_transaction

SIGN_AFTER: Final = timedelta(seconds=50)
"""A log that did not grow is signed again after so long: no checkpoint is older than a minute."""

_AT_ONCE: Final = 5000

_NEXT: Final = """
WITH last AS (
    SELECT e.era, e.transaction_number, e.position
      FROM audit_leaf l JOIN audit_entry e ON e.id = l.entry_id
     ORDER BY l.index DESC LIMIT 1
)
SELECT id, at, actor, verb, subject, details::text, organisation_id FROM audit_entry e
 WHERE (NOT EXISTS (SELECT 1 FROM last) OR (era, transaction_number, position) >
        (SELECT era, transaction_number, position FROM last))
   AND (era < audit_present_era()
        OR transaction_number < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
 ORDER BY era, transaction_number, position
 LIMIT %s
"""
"""The entries that follow the last one in the tree and that nothing can still come before."""


def sequence_entries(limit: int = _AT_ONCE) -> int:
    """Give the next entries their place in the tree and return how many got one.

    Only one process does so at a time. An entry is left for later while a transaction is open
    that might still add one before it, so none is ever skipped and no number is left out.
    """
    with transaction.atomic():
        lock_for_transaction("audit.sequence")
        with connection.cursor() as cursor:
            cursor.execute(_NEXT, [limit])
            rows = cursor.fetchall()
        if rows:
            _grow(rows)
    return len(rows)


def _grow(rows: list[tuple[Any, ...]]) -> None:
    frontier = frontier_at(log_size(), StoredTree().subtree)
    begin, nodes = frontier.size, []
    leaves = []
    for row in rows:
        leaf = leaf_hash(logged(row).line())
        nodes += [node for node in frontier.add(leaf) if node.level >= BLOCK_LEVEL]
        leaves.append(leaf)
    places = ((begin + n, row[0], leaves[n]) for n, row in enumerate(rows))
    copy_rows("audit_leaf", ["index", "entry_id", "hash"], places)
    copy_rows("audit_node", ["level", "index", "hash"], _stored(nodes))


def _stored(nodes: list[Node]) -> Iterator[tuple[int, int, bytes]]:
    return ((node.level, node.index, node.hash) for node in nodes)


def logged(row: tuple[Any, ...]) -> LoggedEntry:
    """Return a row (id, at, actor, verb, subject, details as text, organisation) as an entry."""
    key, at, actor, verb, subject, details, organisation = row
    return LoggedEntry(key, at, actor, verb, subject, json.loads(details), organisation)


def log_size() -> int:
    """Return how many entries have their place."""
    last = AuditLeaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


@transaction.atomic
def sign_checkpoint(*, at: datetime) -> AuditCheckpoint | None:
    """Sign what the log is, if it grew or the last checkpoint has become old.

    Raises:
        Refused: The key that signed so far is not there.
    """
    lock_for_transaction("audit.sequence")
    who, size = signer(), log_size()
    newest = AuditCheckpoint.objects.order_by("-id").first()
    if newest is not None:
        at = max(at, newest.at)
        is_same = newest.size == size and newest.origin == who.origin
        if is_same and at - newest.at < SIGN_AFTER:
            return None
    whole = at.astimezone(UTC).replace(microsecond=0)
    root = root_at(size, StoredTree().subtree)
    note = signed_note(Checkpoint(who.origin, size, root, whole), who.secret)
    return AuditCheckpoint.objects.create(
        origin=who.origin, size=size, root=root, at=whole, note=note
    )


def keep_log(*, witness: Path, at: datetime) -> AuditCheckpoint | None:
    """Do once what has to be done every minute: place, sign, and hand to the witness.

    Raises:
        Refused: The key is missing, or the witness knows another log; nothing is signed then.
    """
    require_same_log(witness)
    while sequence_entries() == _AT_ONCE:
        pass
    made = sign_checkpoint(at=at)
    _hand_over(witness)
    return made


def require_settled(*, witness: Path, at: datetime, entry: UUID) -> AuditCheckpoint:
    """Sign a checkpoint that covers an entry, and return it.

    Raises:
        Refused: Something is open that keeps the entry out of the tree; or as ``keep_log``.
    """
    keep_log(witness=witness, at=at)
    newest = AuditCheckpoint.objects.order_by("-id").first()
    leaf = AuditLeaf.objects.filter(entry_id=entry).first()
    if newest is None or leaf is None or leaf.index >= newest.size:
        raise not_settled()
    return newest


def require_same_log(witness: Path) -> None:
    """Pass when the last checkpoint that the witness holds is one of this very log.

    Raises:
        Refused: It is not. After a restore the log has another name, and the witness may know
            more of the former one.
    """
    try:
        held = last_witnessed(witness)
    except Broken as broken:
        raise witness_disagrees(str(broken)) from broken
    if held is None or held.origin != signer().origin:
        return
    if held.size > log_size():
        raise witness_disagrees(f"it has seen {held.size} lines; there are {log_size()}.")
    if root_at(held.size, StoredTree().subtree) != held.root:
        raise witness_disagrees(f"its first {held.size} lines were others.")


def _hand_over(witness: Path) -> None:
    """Append what the witness has not got yet, to one file for each day and life of the log."""
    held = last_witnessed(witness)
    rows = AuditCheckpoint.objects.order_by("id")
    known = None if held is None else rows.filter(note__startswith=held.text).last()
    if known is not None:
        rows = rows.filter(pk__gt=known.pk)
        seen: set[str] = set()
    else:
        seen = {each.text for each in witnessed(witness)}
    by_file: dict[str, list[str]] = {}
    for row in rows:
        if row.note.partition("\n\n")[0] + "\n" not in seen:
            life = row.origin.rpartition("/")[2]
            by_file.setdefault(f"{row.at.date().isoformat()}-{life}", []).append(row.note)
    for name, notes in sorted(by_file.items()):
        hand_to_witness(witness, name, notes)
