"""With which key is the log signed, and under which name?

The key is made when the first checkpoint is signed and never again: a new key in the place of a
lost one would let a rewritten log pass as the old one.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection

from doorstep.audit.checkpoint import verifier_key
from doorstep_desk.audit.errors import key_changed, key_missing
from doorstep_desk.audit.models import AuditCheckpoint
from doorstep_desk.plumbing.keys import audit_signing_key, create_audit_signing_key


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs the log.

    Attributes:
        origin: Name of the log; each restore of a backup begins another one.
        secret: Raw Ed25519 private key.
    """

    origin: str
    secret: bytes = field(repr=False)

    @property
    def public(self) -> str:
        """Return the public key as it is given to those who check."""
        return verifier_key(self.origin, self.secret)


def signer(*, may_begin: bool = True) -> Signer:
    """Return who signs; the key is made if nothing was ever signed.

    Args:
        may_begin: Whether a key may be made when there is none.

    Raises:
        Refused: The key that signed so far is not there, or another one lies in its place.
    """
    folder = Path(settings.DOORSTEP_DATA_DIR) / "keys"
    newest = AuditCheckpoint.objects.order_by("-id").first()
    secret = audit_signing_key(folder.parent)
    if secret is None:
        if newest is not None or not may_begin:
            raise key_missing(folder)
        create_audit_signing_key(folder.parent)
        secret = audit_signing_key(folder.parent)
    if secret is None:
        raise key_missing(folder)
    stem = f"doorstep/{_fingerprint(secret)}"
    if newest is not None and newest.origin.rpartition("/")[0] != stem:
        raise key_changed()
    return Signer(f"{stem}/{_present_era()}", secret)


def _fingerprint(secret: bytes) -> str:
    public = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    return hashlib.sha256(public).hexdigest()[:12]


def _present_era() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_present_era()")
        return int(cursor.fetchone()[0])
