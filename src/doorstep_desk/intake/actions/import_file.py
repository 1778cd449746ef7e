"""Take a file that a lender sent: read it, check every row, stage the accepted ones, publish.

Read and staged rows are kept as they come, so that a process that was killed loses little; they
are seen by nobody. Publication is one transaction. What a second run of the same file finds
decides how it begins, and it says so: from the staged rows, or from the beginning.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from django.db import OperationalError, transaction
from psycopg.errors import DiskFull

from doorstep.intake import KnownAccounts
from doorstep_desk.audit.actions import record
from doorstep_desk.intake.actions.publish import (
    PERMISSION_OF_KIND,
    publish_import,
)
from doorstep_desk.intake.actions.stage import (
    Told,
    accepted_rows,
    stage_rows,
)
from doorstep_desk.intake.differences import diff_of
from doorstep_desk.intake.errors import file_too_large, store_full
from doorstep_desk.intake.events import OnFile
from doorstep_desk.intake.models import (
    CANCELLED,
    OPEN_STATES,
    PUBLISHED,
    READ,
    RECEIVED,
    REFUSED,
    STAGED,
    ImportedFile,
)
from doorstep_desk.intake.profiles import fitting
from doorstep_desk.intake.quarantine import drop_aside, keep_aside
from doorstep_desk.intake.queries import file_with_digest, known_accounts
from doorstep_desk.intake.reading import (
    Read,
    ReadFile,
    SentFile,
    read_here,
    settled_by,
    stands_alone,
)
from doorstep_desk.intake.staged import clear_staging, drop_staged
from doorstep_desk.organisations.actions import mark_store
from doorstep_desk.organisations.queries import store_kind
from doorstep_desk.plumbing.actor import SYSTEM, Actor
from doorstep_desk.plumbing.locks import lock_for_run
from doorstep_desk.plumbing.refusal import Refused

__all__ = [
    "LARGEST_FILE",
    "Imported",
    "Run",
    "SentFile",
    "import_file",
    "room_for",
    "silent",
    "take",
]

LARGEST_FILE: Final = 512 * 2**20
_SHOWN: Final = 200
"""Rows of the difference that a report names."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file.

    Attributes:
        report: In the shape of the placement file description.
        changed: Whether the store changed.
        file_id: Where the report is kept, None after a dry run.
        began: ``new``, ``resumed`` (staged rows of an earlier run were used), ``anew`` (an
            earlier run had stopped and its rows were dropped) or ``known`` (taken before).
        state: State of the import; empty after a dry run.
        changes: Counts of what is new, changed, unchanged, missing, withdrawn, in conflict.
        diff: After a dry run, what the file would change, as plain data; otherwise empty.
        profile: Whose profile said what the headers mean, as ``Settled.as_dict``; or empty.
    """

    report: dict[str, Any]
    changed: bool
    file_id: int | None
    began: str = "new"
    state: str = ""
    changes: dict[str, int] = field(default_factory=dict)
    diff: dict[str, Any] = field(default_factory=dict)
    profile: dict[str, Any] = field(default_factory=dict)


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one file; see ``import_file`` for the words."""

    actor: Actor
    sent: SentFile
    at: datetime
    is_held: bool
    told: Told
    read: Read


def import_file(
    *,
    actor: Actor,
    sent: SentFile,
    at: datetime,
    is_dry_run: bool = False,
    is_held: bool = False,
    told: Told = silent,
    read: Read = read_here,
) -> Imported:
    """Check a file and publish its accepted rows together; the same content twice does nothing.

    A file of which no row was taken is checked anew when it comes again, and so is a log of
    attempts taken in part: what it waited for, such as the accounts, may have come since.

    Args:
        actor: Who imports.
        sent: The file.
        at: When.
        is_dry_run: Only check and compare; the store stays as it is.
        is_held: Stop when all rows are staged; ``resume_import`` publishes them.
        told: Hears of progress.
        read: How the file is read; ``read_apart`` does it in a process of its own.

    Raises:
        Refused: The actor may not import this kind, the file is too large, the disk is full, or
            the store is a demonstration and the file is not part of it.
    """
    actor.require("placement.import")
    if len(sent.content) > LARGEST_FILE:
        raise file_too_large(sent.name, LARGEST_FILE)
    if sent.settled is None:
        sent = replace(sent, settled=fitting(actor.agency_id, sent.name, sent.content))
    if is_dry_run:
        done = _tried(Run(actor, sent, at, True, silent, read))
    else:
        done = _kept(Run(actor, sent, at, is_held, told, read))
    return replace(done, profile=settled_by(sent).as_dict())


def _kept(run: Run) -> Imported:
    """Take a file unless its content was taken before."""
    agency, sent = run.actor.agency_id, run.sent
    with lock_for_run("intake.import", agency, sent.digest), room_for(sent.name):
        before = file_with_digest(agency, sent.digest)
        if before is None or before.state != PUBLISHED or not before.rows_accepted:
            return take(run, before)
        if before.kind == "attempts" and before.rows_accepted < before.rows_total:
            return _sent_again(run, before)
        return Imported(
            json.loads(before.report), False, before.pk, "known", before.state, before.changes
        )


@contextmanager
def room_for(name: str) -> Iterator[None]:
    """Turn a full disk into a refusal; the transaction that met it has been taken back.

    Raises:
        Refused: The disk was full.
    """
    try:
        yield
    except OperationalError as fault:
        if isinstance(fault.__cause__, DiskFull):
            raise store_full(name) from fault
        raise


def _tried(run: Run) -> Imported:
    """Do everything but publish, and take it all back."""
    with transaction.atomic():
        agency, digest = run.actor.agency_id, run.sent.digest
        mine = ImportedFile.objects.filter(agency_id=agency, digest=digest)
        mine.filter(state__in=OPEN_STATES).update(state=CANCELLED)
        staged = take(run, None)
        diff = diff_of(run.actor, staged.file_id or 0)
        transaction.set_rollback(True)
    return Imported(staged.report, False, None, changes=diff.counts, diff=diff.as_dict(_SHOWN))


def _sent_again(run: Run, before: ImportedFile) -> Imported:
    """Take what a log now has beyond what was taken of it; nothing is left when that is none."""
    with transaction.atomic():
        again = take(run, None)
        if not again.changed and again.state != STAGED:
            transaction.set_rollback(True)
            return replace(again, file_id=before.pk, began="known", state=before.state)
    return again


def take(run: Run, before: ImportedFile | None) -> Imported:
    """Take a file from where an earlier run of it stopped, or from the beginning.

    Raises:
        Refused: As for ``import_file``.
    """
    actor, sent = run.actor, run.sent
    if store_kind() is not None:
        mark_store(actor=SYSTEM, kind="demo" if sent.is_synthetic else "real", at=run.at)
    clear_staging(actor.agency_id, OPEN_STATES)
    began = _beginning(before, sent)
    if began == "resumed" and before is not None and before.state == STAGED:
        return _published(run, before, json.loads(before.report), began)
    row = before if before is not None and began == "resumed" else _received(run, before)
    try:
        read, on_file = _checked(run)
        checked = read.checked
        report = checked.report.as_dict()
        actor.require(PERMISSION_OF_KIND.get(str(report.get("kind")), "placement.import"))
    except Refused:
        row.delete()
        raise
    run.told("read", checked.report.total_rows, checked.report.total_rows)
    if began == "resumed" and json.loads(row.report) != report:
        began, row = "anew", _received(run, row)
    if began != "resumed":
        _read(row, read, run)
    if checked.report.is_refused:
        return Imported(report, False, row.pk, began, row.state)
    stage_rows(actor, row, accepted_rows(checked), on_file, run.told)
    return _published(run, row, report, began)


def _beginning(before: ImportedFile | None, sent: SentFile) -> str:
    """Say from where a run starts: staged rows hold only while nothing else could change them."""
    if before is None or before.state not in OPEN_STATES:
        return "new"
    asked = (
        before.as_of, before.asked_kind, before.asked_lender, before.is_whole_batch,
        before.profile,
    )  # fmt: skip
    is_same = asked == (
        sent.as_of, sent.kind or "", sent.lender, sent.is_whole_batch,
        settled_by(sent).as_dict(),
    )  # fmt: skip
    if is_same and before.rows_staged and _stood_alone(json.loads(before.report)):
        return "resumed"
    return "anew"


def _stood_alone(report: dict[str, Any]) -> bool:
    """Say whether checking did not need the store, so that an earlier check still holds."""
    kinds = [sheet["kind"] for sheet in report.get("sheets") or []]
    return report.get("kind") == "placement" and set(kinds) <= {"placement", "supplement"}


def _checked(run: Run) -> tuple[ReadFile, OnFile]:
    """Check a file; the store is loaded only for kinds that speak of accounts in it."""
    alone = run.read(KnownAccounts.empty(), run.sent)
    if alone.checked.report.is_refused or stands_alone(alone.checked):
        return alone, {}
    known, on_file = known_accounts(run.actor.agency_id)
    return run.read(known, run.sent), on_file


def _received(run: Run, before: ImportedFile | None) -> ImportedFile:
    """Begin an import, or begin an unfinished or empty one anew; staged rows of it are dropped."""
    sent = run.sent
    row = before or ImportedFile(agency_id=run.actor.agency_id, digest=sent.digest)
    row.name, row.as_of, row.kind, row.asked_kind = sent.name, sent.as_of, "", sent.kind or ""
    row.is_whole_batch, row.asked_lender = sent.is_whole_batch, sent.lender
    row.state, row.outcome, row.report = RECEIVED, "", "{}"
    row.profile, row.head = settled_by(sent).as_dict(), {}
    row.rows_total = row.rows_accepted = row.rows_staged = 0
    row.imported_by, row.imported_at = run.actor.name, run.at
    with transaction.atomic():
        row.save()
        drop_staged(row.pk)
        drop_aside(row.pk)
    return row


def _read(row: ImportedFile, read: ReadFile, run: Run) -> None:
    """Keep the report of a file that was read to its end, and the rows that were not taken."""
    checked, settled = read.checked, settled_by(run.sent)
    report = checked.report.as_dict()
    rows = report.get("rows") or {}
    row.kind = report.get("kind") or row.asked_kind
    row.outcome, row.totals = checked.report.outcome, report.get("totals") or {}
    row.report = json.dumps(report, ensure_ascii=False)
    row.rows_total, row.rows_accepted = rows.get("total", 0), rows.get("accepted", 0)
    row.state = REFUSED if checked.report.is_refused else READ
    row.head = checked.report.head()
    with transaction.atomic():
        row.save()
        keep_aside(row, read)
        record(
            at=run.at, actor=run.actor, subject=f"file:{row.pk}", digest=row.digest,
            verb="file.refused" if row.state == REFUSED else "file.read",
            outcome=row.outcome, rows=row.rows_total, accepted=row.rows_accepted,
            profile=[settled.lender, settled.version],
        )  # fmt: skip


def _published(run: Run, row: ImportedFile, report: dict[str, Any], began: str) -> Imported:
    if run.is_held:
        return Imported(report, False, row.pk, began, row.state)
    run.told("published", 0, row.rows_accepted)
    outcome = publish_import(
        actor=run.actor, import_id=row.pk, at=run.at, is_synthetic=run.sent.is_synthetic
    )
    run.told("published", row.rows_accepted, row.rows_accepted)
    clear_staging(run.actor.agency_id, OPEN_STATES)
    return Imported(report, outcome.written > 0, row.pk, began, PUBLISHED, outcome.changes)
