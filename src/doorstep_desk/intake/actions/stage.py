"""Write accepted rows into the staging tables, chunk by chunk, sealed as they will be kept.

Each chunk is one transaction that also moves the count of staged rows: what the count says is
there, whenever the process was killed. Nothing here is seen by any other capability.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

from django.db import transaction

from doorstep.intake import Checked, PlacementRow, SupplementRow
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.publish import person_values, point_values
from doorstep_desk.cases.incoming import FIELDS, PERSON, POINT_COLUMNS
from doorstep_desk.intake.accounts import UNNAMED_LENDER, account_of_row, returns_on
from doorstep_desk.intake.actions.points import points_of_placement, points_of_supplement
from doorstep_desk.intake.events import EventRow, OnFile, event_body
from doorstep_desk.intake.models import STAGED, ImportedFile
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.encryption import blind_index, encrypt

CHUNK: Final = 2_000
Row = PlacementRow | SupplementRow | EventRow
Told = Callable[[str, int, int], None]
"""Hears of progress: stage (``read``, ``staged``, ``published``), rows done, rows in all."""

_ACCOUNT: Final = (
    "batch_id", "seq", "row_no", "lender", "batch_no", "is_batch_named", "returns_on", "flags",
    *PERSON, "key", *FIELDS,
)  # fmt: skip
_KIND: Final = {"RepaymentRow": "repayment", "RecallRow": "recall", "AttemptRow": "attempts"}


def accepted_rows(checked: Checked) -> Iterator[Row]:
    """Yield the accepted rows of a checked file in the order in which they are taken."""
    yield from checked.placements
    yield from checked.supplements
    yield from checked.repayments
    yield from checked.recalls
    yield from checked.attempts


def stage_rows(
    actor: Actor, row: ImportedFile, rows: Iterable[Row], on_file: OnFile, told: Told
) -> None:
    """Stage the rows that are not staged yet, and mark the import as staged.

    Args:
        actor: Who imports.
        row: The import; ``rows_staged`` says how many rows an earlier run has left.
        rows: All accepted rows, in the same order as then.
        on_file: Accounts of the store by key; empty where no row speaks of any.
        told: Hears of progress.
    """
    actor.require("placement.import")
    repeats: dict[tuple[object, ...], int] = {}
    numbered = iter(enumerate(rows))
    done = row.rows_staged
    for _ in islice(numbered, done):
        pass
    while chunk := list(islice(numbered, CHUNK)):
        with transaction.atomic():
            _stage_chunk(row, chunk, on_file, repeats)
            done += len(chunk)
            row.rows_staged = done
            row.save(update_fields=["rows_staged"])
        told("staged", done, row.rows_accepted)
    with transaction.atomic():
        row.state = STAGED
        row.save(update_fields=["state"])
        record(
            at=row.imported_at, actor=actor, verb="file.staged", subject=f"file:{row.pk}",
            rows=row.rows_staged,
        )  # fmt: skip


def _stage_chunk(
    row: ImportedFile,
    chunk: list[tuple[int, Row]],
    on_file: OnFile,
    repeats: dict[tuple[object, ...], int],
) -> None:
    accounts: list[Iterable[object]] = []
    points: list[Iterable[object]] = []
    events: list[Iterable[object]] = []
    for seq, each in chunk:
        if isinstance(each, PlacementRow):
            values = _account(row, seq, each)
            accounts.append(values)
            key = values[8]
            assert isinstance(key, bytes)  # noqa: S101 (cannot happen: PERSON begins with it)
            found = points_of_placement(each, key)
            points += ((row.pk, *point_values(seq, point)) for point in found)
        elif isinstance(each, SupplementRow):
            key = blind_index("identity", each.account.identity_number)
            found = points_of_supplement(each, key)
            points += ((row.pk, *point_values(seq, point)) for point in found)
        else:
            body = encrypt("intake_stagedevent", "body", event_body(each, on_file, repeats))
            events.append((row.pk, seq, _KIND[type(each).__name__], body))
    if accounts:
        copy_rows("intake_stagedaccount", _ACCOUNT, _sequences(accounts))
    if points:
        copy_rows("intake_stagedpoint", ("batch_id", *POINT_COLUMNS), _sequences(points))
    if events:
        copy_rows("intake_stagedevent", ("batch_id", "seq", "kind", "body"), _sequences(events))


def _sequences(rows: list[Iterable[object]]) -> Iterator[tuple[object, ...]]:
    return (tuple(row) for row in rows)


def _account(row: ImportedFile, seq: int, sent: PlacementRow) -> tuple[Any, ...]:
    account = account_of_row(sent)
    unnamed = f"{row.digest[:12]}-{sent.placed_on.isoformat()}"
    return (
        row.pk, seq, sent.origin.row, sent.lender or row.asked_lender or UNNAMED_LENDER,
        sent.batch_no or unnamed, bool(sent.batch_no), returns_on(sent),
        ",".join(flag.word for flag in sent.flags),
        *person_values(account.borrower), account.key,
        *(getattr(account, name) for name in FIELDS),
    )  # fmt: skip
