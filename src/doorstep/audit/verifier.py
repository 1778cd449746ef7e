"""Is this log, or this evidence pack, what was signed? A small program that trusts nobody.

It needs Python and the package "cryptography", and nothing else of Doorstep: no store, no desk, no
network, none of the code that made what it checks. ``doorstep verify`` calls it.

It takes for granted SHA-256, Ed25519, and the key that you give it. A pack carries the key that it
was signed with; so without a key of your own you learn that the pack agrees with itself.
"""

import base64
import hashlib
import io
import json
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Files = dict[str, bytes]

PROOF_FILES = ("export.json", "proofs.jsonl", "checkpoint.txt", "earlier.txt", "consistency.json")
"""What shows that the rest of a pack is in the log; everything else is named by the manifest."""


class Broken(Exception):
    """Something is not what was signed; the message says what, in one sentence."""


_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError,
    OSError, RuntimeError, LookupError, ValueError, OverflowError,
)  # fmt: skip


def _leaf(line: bytes) -> bytes:
    return hashlib.sha256(b"\0" + line).digest()


def _pair(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _sides(place: int, last: int, steps: int) -> list[bool] | None:
    """Say of each step up a tree whether it joins from the left (RFC 9162); None: no fit."""
    found = []
    for _ in range(steps):
        if last == 0:
            return None
        joins_left = bool(place & 1) or place == last
        while joins_left and not place & 1 and place:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
        found.append(joins_left)
    return found if last == 0 else None


def _climb(start: bytes, path: Sequence[bytes], sides: Sequence[bool]) -> bytes:
    for step, joins_left in zip(path, sides, strict=True):
        start = _pair(step, start) if joins_left else _pair(start, step)
    return start


def check_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Say whether a path leads from a leaf at an index to the root of a tree of some size."""
    sides = _sides(index, size - 1, len(path)) if 0 <= index < size else None
    return sides is not None and _climb(leaf, path, sides) == root


def check_consistency(
    old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Say whether a path shows that the tree of ``new`` leaves begins with that of ``old``."""
    if not 1 <= old < new:
        return 1 <= old == new and not path and old_root == new_root
    start, *steps = [old_root, *path] if old & (old - 1) == 0 else list(path) or [b""]
    shared = ((old - 1) ^ old).bit_length() - 1
    sides = _sides((old - 1) >> shared, (new - 1) >> shared, len(steps))
    if sides is None:
        return False
    inner = [step for step, joins_left in zip(steps, sides, strict=True) if joins_left]
    is_old = _climb(start, inner, [True] * len(inner)) == old_root
    return is_old and _climb(start, steps, sides) == new_root


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint that was read and not yet believed; ``sealed`` is over exactly ``text``."""

    origin: str
    size: int
    root: bytes
    at: str
    text: str
    sealed: bytes


def read_notes(content: bytes) -> list[Note]:
    """Read one checkpoint, or several with an empty line between them.

    Raises:
        Broken: It is not exactly the form in which checkpoints are written.
    """
    try:
        lines = content.decode().split("\n")
    except UnicodeDecodeError as error:
        raise Broken("A checkpoint is not text.") from error
    found = []
    for begin in range(0, len(lines), 7):
        part = lines[begin : begin + 7]
        if len(part) != 7 or part[4] or part[6]:
            raise Broken("A checkpoint is incomplete or has lines that do not belong there.")
        found.append(_note(part))
    return found


def _note(part: list[str]) -> Note:
    origin, size, root, at = part[:4]
    dash, _, rest = part[5].partition(" ")
    name, _, sealed = rest.partition(" ")
    is_number = size.isascii() and size.isdigit() and str(int(size)) == size
    if dash != "—" or name != origin or not is_number:
        raise Broken("A checkpoint is not in the form in which checkpoints are written.")
    text = "\n".join(part[:4]) + "\n"
    return Note(origin, int(size), _coded(root, 32), at, text, _coded(sealed, 68))


def _coded(text: str, length: int) -> bytes:
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Broken("A checkpoint holds something that is not base64.") from error
    if len(found) != length or base64.b64encode(found).decode() != text:
        raise Broken("A hash or signature of a checkpoint does not have the right form.")
    return found


@dataclass(frozen=True, slots=True)
class Key:
    """The public key of a log, and the four bytes by which signatures name it."""

    name: str
    hash: bytes
    public: bytes


def read_key(text: str) -> Key:
    """Read a key: the log's name, eight hex digits and base64, joined by plus signs.

    Raises:
        Broken: It is not in that form.
    """
    name, _, rest = text.strip().partition("+")
    digits, _, coded = rest.partition("+")
    body = _coded(coded, 33)
    expected = hashlib.sha256(name.encode() + b"\n" + body).digest()[:4]
    if body[0] != 1 or digits != expected.hex():
        raise Broken("The key is not in the form in which keys are given.")
    return Key(name, expected, body[1:])


def check_signature(note: Note, key: Key) -> None:
    """Pass a checkpoint that the key signed.

    Raises:
        Broken: Another key did, or none.
    """
    if note.origin != key.name or note.sealed[:4] != key.hash:
        raise Broken(f"The checkpoint of {note.size} lines is signed with another key.")
    try:
        public = Ed25519PublicKey.from_public_bytes(key.public)
        public.verify(note.sealed[4:], note.text.encode())
    except InvalidSignature as error:
        raise Broken(f"The signature of the checkpoint of {note.size} lines is wrong.") from error


def verify_log(log: Iterable[bytes], notes: bytes, key_text: str) -> str:
    """Check every line of a log against every checkpoint, and say what was found.

    Raises:
        Broken: A line was changed, added, left out or moved, or a checkpoint is not genuine.
    """
    key, expected = read_key(key_text), read_notes(notes)
    previous = (-1, "")
    for note in expected:
        check_signature(note, key)
        if note.size < previous[0] or note.at < previous[1]:
            raise Broken(f"The checkpoints go backwards at {note.size} lines.")
        previous = (note.size, note.at)
    wanted = {note.size: note.root for note in expected}
    if any(wanted[note.size] != note.root for note in expected):
        raise Broken("Two checkpoints of one size have different roots: the log was forked.")
    lines = _roots_as_expected(log, wanted)
    if lines != previous[0]:
        raise Broken(f"The log has {lines} lines; its last checkpoint has {previous[0]}.")
    return f"{lines} lines, {len(expected)} checkpoint(s), the last of {expected[-1].at}."


def _roots_as_expected(log: Iterable[bytes], wanted: dict[int, bytes]) -> int:
    """Read a log line by line; at each size of a checkpoint compare the root."""
    peaks: list[bytes] = []
    size = 0
    _compare(size, peaks, wanted)
    for line in log:
        if not line.endswith(b"\n"):
            raise Broken("The last line of the log is cut off.")
        found, place = _leaf(line[:-1]), size
        while place & 1:
            found, place = _pair(peaks.pop(), found), place >> 1
        peaks.append(found)
        size += 1
        _compare(size, peaks, wanted)
    return size


def _compare(size: int, peaks: list[bytes], wanted: dict[int, bytes]) -> None:
    if size not in wanted:
        return
    root = peaks[-1] if peaks else hashlib.sha256().digest()
    for peak in reversed(peaks[:-1]):
        root = _pair(peak, root)
    if root != wanted[size]:
        raise Broken(f"The first {size} lines are not those that were signed.")


def read_pack(place: Path) -> Files:
    """Read a pack, packed or not."""
    if place.is_dir():
        found = [each for each in place.rglob("*") if not each.is_dir()]
        return {each.relative_to(place).as_posix(): each.read_bytes() for each in found}
    return unpacked(place.read_bytes())


def unpacked(content: bytes) -> Files:
    """Return the files of a packed pack.

    Raises:
        Broken: It is none, or holds anything beside its files.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except _DAMAGE as error:
        raise Broken("The pack cannot be opened: its container is damaged.") from error
    if packed(files) != content:
        raise Broken("The container of the pack was changed.")
    return files


def packed(files: Files) -> bytes:
    """Return files as one archive; the same files always give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.create_version, entry.extract_version = 3, 20, 20
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return target.getvalue()


def verify_pack(files: Files, key_text: str = "", witness: bytes = b"") -> str:
    """Check an evidence pack, and say what was found.

    Without a key the pack's own is taken. One of the checkpoints of a witness must be in the pack.

    Raises:
        Broken: Something in it was changed, added, left out or moved.
    """
    manifest = _check_manifest(files)
    key = read_key(key_text or _part(files, "key.txt").decode(errors="replace"))
    checkpoint = _signed(files, "checkpoint.txt", key)
    earlier = _signed(files, "earlier.txt", key)
    _check_growth(files, earlier, checkpoint)
    exported = _check_export(files, checkpoint)
    count = _check_entries(files, checkpoint, exported)
    kept = read_notes(witness) if witness else []
    for note in kept:
        check_signature(note, key)
    if kept and not {earlier.text, checkpoint.text} & {note.text for note in kept}:
        raise Broken("No checkpoint of the pack is among those that were kept elsewhere.")
    return (
        f"{manifest['subject']}: {len(files)} files, {count} log entries, "
        f"log of {checkpoint.size} lines as of {checkpoint.at}."
    )


def _check_manifest(files: Files) -> dict[str, Any]:
    """Compare every file with the manifest, and the manifest with what the log says of it."""
    manifest = _canonical(_part(files, "manifest.json"), "manifest.json")
    named = manifest.get("files")
    if manifest.get("format") != "doorstep-evidence-1" or not isinstance(named, dict):
        raise Broken("The manifest is not of a kind that this program knows.")
    present = set(files) - {"manifest.json", *PROOF_FILES}
    if missing := sorted(set(named) - present):
        raise Broken(f"Missing from the pack: {missing[0]}.")
    if strange := sorted(present - set(named)):
        raise Broken(f"Not in the manifest: {strange[0]}.")
    for name, digest in named.items():
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise Broken(f"{name} is not the file that was exported.")
    return manifest


def _check_export(files: Files, checkpoint: Note) -> int:
    """Check that the log tells of this very pack; return where."""
    body = _canonical(_part(files, "export.json"), "export.json")
    entry, index, path = body.get("entry"), body.get("index"), _path(body.get("path"))
    if not isinstance(entry, dict) or not isinstance(index, int):
        raise Broken("export.json is not in the form in which it is written.")
    if not check_inclusion(_leaf(_written(entry)), index, checkpoint.size, path, checkpoint.root):
        raise Broken("The log does not tell of this export.")
    details = entry.get("details")
    digest = hashlib.sha256(files["manifest.json"]).hexdigest()
    if not isinstance(details, dict) or details.get("manifest") != digest:
        raise Broken("The manifest is not the one that the log tells of.")
    return index


def _check_entries(files: Files, checkpoint: Note, exported: int) -> int:
    lines = _split(_part(files, "entries.jsonl"), "entries.jsonl")
    proofs = _split(_part(files, "proofs.jsonl"), "proofs.jsonl")
    if len(lines) != len(proofs):
        raise Broken(f"There are {len(lines)} log entries and {len(proofs)} proofs.")
    previous = -1
    for line, raw in zip(lines, proofs, strict=True):
        body = _canonical(raw, "proofs.jsonl")
        index, path = body.get("index"), _path(body.get("path"))
        if not isinstance(index, int) or not previous < index < exported:
            raise Broken("The proofs are not in the order of the log.")
        if not check_inclusion(_leaf(line), index, checkpoint.size, path, checkpoint.root):
            raise Broken(f"The log does not hold the entry that is shown as its line {index}.")
        previous = index
    return len(lines)


def _check_growth(files: Files, earlier: Note, later: Note) -> None:
    body = _canonical(_part(files, "consistency.json"), "consistency.json")
    path = _path(body.get("path"))
    if (body.get("from"), body.get("to")) != (earlier.size, later.size) or later.at < earlier.at:
        raise Broken("The proof of growth is about other checkpoints.")
    if not check_consistency(earlier.size, earlier.root, later.size, later.root, path):
        raise Broken("The log did not only grow between the two checkpoints.")


def _signed(files: Files, name: str, key: Key) -> Note:
    notes = read_notes(_part(files, name))
    if len(notes) != 1:
        raise Broken(f"{name} holds more than one checkpoint.")
    check_signature(notes[0], key)
    return notes[0]


def _part(files: Files, name: str) -> bytes:
    if name not in files:
        raise Broken(f"Missing from the pack: {name}.")
    return files[name]


def _split(content: bytes, name: str) -> list[bytes]:
    if content and not content.endswith(b"\n"):
        raise Broken(f"The last line of {name} is cut off.")
    return content.split(b"\n")[:-1]


def _canonical(content: bytes, name: str) -> dict[str, Any]:
    """Read an object that is in the one form there is, so that no bit is without weight."""
    try:
        found = json.loads(content)
        is_same = _written(found) == content
    except (ValueError, RecursionError) as error:
        raise Broken(f"{name} cannot be read.") from error
    if not is_same or not isinstance(found, dict):
        raise Broken(f"{name} is not in the form in which it is written.")
    return found


def _written(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _path(value: object) -> list[bytes]:
    hashes = [str(each) for each in value] if isinstance(value, list) else [""]
    if not all(re.fullmatch("[0-9a-f]{64}", each) for each in hashes):
        raise Broken("The path of a proof holds something that is no hash.")
    return [bytes.fromhex(each) for each in hashes]
