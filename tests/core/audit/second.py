"""The second verifier: pymerkle for the trees, and a few lines of our own around it.

It shares nothing with ``doorstep.audit.verifier`` but the description of the formats.
"""

import base64
import hashlib
import io
import json
import zipfile

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pymerkle import InmemoryTree
from pymerkle.core import _inclusion_path_layout
from pymerkle.hasher import MerkleHasher
from pymerkle.proof import InclusionProof, InvalidProof, verify_inclusion

EXPECTED = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    InvalidProof,
    InvalidSignature,
)
"""What a changed input makes this verifier say."""


def tree_of(lines) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for line in lines:
        tree.append_entry(line)
    return tree


def read_note(text: str, key: str) -> tuple[int, bytes, str]:
    """Return size, root and time of a note that the key signed."""
    body, _, rest = text.partition("\n\n")
    origin, size, root, at = body.split("\n")
    public = base64.b64decode(key.strip().split("+", 2)[2])[1:]
    start = f"— {origin} "
    if not (rest.startswith(start) and rest.endswith("\n") and rest.count("\n") == 1):
        raise ValueError(rest)
    coded = rest[len(start) : -1]
    sealed = base64.b64decode(coded, validate=True)
    if base64.b64encode(sealed).decode() != coded:
        raise ValueError(coded)
    named = hashlib.sha256(origin.encode() + b"\n\x01" + public).digest()[:4]
    if sealed[:4] != named:
        raise ValueError("key")
    Ed25519PublicKey.from_public_bytes(public).verify(sealed[4:], f"{body}\n".encode())
    return int(size), base64.b64decode(root), at


def log_is_sound(log: bytes, note: str, key: str) -> bool:
    """Say whether a log is exactly what was signed."""
    try:
        size, root, _ = read_note(note, key)
    except EXPECTED:
        return False
    lines = log.split(b"\n")
    if lines.pop() != b"" or len(lines) != size:
        return False
    return tree_of(lines).get_root() == root


def pack_is_sound(files: dict[str, bytes], key: str) -> bool:
    """Say whether a pack is exactly what was exported."""
    try:
        _require_sound(files, key)
    except EXPECTED:
        return False
    return True


def container_is_sound(content: bytes) -> dict[str, bytes] | None:
    """Return the files of a container that was written as we write it, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # whatever a damaged container makes zipfile raise
        return None
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as archive:
        for name, body in sorted(files.items()):
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, body)
    return files if again.getvalue() == content else None


def _require_sound(files: dict[str, bytes], key: str) -> None:
    proofs = {"export.json", "proofs.jsonl", "checkpoint.txt", "earlier.txt", "consistency.json"}
    manifest = _exact(files["manifest.json"])
    digests = {
        name: hashlib.sha256(body).hexdigest()
        for name, body in files.items()
        if name not in proofs and name != "manifest.json"
    }
    if manifest["files"] != digests:
        raise ValueError("manifest")
    size, root, at = read_note(files["checkpoint.txt"].decode(), key)
    old_size, old_root, old_at = read_note(files["earlier.txt"].decode(), key)
    span = _exact(files["consistency.json"])
    if (span["from"], span["to"]) != (old_size, size) or at < old_at:
        raise ValueError("span")
    _consistent(old_size, old_root, size, root, span["path"])
    told = _exact(files["export.json"])
    if told["entry"]["details"]["manifest"] != hashlib.sha256(files["manifest.json"]).hexdigest():
        raise ValueError("export")
    _included(_written(told["entry"]), told["index"], size, root, told["path"])
    lines, shown = files["entries.jsonl"].split(b"\n"), files["proofs.jsonl"].split(b"\n")
    if lines.pop() or shown.pop() or len(lines) != len(shown):
        raise ValueError("lines")
    order = [-1]
    for line, proof in zip(lines, map(_exact, shown), strict=True):
        order.append(proof["index"])
        _included(line, proof["index"], size, root, proof["path"])
    if order != sorted(set(order)) or order[-1] >= told["index"]:
        raise ValueError("order")


def _included(line: bytes, index: int, size: int, root: bytes, path: list[str]) -> None:
    leaf = hashlib.sha256(b"\0" + line).digest()
    rule, _ = _inclusion_path_layout(index + 1, size)
    proof = InclusionProof("sha256", True, size, index + 1, rule, [leaf, *_hashes(path)])
    verify_inclusion(leaf, root, proof)


def _consistent(old: int, old_root: bytes, new: int, new_root: bytes, path: list[str]) -> None:
    """Read a proof of growth as RFC 6962 defines it, from its end; pymerkle has a longer form."""
    left = _hashes(path)
    hasher = MerkleHasher("sha256")

    def roots(before: int, size: int, *, is_known: bool) -> tuple[bytes, bytes]:
        if before == size:
            whole = old_root if is_known else left.pop()
            return whole, whole
        middle = 1 << ((size - 1).bit_length() - 1)
        beside = left.pop()
        if before <= middle:
            was, is_now = roots(before, middle, is_known=is_known)
            return was, hasher.hash_pair(is_now, beside)
        was, is_now = roots(before - middle, size - middle, is_known=False)
        return hasher.hash_pair(beside, was), hasher.hash_pair(beside, is_now)

    if not 1 <= old <= new or roots(old, new, is_known=True) != (old_root, new_root) or left:
        raise ValueError("growth")


def _hashes(path: list[str]) -> list[bytes]:
    if any(each != each.lower() or len(each) != 64 for each in path):
        raise ValueError("hash")
    return [bytes.fromhex(each) for each in path]


def _exact(content: bytes) -> dict:
    found = json.loads(content)
    if _written(found) != content:
        raise ValueError("form")
    return found


def _written(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
