"""Bring a staged import into the store: all its rows in one transaction, or none.

The transaction holds one lock per agency and one per lender, so that two imports never meet.
However many rows there are, the number of statements is the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db import transaction

from doorstep.terms.codes import RemarkFlag
from doorstep_desk.attempts.actions import record_attempts
from doorstep_desk.audit.actions import record, record_many
from doorstep_desk.cases.actions.merge import lock_publication, take_compared, take_points
from doorstep_desk.cases.actions.recall import Recall, recall_accounts
from doorstep_desk.cases.incoming import (
    compare_incoming,
    missing_accounts,
    prepare_incoming,
)
from doorstep_desk.cases.queries import points_with
from doorstep_desk.complaints.actions import pause_cases
from doorstep_desk.intake.differences import Diff, compared, known_mandate, named_placements
from doorstep_desk.intake.errors import import_state, import_unknown
from doorstep_desk.intake.events import (
    PAUSE_OF_FLAG,
    attempt_of,
    pauses_of_attempt,
    payment_of,
    recall_of,
)
from doorstep_desk.intake.models import PUBLISHED, STAGED, ImportConflict, ImportedFile
from doorstep_desk.intake.staged import (
    Mandate,
    events_of,
    hand_over,
    has_accounts,
    has_events,
    has_points,
    mandates_of,
)
from doorstep_desk.organisations.actions import (
    NewPlacement,
    add_organisation,
    add_placement,
    mark_store,
)
from doorstep_desk.payments.actions import record_payments
from doorstep_desk.payments.queries import accounts_with_payments
from doorstep_desk.plumbing.actor import EVERYTHING, Actor
from doorstep_desk.plumbing.locks import lock_for_transaction

PERMISSION_OF_KIND: Final = {
    "repayment": "payment.record",
    "attempts": "attempt.import",
    "recall": "recall.import",
}
"""Beside ``placement.import``, what taking a file of a kind asks for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publication did.

    Attributes:
        changes: Counts by name; empty for kinds without accounts.
        written: Rows that came into the store or changed it.
    """

    changes: dict[str, int]
    written: int


def publish_import(
    *, actor: Actor, import_id: int, at: datetime, is_synthetic: bool = False
) -> Outcome:
    """Publish a staged import as one transaction.

    Raises:
        Refused: The actor may not, there is no such import, it is not staged, or the store is a
            demonstration and the file is not part of it.
    """
    actor.require("placement.import")
    with transaction.atomic():
        lock_for_transaction("intake.publish", actor.agency_id)
        row = ImportedFile.objects.select_for_update().filter(
            agency_id=actor.agency_id, pk=import_id
        ).first()  # fmt: skip
        if row is None:
            raise import_unknown(import_id)
        if row.state != STAGED:
            raise import_state(import_id, row.state, PUBLISHED)
        actor.require(PERMISSION_OF_KIND.get(row.kind, "placement.import"))
        host = replace(actor, permissions=frozenset({EVERYTHING}))
        mark_store(actor=host, kind="demo" if is_synthetic else "real", at=at)
        outcome = _publish(host, row, at)
        row.state, row.published_at, row.changes = PUBLISHED, at, outcome.changes
        row.save(update_fields=["state", "published_at", "changes"])
        record(
            at=at, actor=actor, verb="file.imported", subject=f"file:{row.pk}",
            digest=row.digest, outcome=row.outcome, rows=row.rows_total,
            accepted=row.rows_accepted, changes=outcome.changes,
        )  # fmt: skip
    return outcome


def _publish(actor: Actor, row: ImportedFile, at: datetime) -> Outcome:
    outcome = Outcome({}, 0)
    if has_accounts(row.pk):
        outcome = _accounts(actor, row, at)
    elif has_points(row.pk):
        prepare_incoming()
        hand_over(row.pk, [])
        outcome = Outcome({}, take_points(actor=actor, at=at, taken_with=row.pk))
    if has_events(row.pk):
        outcome = replace(outcome, written=outcome.written + _events(actor, row, at))
    return outcome


def _accounts(actor: Actor, row: ImportedFile, at: datetime) -> Outcome:
    """Take accounts with people, cases, points and flags; a corrected row changes what differs."""
    agency = actor.agency_id
    wanted = mandates_of(row.pk)
    for lender in sorted({mandate.lender for mandate in wanted}):
        lock_for_transaction("intake.lender", agency, lender)
    before = named_placements([(each, *known_mandate(agency, each)) for each in wanted])
    prepare_incoming()
    hand_over(row.pk, _mandates(actor, wanted, row.digest, at))
    lock_publication(agency)
    compare_incoming(agency, accounts_with_payments(agency))
    diff = compared(agency, before)
    published = take_compared(actor=actor, at=at, taken_with=row.pk)
    _keep_conflicts(actor, row, diff, at)
    _pause_flagged(actor, published.flags, at)
    withdrawn = _withdraw(actor, row, before, at)
    written = published.accounts + published.changed + published.points + len(published.flags)
    return Outcome({**diff.counts, "withdrawn": withdrawn}, written + withdrawn)


def _mandates(
    actor: Actor, wanted: Iterable[Mandate], digest: str, at: datetime
) -> list[tuple[Mandate, int, int]]:
    """Return each lender and batch with its keys, made when there were none."""
    lenders: dict[str, int] = {}
    found = []
    for mandate in wanted:
        if mandate.lender not in lenders:
            seen = add_organisation(actor=actor, kind="lender", name=mandate.lender, at=at)
            lenders[mandate.lender] = seen.id
        placement = add_placement(
            actor=actor, at=at,
            placement=NewPlacement(
                lender_id=lenders[mandate.lender], agency_id=actor.agency_id,
                batch_no=mandate.batch_no, placed_on=mandate.placed_on,
                returns_on=_after(mandate), file_digest=digest,
            ),
        )  # fmt: skip
        found.append((mandate, lenders[mandate.lender], placement.id))
    return found


def _after(mandate: Mandate) -> date | None:
    if mandate.returns_on is None or mandate.returns_on < mandate.placed_on:
        return None
    return mandate.returns_on


def _keep_conflicts(actor: Actor, row: ImportedFile, diff: Diff, at: datetime) -> None:
    """Keep what was not taken, for a person to look at."""
    found = [
        ImportConflict(
            batch_id=row.pk, case_id=each.case_id, row_no=each.row_no, reason=each.reason,
            field=each.fields[0].field if each.fields else "",
        )
        for each in diff.rows
        if each.what == "conflict" and each.case_id is not None
    ]  # fmt: skip
    ImportConflict.objects.bulk_create(found, ignore_conflicts=True)
    record_many(
        at=at, actor=actor, verb="account.conflicted",
        rows=[
            (f"case:{each.case_id}", {"file": row.pk, "row": each.row_no, "reason": each.reason})
            for each in found
        ],
    )  # fmt: skip


def _pause_flagged(actor: Actor, flags: Sequence[tuple[int, str]], at: datetime) -> None:
    pauses = [
        (case, PAUSE_OF_FLAG[RemarkFlag.of(flag)], f"remark: {flag}")
        for case, flag in flags
        if RemarkFlag.of(flag) in PAUSE_OF_FLAG
    ]
    if pauses:
        pause_cases(actor=actor, reasons=pauses, at=at)


def _withdraw(actor: Actor, row: ImportedFile, batches: list[int], at: datetime) -> int:
    """Recall accounts that a whole new version of their batch no longer names.

    A rejected row may be one of them, so nothing is withdrawn while rows are rejected.
    """
    if not (row.is_whole_batch and batches) or row.rows_accepted < row.rows_total:
        return 0
    gone = missing_accounts(actor.agency_id, batches)
    reason = "left out of the corrected batch"
    recall_accounts(
        actor=actor, at=at, recalls=[Recall(each.account_id, row.as_of, reason) for each in gone]
    )
    if gone:
        pauses = [(case, "recall", reason) for case in sorted({each.case_id for each in gone})]
        pause_cases(actor=actor, at=at, reasons=pauses)
    return len(gone)


def _events(actor: Actor, row: ImportedFile, at: datetime) -> int:
    """Take payments, recalls and past attempts; what was taken before is left."""
    payments = [payment_of(words) for words in events_of(row.pk, "repayment")]
    written = record_payments(actor=actor, payments=payments, at=at, origin="import")
    recalls = list(events_of(row.pk, "recall"))
    if recalls:
        recall_accounts(actor=actor, recalls=[recall_of(words) for words in recalls], at=at)
        written += pause_cases(
            actor=actor, at=at,
            reasons=[
                (words["case"], "recall", words["reason"] or "recalled by the lender")
                for words in recalls
            ],
        )  # fmt: skip
    return written + _attempts(actor, row, at)


def _attempts(actor: Actor, row: ImportedFile, at: datetime) -> int:
    staged = list(events_of(row.pk, "attempts"))
    if not staged:
        return 0
    indexes = {bytes.fromhex(index) for words in staged for index in words["points"]}
    points = points_with(actor.agency_id, indexes)
    written = record_attempts(
        actor=actor, attempts=[attempt_of(words, points) for words in staged], at=at,
        subject=f"file:{row.pk}",
    )  # fmt: skip
    pauses = [pause for words in staged for pause in pauses_of_attempt(words)]
    if pauses and written:
        pause_cases(actor=actor, reasons=pauses, at=at)
    return written
