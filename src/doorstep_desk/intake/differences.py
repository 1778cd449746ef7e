"""What would a staged file change about what is on file, row by row and field by field?

Personal values are masked; who may see them opens the case.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction

from doorstep_desk.cases.incoming import (
    ChangedAccount,
    changed_accounts,
    compare_incoming,
    count_accounts,
    day_or_text,
    doubts,
    missing_accounts,
    new_accounts,
    prepare_incoming,
)
from doorstep_desk.cases.versions import account_versions
from doorstep_desk.intake.errors import import_unknown
from doorstep_desk.intake.models import PUBLISHED, ImportedFile
from doorstep_desk.intake.staged import Mandate, hand_over, mandates_of
from doorstep_desk.organisations.queries import organisation_named, placement_of_batch
from doorstep_desk.payments.queries import accounts_with_payments
from doorstep_desk.plumbing.actor import Actor

NEW_ROWS_SHOWN: Final = 1_000
"""A first placement is all new; only so many of its rows are named."""

_NOBODY: Final = 0
"""No key in the store is zero: a lender that is not known yet has no accounts."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an account, as it stands and as the file has it; personal values masked."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What becomes of one account.

    Attributes:
        what: ``new``, ``changed``, ``missing`` or ``conflict``.
        row_no: Row of the file; 0 for ``missing``.
        key: The lender's number of the account.
        case_id: Its case, None for ``new``.
        fields: What changes; empty unless ``changed`` or ``conflict``.
        reason: Why a conflict is not taken; empty otherwise.
    """

    what: str
    row_no: int
    key: str
    case_id: int | None = None
    fields: tuple[FieldChange, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Diff:
    """A file compared with what is on file.

    Attributes:
        new: Accounts that are not on file.
        changed: Accounts of which some field changes.
        unchanged: Accounts that are on file exactly so.
        missing: Accounts of the same batches that the file no longer names.
        conflicts: Rows or fields that are not taken until a person has looked.
        by_field: How many accounts change in each field.
        rows: Every changed, conflicting or missing account and the first new ones, in the order
            of the file.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    conflicts: int = 0
    by_field: dict[str, int] = field(default_factory=dict)
    rows: tuple[RowChange, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Return the five counts by name."""
        return {
            "new": self.new, "changed": self.changed, "unchanged": self.unchanged,
            "missing": self.missing, "conflicts": self.conflicts,
        }  # fmt: skip

    def as_dict(self, rows: int | None = None) -> dict[str, object]:
        """Return plain data for a report, with all rows or the first ones."""
        return {
            **self.counts,
            "by_field": self.by_field,
            "rows": [
                {
                    "what": row.what, "row": row.row_no, "key": row.key, "reason": row.reason,
                    "fields": {each.field: [each.before, each.after] for each in row.fields},
                }
                for row in self.rows[:rows]
            ],
        }  # fmt: skip


def diff_of(actor: Actor, import_id: int) -> Diff:
    """Compare a staged import with the store; of a published one, say what it changed.

    Raises:
        Refused: The actor may not see imports, or there is no such import.
    """
    actor.require("placement.import")
    row = ImportedFile.objects.filter(agency_id=actor.agency_id, pk=import_id).first()
    if row is None:
        raise import_unknown(import_id)
    if row.state == PUBLISHED:
        return _published(row)
    with transaction.atomic():
        mandates = [(each, *known_mandate(actor.agency_id, each)) for each in mandates_of(row.pk)]
        prepare_incoming()
        hand_over(row.pk, mandates)
        compare_incoming(actor.agency_id, accounts_with_payments(actor.agency_id))
        return compared(actor.agency_id, named_placements(mandates))


def known_mandate(agency_id: int, mandate: Mandate) -> tuple[int, int]:
    """Return the lender and the placement of a mandate as far as they exist, else zero."""
    lender = organisation_named(mandate.lender)
    if lender is None:
        return _NOBODY, _NOBODY
    placement = placement_of_batch(
        lender_id=lender.id, agency_id=agency_id, batch_no=mandate.batch_no
    )
    return lender.id, _NOBODY if placement is None else placement.id


def named_placements(known: list[tuple[Mandate, int, int]]) -> list[int]:
    """Return the placements whose batch the lender named: what a newer version may leave out."""
    return [placement for mandate, _, placement in known if mandate.is_named and placement]


def compared(agency_id: int, placements: list[int]) -> Diff:
    """Return the difference that ``compare_incoming`` has found.

    Args:
        agency_id: Whose store.
        placements: Batches of which accounts may be missing from the file.
    """
    changes = list(changed_accounts())
    taken = [each for each in changes if not each.conflict]
    doubted = doubts()
    missing = missing_accounts(agency_id, placements) if placements else []
    new, unchanged = count_accounts()
    rows = [RowChange("new", row_no, key) for row_no, key in new_accounts(NEW_ROWS_SHOWN)]
    rows += [_row(each) for each in changes]
    rows += [
        RowChange(
            "conflict", each.row_no, "", each.case_id, (FieldChange(each.field, "", ""),),
            each.reason,
        )
        for each in doubted
    ]  # fmt: skip
    rows.sort(key=lambda row: row.row_no)
    rows += [RowChange("missing", 0, each.key, each.case_id) for each in missing]
    return Diff(
        new, len(taken), unchanged, len(missing), len(changes) - len(taken) + len(doubted),
        dict(sorted(Counter(name for each in taken for name in each.changed).items())),
        tuple(rows),
    )  # fmt: skip


def _row(change: ChangedAccount) -> RowChange:
    what = "conflict" if change.conflict else "changed"
    # What is on file about another person is not shown beside a row that names somebody else.
    shown = {} if change.conflict == "other_person" else change.changed
    return RowChange(
        what, change.row_no, change.key, change.case_id,
        tuple(_field(name, old, new) for name, (old, new) in shown.items()), change.conflict,
    )  # fmt: skip


def _field(name: str, old: object, new: object) -> FieldChange:
    return FieldChange(name, shown_value(name, old), shown_value(name, new))


def shown_value(name: str, value: object) -> str:
    """Return a value as a list may show it: names and days of birth masked."""
    if value is None or value == "":
        return ""
    text = str(day_or_text(value))
    if name == "name":
        return text[:1] + "*" * max(1, len(text) - 1)
    if name == "birth_on":
        return "****-**-**"
    return text


def _published(row: ImportedFile) -> Diff:
    versions = account_versions(row.pk)
    rows = [
        RowChange(
            "changed", 0, version.key, version.case_id,
            tuple(_field(name, old, new) for name, (old, new) in version.changed.items()),
        )
        for version in versions
    ]  # fmt: skip
    counts = {name: row.changes.get(name, 0) for name in Diff().counts}
    by_field = dict(sorted(Counter(name for v in versions for name in v.changed).items()))
    return Diff(**counts, by_field=by_field, rows=tuple(rows))
