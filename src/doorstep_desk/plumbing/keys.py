"""Which secrets does this store use, and where do they lie?

Each lies in its own file below ``<data dir>/keys`` (0600, folder 0700), made at the first
start. In production each may come from the environment instead, base64 coded.
"""

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

KEY_BYTES: Final = 32
KEY_ID_BYTES: Final = 4

_RING: Final = "encryption"
_SEALING: Final = "sealing"
_SINGLE: Final = ("blind-index", "permit-signing", "django-secret")
_AUDIT: Final = "audit-signing"
"""Made once, when something is first signed with it; see ``audit/signing.py``."""

_VARIABLES: Final = {
    "encryption": "DOORSTEP_ENCRYPTION_KEYS",
    "sealing": "DOORSTEP_SEALING_KEYS",
    "blind-index": "DOORSTEP_BLIND_INDEX_KEY",
    "permit-signing": "DOORSTEP_PERMIT_SIGNING_KEY",
    "django-secret": "DOORSTEP_DJANGO_SECRET",
    _AUDIT: "DOORSTEP_AUDIT_SIGNING_KEY",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one store; never printed.

    Attributes:
        encryption: AES-256 keys by key id; old ones stay so that old rows can be read.
        active: Id of the key that new rows are written with.
        blind_index: HMAC key of the searchable fingerprints.
        permit_signing: Raw Ed25519 private key that signs permits.
        sealing: P-256 private numbers by key id, to which phones close what they write down; old
            ones stay, so that an old outbox opens.
        sealing_active: Id of the key that phones are given now.
    """

    encryption: Mapping[bytes, bytes] = field(repr=False)
    active: bytes
    blind_index: bytes = field(repr=False)
    permit_signing: bytes = field(repr=False)
    sealing: Mapping[bytes, bytes] = field(repr=False)
    sealing_active: bytes


def create_keys(data_dir: Path) -> None:
    """Make every key that is still missing; existing ones are never touched."""
    folder = data_dir / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _create(folder / _RING, f"{secrets.token_hex(KEY_ID_BYTES)} {_new_key()}\n")
    _create(folder / _SEALING, f"{secrets.token_hex(KEY_ID_BYTES)} {_new_number()}\n")
    for name in _SINGLE:
        _create(folder / name, f"{_new_key()}\n")


def load_keys(data_dir: Path) -> Keys:
    """Read the keys of a store, the environment first.

    Raises:
        ValueError: A key is missing or is not 32 bytes, base64 coded.
    """
    ring, sealing = _ring(data_dir, _RING), _ring(data_dir, _SEALING)
    return Keys(
        encryption=ring,
        active=list(ring)[-1],
        blind_index=_key(_text(data_dir, "blind-index"), "blind-index"),
        permit_signing=_key(_text(data_dir, "permit-signing"), "permit-signing"),
        sealing=sealing,
        sealing_active=list(sealing)[-1],
    )


def django_secret(data_dir: Path) -> str:
    """Return the secret that signs sessions.

    Before the first start there is none; a throw-away one lets tools load the settings.
    """
    if (data_dir / "keys" / "django-secret").exists() or _VARIABLES["django-secret"] in os.environ:
        return _text(data_dir, "django-secret")
    return secrets.token_urlsafe(KEY_BYTES)


def audit_signing_key(data_dir: Path) -> bytes | None:
    """Return the raw Ed25519 key that signs the audit log; None when there is none.

    Raises:
        ValueError: It is not 32 bytes, base64 coded.
    """
    if not ((data_dir / "keys" / _AUDIT).exists() or os.environ.get(_VARIABLES[_AUDIT])):
        return None
    return _key(_text(data_dir, _AUDIT), _AUDIT)


def create_audit_signing_key(data_dir: Path) -> None:
    """Make the key that signs the audit log; an existing one is never touched."""
    _create(data_dir / "keys" / _AUDIT, f"{_new_key()}\n")


def current_keys() -> Keys:
    """Return the keys of the store that this process works on."""
    # By its text: a path made anew for each of a hundred thousand fingerprints is dear.
    return _cached(os.fspath(settings.DOORSTEP_DATA_DIR))


@lru_cache(maxsize=4)
def _cached(data_dir: str) -> Keys:
    return load_keys(Path(data_dir))


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _new_number() -> str:
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.b64encode(number.to_bytes(KEY_BYTES, "big")).decode()


def _create(path: Path, content: str) -> None:
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails, and changes nothing, if another process was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _text(data_dir: Path, name: str) -> str:
    if given := os.environ.get(_VARIABLES[name]):
        return given.strip()
    path = data_dir / "keys" / name
    if not path.exists():
        raise ValueError(f"the key {name!r} is missing: expected it in {path}")
    return path.read_text(encoding="ascii").strip()


def _ring(data_dir: Path, name: str) -> dict[bytes, bytes]:
    lines = _text(data_dir, name).replace(",", "\n").split("\n")
    return dict(_ring_line(line, name) for line in lines)


def _ring_line(line: str, name: str) -> tuple[bytes, bytes]:
    key_id, _, key = line.replace(":", " ").strip().partition(" ")
    if len(key_id) != 2 * KEY_ID_BYTES:
        raise ValueError(f"a line of the {name} keys reads: eight hex digits, blank, key")
    return bytes.fromhex(key_id), _key(key, name)


def _key(text: str, name: str) -> bytes:
    key = base64.b64decode(text.strip())
    if len(key) != KEY_BYTES:
        raise ValueError(f"the key {name!r} must be {KEY_BYTES} bytes; it has {len(key)}")
    return key
