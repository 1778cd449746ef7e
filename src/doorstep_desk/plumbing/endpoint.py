"""Where is the database of this store, and as whom do we knock?

Without ``DATABASE_URL`` the answer follows from the data directory alone, so settings can be
loaded before a server runs.
"""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from doorstep_desk.plumbing.scope import BATCH_ROLE, OWNER_ROLE, WEB_ROLE

PORT: Final = 5432
"""Only names the socket file; nothing listens on the network."""

DATABASE: Final = "doorstep"
SUPERUSER: Final = "postgres"
LONGEST_SOCKET_PATH: Final = 100
"""The kernel takes 107 bytes; some room is kept."""

ROLES: Final = {"web": WEB_ROLE, "batch": BATCH_ROLE, "owner": OWNER_ROLE}


def external_url() -> str | None:
    """Return the address of an external server, as its owner role, when one is configured."""
    return os.environ.get("DATABASE_URL") or None


def socket_directory(data_dir: Path) -> Path:
    """Return the folder of the embedded server's socket: short enough for the kernel."""
    inside = data_dir.absolute() / "socket"
    if len(os.fsencode(inside / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
        return inside
    mark = hashlib.sha256(os.fsencode(data_dir.absolute())).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"doorstep-{mark}"


def django_database(data_dir: Path, role: str) -> dict[str, Any]:
    """Return Django's database settings for a process role.

    Args:
        data_dir: The store.
        role: ``web``, ``batch`` or ``owner``.

    Raises:
        ValueError: The role is unknown, or ``DATABASE_URL`` is not a PostgreSQL address.
    """
    if role not in ROLES:
        raise ValueError(f"DOORSTEP_DB_ROLE is web, batch or owner; got {role!r}")
    common: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 600}
    if url := external_url():
        return common | _external(url, role)
    return common | {
        "HOST": str(socket_directory(data_dir)),
        "PORT": str(PORT),
        "NAME": DATABASE,
        "USER": ROLES[role],
    }


def password_of(role: str) -> str:
    """Return the password of an external server's process role, empty when none is set."""
    return os.environ.get(f"DOORSTEP_{role.upper()}_PASSWORD", "")


def _external(url: str, role: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must begin with postgresql://; no other database works")
    is_owner = role == "owner"
    return {
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or PORT),
        "NAME": unquote(parts.path.lstrip("/")) or DATABASE,
        "USER": unquote(parts.username or "") if is_owner else ROLES[role],
        "PASSWORD": unquote(parts.password or "") if is_owner else password_of(role),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
