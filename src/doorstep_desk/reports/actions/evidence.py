"""How does evidence about a case leave the house?"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction

from doorstep.audit.pack import lines_of, manifest_digest, proof_files, with_manifest
from doorstep_desk.audit.actions import record
from doorstep_desk.audit.jobs import keep_log, require_settled
from doorstep_desk.audit.proofs import (
    CheckpointSeen,
    checkpoint_before,
    growth_between,
    line_of,
    lines_about,
    proven,
)
from doorstep_desk.audit.queries import newest_entry_of
from doorstep_desk.audit.signing import signer
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.reports.packs.records import record_files

_TEXTS: Final = Path(__file__).parent.parent / "packs"


@dataclass(frozen=True, slots=True)
class Pack:
    """An evidence pack that was made.

    Attributes:
        files: Its files by name.
        entries: How many log entries it proves.
        size: Lines of the log at its checkpoint.
    """

    files: dict[str, bytes]
    entries: int
    size: int


def export_evidence(*, actor: Actor, case_id: int, witness: Path, at: datetime) -> Pack:
    """Make the evidence pack of a case; the log tells of it before it leaves.

    Runs in a batch process, outside any transaction: the log has to be signed in between.

    Args:
        actor: In whose name.
        case_id: The case.
        witness: Folder of the witness.
        at: When.

    Raises:
        Refused: The actor may not, there is no such case for them, the log cannot be signed, or
            something still being written keeps the export out of it; nothing is handed out.
    """
    actor.require("evidence.export")
    subject = f"case:{case_id}"
    with acting_as(actor):
        records = record_files(actor, case_id)
    keep_log(witness=witness, at=at)
    earlier = checkpoint_before(2**62)
    lines = lines_about([subject], earlier.size)
    files = with_manifest(subject, at, records | _content([line for _, line in lines]))
    with acting_as(actor):
        told = _tell(actor=actor, subject=subject, files=files, at=at)
    signed = require_settled(witness=witness, at=at, entry=told)
    later = CheckpointSeen(signed.origin, signed.size, bytes(signed.root), signed.at, signed.note)
    export = proven([line_of(told)], later.size)[0]
    shown = proof_files(proven(lines, later.size), export, growth_between(earlier, later))
    return Pack({**files, **shown}, len(lines), later.size)


def _content(lines: list[bytes]) -> dict[str, bytes]:
    return {
        "entries.jsonl": lines_of(lines),
        "key.txt": f"{signer(may_begin=False).public}\n".encode(),
        "README.zh.txt": (_TEXTS / "readme.zh.txt").read_bytes(),
        "README.en.txt": (_TEXTS / "readme.en.txt").read_bytes(),
    }


@transaction.atomic
def _tell(*, actor: Actor, subject: str, files: dict[str, bytes], at: datetime) -> UUID:
    record(
        at=at, actor=actor, verb="evidence.exported", subject=subject,
        manifest=manifest_digest(files), files=len(files),
    )  # fmt: skip
    return UUID(newest_entry_of(subject))
