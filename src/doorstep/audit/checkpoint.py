"""What is signed about a log, and in which form does it travel?

A note in the text form of C2SP (tlog-checkpoint, signed-note): the log's name, how many lines it
has, the root over them, and, as a further line, when. Five lines that can be printed, mailed or
written into somebody else's book.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ED25519: Final = b"\x01"
"""How the notes call this kind of signature."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log was at an instant.

    Attributes:
        origin: Name of the log; no blanks and no plus sign.
        size: How many lines it had.
        root: The root over them.
        at: When that was, in whole seconds.
    """

    origin: str
    size: int
    root: bytes
    at: datetime

    def __post_init__(self) -> None:
        """Refuse what could not be read back.

        Raises:
            ValueError: The name does not fit into a note, or the root is no SHA-256.
        """
        if not self.origin or set(self.origin) & set(" +\n\r\t"):
            raise ValueError(f"a log cannot be called {self.origin!r}")
        if len(self.root) != hashlib.sha256().digest_size or self.size < 0:
            raise ValueError("a checkpoint needs a size and a root of 32 bytes")

    def text(self) -> str:
        """Return what is signed."""
        at = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n{at}\n"


def signed_note(checkpoint: Checkpoint, private_key: bytes) -> str:
    """Return a checkpoint with its signature.

    Args:
        checkpoint: What the log is.
        private_key: Raw Ed25519 key, 32 bytes.
    """
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    text = checkpoint.text()
    public = key.public_key().public_bytes_raw()
    sealed = _key_hash(checkpoint.origin, public) + key.sign(text.encode())
    return f"{text}\n— {checkpoint.origin} {base64.b64encode(sealed).decode()}\n"


def verifier_key(origin: str, private_key: bytes) -> str:
    """Return the public key in the form in which it is given to those who check: one line."""
    public = Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()
    coded = base64.b64encode(_ED25519 + public).decode()
    return f"{origin}+{_key_hash(origin, public).hex()}+{coded}"


def _key_hash(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]
