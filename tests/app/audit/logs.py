"""Entries in the log of a store, committed, so that they can get their place."""

import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection, transaction

from doorstep_desk.audit.actions import begin_era, record
from doorstep_desk.audit.jobs import log_size, sequence_entries
from doorstep_desk.plumbing.actor import SYSTEM

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
INSERT = (
    "INSERT INTO audit_entry (id, at, actor, verb, subject, details) "
    "VALUES (gen_random_uuid(), now(), 'slow', 'case.paused', %s, '{}')"
)


def note(subject: str, **details) -> None:
    with transaction.atomic():
        record(at=AT, actor=SYSTEM, verb="case.paused", subject=subject, **details)


def another_process() -> psycopg.Connection:
    where = connection.settings_dict
    return psycopg.connect(
        host=where["HOST"], port=where["PORT"], dbname=where["NAME"], user="doorstep_batch"
    )


def place_all(count: int) -> None:
    """Wait until the log has so many lines; transactions of tests beside this one hold it back."""
    deadline = time.monotonic() + 20
    while log_size() < count and time.monotonic() < deadline:
        if not sequence_entries():
            time.sleep(0.02)
    assert log_size() == count


def key_file() -> Path:
    return Path(settings.DOORSTEP_DATA_DIR) / "keys" / "audit-signing"


def place_here() -> None:
    """Give entries of this test's own, open transaction their place: as if a restore followed."""
    begin_era(at=AT)
    while sequence_entries():
        pass
