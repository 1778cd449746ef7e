"""Is a stored model still what was signed when it was made?

Each version has a folder ``<data dir>/models/<head>/<version>`` with the model, its card, its
metrics and a manifest of their digests, signed by the store's key. A person can read and compare
the files; the table holds the same text, so a lost folder is written again.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from doorstep_desk.decisions.models import ModelVersion
from doorstep_desk.plumbing.keys import current_keys

PURPOSE: Final = b"doorstep model\n"
"""Stands before what is signed: the same key signs permits, and one is never the other."""


def plain(value: Any) -> Any:
    """Return data as a JSON column gives it back: no minus zero, no tuples."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value + 0.0 if isinstance(value, float) else value


def files_of(row: ModelVersion) -> dict[str, str]:
    """Return the text of each file of a version's folder but manifest and signature."""
    return {
        "model.json": row.body,
        "card.json": _text(row.card),
        "metrics.json": _text(row.metrics),
    }


def signed(row: ModelVersion) -> tuple[str, str]:
    """Return the manifest of a version and its signature, in hexadecimal digits."""
    digests = {name: _digest(text) for name, text in files_of(row).items()}
    manifest = _text(
        {
            "head": row.head, "version": row.version, "fitted_on": row.fitted_on.isoformat(),
            "data": row.input_hash, "files": digests,
        }
    )  # fmt: skip
    return manifest, _key().sign(PURPOSE + manifest.encode()).hex()


def faults_of(row: ModelVersion) -> list[str]:
    """Return what is wrong with a version: nothing, if all is as it was signed."""
    if not row.signature:
        return ["not signed"]
    try:
        _key().public_key().verify(bytes.fromhex(row.signature), PURPOSE + row.manifest.encode())
    except (InvalidSignature, ValueError):
        return ["signature"]
    promised = json.loads(row.manifest)
    named = (promised["head"], promised["version"], promised["data"])
    faults = [] if named == (row.head, row.version, row.input_hash) else ["manifest"]
    folder = folder_of(row)
    for name, text in files_of(row).items():
        digest = promised["files"][name]
        if _digest(text) != digest:
            faults.append(name)
        elif (folder / name).exists() and _digest((folder / name).read_text("utf-8")) != digest:
            faults.append(f"{name} in the folder")
    return faults


def folder_of(row: ModelVersion) -> Path:
    """Return where a version's folder lies."""
    return Path(settings.DOORSTEP_DATA_DIR) / "models" / row.head / row.version


def write_folder(row: ModelVersion) -> Path:
    """Write a version's folder, unless it is complete, and return where it lies."""
    folder = folder_of(row)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = files_of(row) | {"manifest.json": row.manifest, "signature.txt": row.signature + "\n"}
    for name, text in wanted.items():
        place = folder / name
        if place.exists():
            continue
        # A name of its own: another process may write the same version in the same moment.
        draft = place.with_name(f".{name}.{secrets.token_hex(4)}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(place)
    return folder


def checked_folder(agency_id: int, row_id: int) -> list[str]:
    """Write a version's folder where it is missing, and return what is wrong with the version."""
    row = ModelVersion.objects.get(agency_id=agency_id, pk=row_id)
    if not (faults := faults_of(row)):
        write_folder(row)
    return faults


def _text(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(current_keys().permit_signing)
