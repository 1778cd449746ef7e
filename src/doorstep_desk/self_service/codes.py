"""How does a one-time code look, and how long is it good?"""

import secrets
import uuid
from datetime import timedelta
from typing import Final

from doorstep_desk.plumbing.encryption import blind_index

GOOD_FOR: Final = timedelta(minutes=10)
MOST_TRIES: Final = 5
MOST_CODES: Final = 3
"""To one number in ten minutes."""


def new_code() -> str:
    """Return six digits that nobody can guess."""
    return f"{secrets.randbelow(1_000_000):06d}"


def code_hash(purpose: str, asked_for: uuid.UUID, typed: str) -> bytes:
    """Return the fingerprint of a code; blanks in what was typed do not matter."""
    return blind_index(purpose, f"{asked_for} {''.join(typed.split())}")


def is_same(one: bytes, other: bytes) -> bool:
    """Say whether two fingerprints are equal, in the same time whether they are or not."""
    return secrets.compare_digest(one, other or bytes(32)) and bool(other)
