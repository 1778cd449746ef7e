"""A small log, and a pack out of it; everything invented."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from doorstep.audit.checkpoint import Checkpoint, signed_note, verifier_key
from doorstep.audit.entry import LoggedEntry, canonical
from doorstep.audit.pack import (
    Growth,
    ProvenLine,
    lines_of,
    manifest_digest,
    proof_files,
    with_manifest,
)
from doorstep.audit.tree import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_at,
)

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
SECRET = bytes(range(32))
ORIGIN = "doorstep-log-1"
KEY = verifier_key(ORIGIN, SECRET)


def entry(number: int, **details) -> LoggedEntry:
    return LoggedEntry(
        id=UUID(int=number), at=AT + timedelta(seconds=number), actor="lin", verb="case.paused",
        subject=f"case:{number % 3}", details=details, organisation=1,
    )  # fmt: skip


def lines(count: int) -> list[bytes]:
    return [entry(number, n=number).line() for number in range(count)]


def subtrees(leaves: list[bytes]):
    """Return what gives the hash of each perfect subtree over some leaves."""

    def subtree(level: int, index: int) -> bytes:
        if level == 0:
            return leaves[index]
        return node_hash(subtree(level - 1, 2 * index), subtree(level - 1, 2 * index + 1))

    return subtree


def grown(leaves: list[bytes]) -> Frontier:
    frontier = Frontier()
    for leaf in leaves:
        frontier.add(leaf)
    return frontier


def note_of(size: int, log: list[bytes]) -> str:
    root = root_at(size, subtrees([leaf_hash(line) for line in log[:size]]))
    return signed_note(Checkpoint(ORIGIN, size, root, AT + timedelta(minutes=size)), SECRET)


def small_pack(before: int = 5) -> dict[str, bytes]:
    """Return a pack about ``case:1`` out of a log of a few lines."""
    log = lines(before)
    mine = [index for index in range(before) if f'"case:{1}"'.encode() in log[index]]
    content = {
        "key.txt": KEY.encode(),
        "entries.jsonl": lines_of(log[index] for index in mine),
        "records/cases.jsonl": lines_of([canonical({"number": "L1", "owed_fen": 100})]),
        "README.zh.md": "证据包\n".encode(),
    }
    files = with_manifest("case:1", AT, content)
    told = entry(before, manifest=manifest_digest(files))
    log.append(told.line())
    size = len(log)
    subtree = subtrees([leaf_hash(line) for line in log])

    def proven(index: int) -> ProvenLine:
        return ProvenLine(log[index], index, inclusion_proof(index, size, subtree))

    growth = Growth(
        note_of(before - 1, log), before - 1, note_of(size, log), size,
        consistency_proof(before - 1, size, subtree),
    )  # fmt: skip
    shown = proof_files([proven(i) for i in mine], proven(before), growth)
    return {**files, **shown}
