"""How does the office open what a phone closed to it?

An ephemeral P-256 key agreement, HKDF-SHA-256, AES-256-GCM, as ``web/field/store/sealing.ts`` does
it. What is opened was closed for this name and no other.
"""

from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from doorstep_desk.plumbing.encryption import SealBrokenError
from doorstep_desk.plumbing.keys import current_keys

POINT_BYTES: Final = 65
NONCE_BYTES: Final = 12
_LABEL: Final = b"doorstep-outbox-1"
_CURVE: Final = ec.SECP256R1()


def sealing_key() -> tuple[str, bytes]:
    """Return id and public point of the key that phones close their records to now."""
    key_id = current_keys().sealing_active
    return key_id.hex(), point_of(_private(current_keys().sealing[key_id]))


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the uncompressed public point of a key."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def open_sealed(key_id: str, name: str, sealed: bytes) -> bytes:
    """Open what was closed to one of the office's keys under a name.

    Raises:
        SealBrokenError: The key is not here, or the bytes were altered or closed for another name.
    """
    try:
        number = current_keys().sealing.get(bytes.fromhex(key_id))
    except ValueError:
        number = None
    if number is None:
        raise SealBrokenError("the sealing key is not among this store's keys")
    return open_with(_private(number), name, sealed)


def open_with(key: ec.EllipticCurvePrivateKey, name: str, sealed: bytes) -> bytes:
    """Open what was closed to a key under a name.

    Raises:
        SealBrokenError: As for ``open_sealed``.
    """
    point, rest = sealed[:POINT_BYTES], sealed[POINT_BYTES:]
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
        secret = key.exchange(ec.ECDH(), theirs)
        box = AESGCM(agreed_key(secret, point, point_of(key)))
        return box.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], name.encode())
    except (ValueError, InvalidTag) as error:
        raise SealBrokenError("what was closed to the office does not open") from error


def agreed_key(secret: bytes, point: bytes, office: bytes) -> bytes:
    """Return the key that both sides come to, from the shared secret and both points."""
    info = _LABEL + point + office
    return HKDF(algorithm=SHA256(), length=32, salt=b"", info=info).derive(secret)


@lru_cache(maxsize=8)
def _private(number: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(number, "big"), _CURVE)
