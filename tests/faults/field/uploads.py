"""Uploads that are cut at any byte, by a line, a crash or a disk, and then go on."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from django.db import transaction

from doorstep_desk.evidence.actions.take import Chunk, take_chunk
from doorstep_desk.evidence.files import Files
from doorstep_desk.evidence.models import Blob
from doorstep_desk.evidence.queries import blob_status
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused

CUTS = ("line", "crash", "disk", "other bytes", "none", "none", "none", "none")


class Crash(Exception):
    """The process dies after the bytes were written and before anything was committed."""


@dataclass
class Uploaded:
    """What the uploads came to."""

    uploads: int = 0
    complete: int = 0
    false: int = 0
    cuts: Counter = field(default_factory=Counter)


def uploads(actor: Actor, at: datetime, count: int, seed: int) -> Uploaded:
    """Cut uploads at random and go on; after each step ask whether "complete" is true."""
    told = Uploaded()
    for number in range(count):
        chance = np.random.default_rng([seed, number])
        content = chance.bytes(int(chance.integers(1, 40_000)))
        name = hashlib.sha256(content).hexdigest()
        for _ in range(200):
            cut = CUTS[chance.integers(len(CUTS))]
            told.cuts[cut] += 1
            _step(actor, at, name, content, cut, chance)
            told.false += _is_false(actor, name, content)
            if Blob.objects.filter(sha256=name).exclude(complete_at=None).exists():
                break
        told.uploads += 1
        told.complete += Files(actor.agency_id).is_whole(name, len(content))
    return told


def _step(
    actor: Actor, at: datetime, name: str, content: bytes, cut: str, chance: np.random.Generator
) -> None:
    is_known = Blob.objects.filter(sha256=name).exists()
    first = int(blob_status(actor, name)["have"]) if is_known else 0
    piece = content[first : first + int(chance.integers(1, 30_000))]
    if cut == "line":
        piece = piece[: int(chance.integers(0, len(piece) + 1))]
    if cut == "other bytes" and piece:
        piece = bytes([piece[0] ^ 1]) + piece[1:]
    if not piece:
        return
    try:
        with transaction.atomic():
            take_chunk(actor=actor, sha256=name, chunk=Chunk(first, len(content), piece), at=at)
            if cut == "crash":
                raise Crash
    except (Crash, Refused):
        pass
    draft = Files(actor.agency_id)._draft(name)
    if cut == "disk" and draft.exists():
        draft.write_bytes(draft.read_bytes()[: int(chance.integers(0, draft.stat().st_size + 1))])


def _is_false(actor: Actor, name: str, content: bytes) -> bool:
    row = Blob.objects.filter(sha256=name).first()
    if row is None or row.complete_at is None:
        return False
    final = Files(actor.agency_id).final(name)
    return not final.exists() or final.read_bytes() != content
