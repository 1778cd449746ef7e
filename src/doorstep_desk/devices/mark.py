"""Which life of this store is it, as the database and a file of the data folder tell together?

Three places tell: the newest epoch and a mark that only rises stand in the database, both again in
a file of the data folder. A database that was put back by whatever tool knows an older mark than
the file does; a data folder that was put back knows another epoch.
"""

import json
import os
import secrets
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from doorstep_desk.devices.models import ServerEpoch


def agreed_epoch() -> str | None:
    """Return the epoch that both name, or None when they contradict each other."""
    row = ServerEpoch.objects.order_by("-began_at", "-id").first()
    told = _read()
    if row is None or told.get("epoch") != str(row.pk) or told["mark"] > _mark():
        return None
    return str(row.pk)


def tell_epoch(epoch: uuid.UUID) -> None:
    """Let the file name an epoch and the present mark."""
    _write({"epoch": str(epoch), "mark": _mark()})


def raise_mark() -> None:
    """Let the mark rise, and once this is committed let the file say so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('devices_mark')")
        mark = int(cursor.fetchone()[0])
    transaction.on_commit(lambda: _tell_file(mark))


def _mark() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM devices_mark")
        return int(cursor.fetchone()[0])


def _tell_file(mark: int) -> None:
    told = _read()
    if told and told["mark"] < mark:
        _write({**told, "mark": mark})


def _place() -> Path:
    name = str(connection.settings_dict["NAME"])
    return Path(settings.DOORSTEP_DATA_DIR) / "epoch" / f"{name}.json"


def _read() -> dict[str, Any]:
    try:
        told = json.loads(_place().read_text(encoding="ascii"))
        uuid.UUID(told["epoch"])
        return {"epoch": told["epoch"], "mark": int(told["mark"])}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}  # nobody can say what it was, so phones are asked to send again


def _write(told: dict[str, Any]) -> None:
    place = _place()
    place.parent.mkdir(mode=0o700, exist_ok=True)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)
