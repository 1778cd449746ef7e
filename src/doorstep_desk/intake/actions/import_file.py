"""Take a file that a lender sent: check every row, publish the accepted ones together."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from doorstep.intake import Checked, check
from doorstep_desk.audit.actions import record
from doorstep_desk.intake.actions.publish import publish
from doorstep_desk.intake.errors import file_too_large
from doorstep_desk.intake.models import ImportedFile
from doorstep_desk.intake.queries import file_with_digest, known_accounts
from doorstep_desk.organisations.actions import mark_store
from doorstep_desk.organisations.queries import store_kind
from doorstep_desk.plumbing.actor import EVERYTHING, Actor
from doorstep_desk.plumbing.locks import lock_for_transaction

LARGEST_FILE: Final = 512 * 2**20
_PERMISSION: Final = {
    "repayment": "payment.record",
    "attempts": "attempt.import",
    "recall": "recall.import",
}


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it arrived.

    Attributes:
        name: As sent, without folders.
        content: Its bytes.
        as_of: The day of the import in Beijing.
        kind: What it is meant to be, used where its own headers fit no kind; or None.
        is_synthetic: Whether it belongs to a demonstration; real files never do.
    """

    name: str
    content: bytes
    as_of: date
    kind: str | None = None
    is_synthetic: bool = False

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the content, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file.

    Attributes:
        report: In the shape of the placement file description.
        changed: Whether the store changed.
        file_id: Where the report is kept, None after a dry run.
    """

    report: dict[str, Any]
    changed: bool
    file_id: int | None


def import_file(
    *, actor: Actor, sent: SentFile, at: datetime, is_dry_run: bool = False
) -> Imported:
    """Check a file and publish its accepted rows together; the same content twice does nothing.

    A file of which no row was taken is checked anew when it comes again: what it waited for, such
    as the accounts of its payments, may have come since.

    Raises:
        Refused: The actor may not import this kind, the file is too large, or the store is a
            demonstration and the file is not part of it.
    """
    actor.require("placement.import")
    if len(sent.content) > LARGEST_FILE:
        raise file_too_large(sent.name, LARGEST_FILE)
    agency = actor.agency_id
    with transaction.atomic():
        lock_for_transaction("intake.import", agency)
        before = file_with_digest(agency, sent.digest)
        if before is not None and before.rows_accepted:
            return Imported(json.loads(before.report), False, before.pk)
        known, on_file = known_accounts(agency)
        checked = check(sent.name, sent.content, as_of=sent.as_of, known=known, kind=sent.kind)
        report = checked.report.as_dict()
        if is_dry_run:
            return Imported(report, False, None)
        actor.require(_PERMISSION.get(str(report.get("kind")), "placement.import"))
        if store_kind() is not None or not checked.report.is_refused:
            mark_store(actor=_host(actor), kind="demo" if sent.is_synthetic else "real", at=at)
        publish(_host(actor), checked, on_file, sent.digest, at)
        row = _keep(actor, sent, checked, report, at)
    return Imported(report, row.rows_accepted > 0, row.pk)


def _host(actor: Actor) -> Actor:
    """Return the actor with leave to do all that an import entails, such as naming a lender."""
    return replace(actor, permissions=frozenset({EVERYTHING}))


def _keep(
    actor: Actor, sent: SentFile, checked: Checked, report: dict[str, Any], at: datetime
) -> ImportedFile:
    rows = report.get("rows") or {}
    row, _ = ImportedFile.objects.update_or_create(
        agency_id=actor.agency_id, digest=sent.digest,
        defaults={
            "name": sent.name, "kind": report.get("kind") or sent.kind or "",
            "as_of": sent.as_of, "outcome": checked.report.outcome,
            "report": json.dumps(report, ensure_ascii=False),
            "totals": report.get("totals") or {}, "rows_total": rows.get("total", 0),
            "rows_accepted": rows.get("accepted", 0), "imported_by": actor.name,
            "imported_at": at,
        },
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="file.imported", subject=f"file:{row.pk}",
        digest=sent.digest, outcome=row.outcome, rows=row.rows_total,
        accepted=row.rows_accepted,
    )  # fmt: skip
    return row
