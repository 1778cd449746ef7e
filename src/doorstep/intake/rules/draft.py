"""What is known of one row while it is being checked?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from doorstep.intake.cells import Reader, reader_of, remembering
from doorstep.intake.cells.reading import DANGEROUS, Clean, Reading
from doorstep.intake.dictionary import dictionary
from doorstep.intake.headers import DataRow, SheetPlan, TotalsRow
from doorstep.intake.known import KnownAccount
from doorstep.intake.rows import Origin
from doorstep.intake.rules.sheet import CheckedSheet
from doorstep.intake.tables import Value
from doorstep.terms.codes import RemarkFlag
from doorstep.terms.phone import Phone, phone_of

_OPTIONAL: Final = {
    "amount": "optional_number_unreadable",
    "int": "optional_number_unreadable",
    "date": "optional_date_unreadable",
    "datetime": "optional_date_unreadable",
}


@dataclass(slots=True)
class Draft:
    """A row on its way to being accepted or rejected.

    Attributes:
        values: Clean values by field; absent when the cell is empty or unusable.
        errors: Why a cell is unusable, by field.
        repairs: Rules of the repairs of a cell, by field.
        reasons: Why the row is rejected: column and rule.
        warnings: What a person should look at: column and rule.
        verified_identity: The identity number, once it is known to be a resident's and right.
        flags: What the remark says of the borrower.
        account: The account of the store that the row speaks of, once it is found.
    """

    plan: SheetPlan
    row: DataRow
    values: dict[str, Clean] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    repairs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    verified_identity: str | None = None
    flags: tuple[RemarkFlag, ...] = ()
    account: KnownAccount | None = None

    @property
    def is_accepted(self) -> bool:
        """Say whether nothing speaks against the row so far."""
        return not self.reasons

    @property
    def origin(self) -> Origin:
        """Return where the row stands."""
        return Origin(self.plan.name, self.row.number)

    @property
    def warned_rules(self) -> tuple[str, ...]:
        """Return the rules of the row's warnings, each once."""
        return tuple(dict.fromkeys(rule for _, rule in self.warnings))

    def stored(self, name: str) -> Value | None:
        """Return a cell as it is stored in the file."""
        at = next(column.at for column in self.plan.columns if column.field == name)
        return self.row.values.get(at)

    def reject(self, column: str, rule: str) -> None:
        """Add a reason against the row."""
        if (column, rule) not in self.reasons:
            self.reasons.append((column, rule))

    def warn(self, column: str, rule: str) -> None:
        """Add something that a person should look at."""
        if (column, rule) not in self.warnings:
            self.warnings.append((column, rule))

    def has_warning(self, column: str) -> bool:
        """Say whether a cell has any warning."""
        return any(column == warned for warned, _ in self.warnings)

    def has_column(self, name: str) -> bool:
        """Say whether the sheet has a column for a field."""
        return name in self.plan.fields

    def text(self, name: str) -> str | None:
        """Return a text cell."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def whole(self, name: str) -> int | None:
        """Return a number, or an amount in fen."""
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def day(self, name: str) -> date | None:
        """Return a day."""
        value = self.values.get(name)
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else None

    def numbers(self, name: str) -> tuple[str, ...]:
        """Return the numbers of a phone cell as they are shown."""
        value = self.values.get(name)
        return value if isinstance(value, tuple) else ()

    def phones(self, name: str) -> tuple[Phone, ...]:
        """Return the numbers of a phone cell in their normal form."""
        numbers = self.numbers(name)
        if not numbers:
            return ()
        found = (phone_of(number) for number in numbers)
        return tuple(dict.fromkeys(phone for phone in found if phone))

    def require(self, *names: str) -> None:
        """Reject for each of these cells that is empty."""
        for name in names:
            if name not in self.values and name not in self.errors:
                self.reject(name, "required_missing")


@dataclass(frozen=True, slots=True)
class Policy:
    """What an unusable cell means for its row.

    Attributes:
        rejecting: Fields whose unusable cell costs the row.
        silent: Fields whose unusable cell a rule of the kind speaks about itself.
    """

    rejecting: frozenset[str]
    silent: frozenset[str] = frozenset()


def drafts_of_all(
    sheets: Iterable[CheckedSheet], day_zero: date, policy_of: Callable[[SheetPlan], Policy]
) -> Iterator[tuple[int, Draft]]:
    """Read all cells of several sheets of one kind, row by row; give the place of each's sheet."""
    for at, sheet in enumerate(sheets):
        for draft in drafts_of(sheet, day_zero, policy_of(sheet.plan)):
            yield at, draft


def drafts_of(sheet: CheckedSheet, day_zero: date, policy: Policy) -> Iterator[Draft]:
    """Read all cells of a sheet, row by row; totals are compared on the way."""
    types, plan = dictionary().types, sheet.plan
    readers = [
        (
            column.at,
            column.field,
            remembering(reader_of(types[column.field], column.unit, day_zero)),
        )
        for column in plan.columns
    ]
    controlled = sheet.controlled.field if sheet.controlled else None
    for row in plan.below:
        if isinstance(row, TotalsRow):
            sheet.compare(row)
            continue
        draft = _draft(plan, row, readers, policy)
        if controlled:
            sheet.count(draft.whole(controlled))
        yield draft


def _draft(
    plan: SheetPlan, row: DataRow, readers: Iterable[tuple[int, str, Reader]], policy: Policy
) -> Draft:
    draft = Draft(plan, row)
    if row.problem:
        draft.reject("", row.problem)
        return draft
    for at, name, reader in readers:
        value = row.values.get(at)
        if value is None:
            continue
        reading = reader(value)
        if reading.error:
            _take_error(draft, name, reading.error, policy)
        else:
            _take(draft, name, reading, at in row.merged)
    if row.is_hidden:
        draft.reject("", "hidden_row")
    return draft


def _take(draft: Draft, name: str, reading: Reading, is_merged: bool) -> None:
    if reading.value is not None:
        earlier = draft.values.get(name) if name == "remark" else None
        draft.values[name] = f"{earlier}\n{reading.value}" if earlier else reading.value
    repairs = ("merged_cell_filled",) if is_merged else reading.repairs
    if repairs:
        draft.repairs[name] = repairs
    for rule in reading.warnings:
        draft.warn(name, rule)


def _take_error(draft: Draft, name: str, rule: str, policy: Policy) -> None:
    draft.errors[name] = rule
    optional = _OPTIONAL.get(dictionary().types[name])
    if rule in DANGEROUS or name in policy.rejecting:
        draft.reject(name, rule)
    elif name in policy.silent:
        return
    elif optional:
        draft.warn(name, optional)
    else:
        draft.reject(name, rule)
