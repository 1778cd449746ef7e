"""How are names, phones and identity numbers stored so that the database cannot read them?

A cell holds key id (4 bytes), nonce (12) and AES-256-GCM ciphertext. Table, column and key id
are bound into the seal, so that a cell moved to another column does not open. A blind index is
an HMAC of the normalised value under its own key: equal values can be found, nothing else.
"""

import hashlib
import hmac
import secrets
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from doorstep_desk.plumbing.keys import KEY_ID_BYTES, current_keys

_NONCE_BYTES: Final = 12


class SealBrokenError(Exception):
    """A stored cell does not open: altered, moved, or written with a key we do not have."""


def encrypt(table: str, column: str, text: str) -> bytes:
    """Seal a text for one column, for rows written by COPY."""
    return seal(table, column, text.encode())


def seal(table: str, column: str, content: bytes) -> bytes:
    """Seal bytes for one column."""
    keys = current_keys()
    nonce = secrets.token_bytes(_NONCE_BYTES)
    cipher = AESGCM(keys.encryption[keys.active])
    sealed = cipher.encrypt(nonce, content, _bound(table, column, keys.active))
    return keys.active + nonce + sealed


def decrypt(table: str, column: str, cell: bytes) -> str:
    """Open a sealed text of one column.

    Raises:
        SealBrokenError: As for ``unseal``.
    """
    return unseal(table, column, cell).decode()


def unseal(table: str, column: str, cell: bytes) -> bytes:
    """Open a sealed cell of one column.

    Raises:
        SealBrokenError: The cell was altered, moved, or its key is not here.
    """
    key_id = cell[:KEY_ID_BYTES]
    nonce = cell[KEY_ID_BYTES : KEY_ID_BYTES + _NONCE_BYTES]
    sealed = cell[KEY_ID_BYTES + _NONCE_BYTES :]
    key = current_keys().encryption.get(key_id)
    if key is None:
        raise SealBrokenError(
            f"{table}.{column}: key {key_id.hex()} is not among this store's keys"
        )
    try:
        return AESGCM(key).decrypt(nonce, sealed, _bound(table, column, key_id))
    except InvalidTag:
        raise SealBrokenError(f"{table}.{column}: the cell was altered or moved") from None


def blind_index(purpose: str, value: str) -> bytes:
    """Return the 32-byte fingerprint by which a secret value can be found.

    Width, case, blanks and hyphens do not matter: ``139-1234 5678`` and ``１３９12345678`` agree.

    Args:
        purpose: What the value is, such as ``phone``; equal values of two purposes differ.
        value: The secret value.
    """
    plain = unicodedata.normalize("NFKC", value).upper()
    plain = "".join(plain.split()).replace("-", "")
    message = f"{purpose}\x1f{plain}".encode()
    return hmac.digest(current_keys().blind_index, message, "sha256")


def _bound(table: str, column: str, key_id: bytes) -> bytes:
    return f"{table}\x1f{column}\x1f".encode() + key_id


if TYPE_CHECKING:
    _Text = models.TextField[Any, Any]
    _Bytes = models.BinaryField[Any, Any]
else:
    _Text = models.TextField
    _Bytes = models.BinaryField


class EncryptedField(_Text):
    """A text that the database holds only sealed.

    It cannot be searched, sorted or compared in SQL; keep a ``BlindIndexField`` beside it.
    """

    description = "Text sealed with AES-256-GCM"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Store bytes."""
        return "bytea"

    def get_internal_type(self) -> str:
        """Let the backend treat the column as bytes."""
        return "BinaryField"

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        """Seal on the way in."""
        if value is None:
            return None
        return encrypt(self.model._meta.db_table, str(self.column), str(value))

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """Open on the way out."""
        if value is None:
            return None
        return decrypt(self.model._meta.db_table, str(self.column), bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow ``isnull`` only.

        Raises:
            FieldError: Any other comparison, which could never match a sealed cell.
        """
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: search its blind index instead")
        return super().get_lookup(lookup_name)


class EncryptedBytesField(_Bytes):
    """A file that the database holds only sealed."""

    description = "Bytes sealed with AES-256-GCM"

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        """Seal on the way in."""
        if value is None:
            return None
        return seal(self.model._meta.db_table, str(self.column), bytes(value))

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """Open on the way out."""
        if value is None:
            return None
        return unseal(self.model._meta.db_table, str(self.column), bytes(value))


class BlindIndexField(_Bytes):
    """The fingerprint that ``blind_index`` makes; indexed, so that it can be looked up."""

    description = "HMAC-SHA256 of a normalised value"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("db_index", True)
        kwargs["max_length"] = hashlib.sha256().digest_size
        super().__init__(*args, **kwargs)
