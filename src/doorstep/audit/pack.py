"""What is put into an evidence pack, and in which form?"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from doorstep.audit.entry import canonical

FORMAT: Final = "doorstep-evidence-1"


@dataclass(frozen=True, slots=True)
class ProvenLine:
    """A line of the log with what shows that it stands there.

    Attributes:
        line: Its bytes.
        index: Its place in the log, from 0.
        path: The inclusion proof, bottom up, in the tree of the pack's checkpoint.
    """

    line: bytes
    index: int
    path: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Growth:
    """Two signed checkpoints and what shows that the log only grew between them.

    Attributes:
        earlier: The last one before the export; by now somebody else holds it.
        earlier_size: Its lines.
        later: The one in which the pack's lines are proven.
        later_size: Its lines.
        path: The consistency proof.
    """

    earlier: str
    earlier_size: int
    later: str
    later_size: int
    path: Sequence[bytes]


def with_manifest(
    subject: str, made_at: datetime, content: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return files with a manifest that names each by its hash."""
    digests = {name: hashlib.sha256(body).hexdigest() for name, body in content.items()}
    manifest = {
        "format": FORMAT, "subject": subject, "made_at": made_at.isoformat(), "files": digests,
    }  # fmt: skip
    return {**content, "manifest.json": canonical(manifest)}


def manifest_digest(files: Mapping[str, bytes]) -> str:
    """Return what the log is told about files that have a manifest."""
    return hashlib.sha256(files["manifest.json"]).hexdigest()


def proof_files(
    entries: Sequence[ProvenLine], told: ProvenLine, growth: Growth
) -> dict[str, bytes]:
    """Return what shows that a pack is in the log.

    Args:
        entries: The lines of ``entries.jsonl``, in their order.
        told: The line that tells of the pack.
        growth: The checkpoints.
    """
    proofs = [{"index": each.index, "path": _hex(each.path)} for each in entries]
    span = {"from": growth.earlier_size, "to": growth.later_size, "path": _hex(growth.path)}
    return {
        "proofs.jsonl": lines_of(canonical(each) for each in proofs),
        "export.json": canonical(
            {"entry": json.loads(told.line), "index": told.index, "path": _hex(told.path)}
        ),
        "checkpoint.txt": growth.later.encode(),
        "earlier.txt": growth.earlier.encode(),
        "consistency.json": canonical(span),
    }


def lines_of(lines: Iterable[bytes]) -> bytes:
    """Return lines as the content of one file."""
    return b"".join(line + b"\n" for line in lines)


def _hex(path: Sequence[bytes]) -> list[str]:
    return [step.hex() for step in path]
