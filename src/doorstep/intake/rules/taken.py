"""Which rows of a file are taken, when they are too many to stand in memory?

Rows are checked one by one and wait on disk; what must be compared between them is kept as columns
of whole numbers. When all have passed by, the comparison says of each with a few bits what it
found, and the rows that are taken are typed anew for everyone who asks.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from doorstep.intake.cells.reading import Clean
from doorstep.intake.headers import DataRow, SheetPlan
from doorstep.intake.kept import Later, Spool
from doorstep.intake.known import KnownAccount
from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.noted import noted_of
from doorstep.intake.rules.sheet import CheckedSheet
from doorstep.terms.codes import RemarkFlag

Row = TypeVar("Row")

NO_ACCOUNT: Final = -1


class Finding(NamedTuple):
    """What a comparison may find of a row; its place in a list is its bit."""

    column: str
    rule: str
    is_rejecting: bool


class Packed(NamedTuple):
    """An accepted row as it waits: all that its typed form is made of.

    ``account`` is the place of the account it speaks of among all that the file speaks of.
    """

    sheet: int
    number: int
    values: dict[str, Clean]
    account: int
    verified_identity: str | None
    flags: tuple[RemarkFlag, ...]
    warnings: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Taken(Sequence[Row], Generic[Row]):
    """Accepted rows in the order of the file; each look types them anew from where they wait.

    Attributes:
        typed: Makes the typed row of a draft.
        plans: Of the sheets, without their rows.
        accounts: That rows speak of.
        passed: Rows that passed every check of their own.
        found: Bits of what comparing them with each other found, shape ``(len(passed),)``.
        findings: What the bits mean.
    """

    typed: Callable[[Draft], Row]
    plans: tuple[SheetPlan, ...] = ()
    accounts: Sequence[KnownAccount] = ()
    passed: Spool[Packed] = field(default_factory=Spool)
    found: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        """Return how many rows are taken."""
        return int(((self.found & rejecting(self.findings)) == 0).sum())

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows one by one, so that a million never stand in memory together."""
        at, mask = 0, rejecting(self.findings)
        for chunk in self.passed.chunks():
            found = self.found[at : at + len(chunk)].tolist()
            at += len(chunk)
            for each, bits in zip(chunk, found, strict=True):
                if not bits & mask:
                    yield self._typed(each, bits)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        """Return one row, or some; far ones are read from the beginning."""
        if isinstance(at, slice):
            return tuple(self)[at]
        place = at + len(self) if at < 0 else at
        for row in islice(self, place, place + 1):
            return row
        raise IndexError(f"there are {len(self)} rows")

    def _typed(self, row: Packed, bits: int) -> Row:
        later = _bits_of(self.findings, bits) if bits else []
        account = None if row.account == NO_ACCOUNT else self.accounts[row.account]
        draft = Draft(
            plan=self.plans[row.sheet],
            row=DataRow(row.number, {}),
            values=row.values,
            warnings=[*row.warnings, *later] if later else row.warnings,
            verified_identity=row.verified_identity,
            flags=row.flags,
            account=account,
        )
        return self.typed(draft)


@dataclass(slots=True)
class Passing:
    """Rows of one kind on their way: findings are noted, accepted rows put where they wait.

    Attributes:
        sheets: All sheets of the kind; accepted rows are told by the place of theirs.
        places: Place of the sheet of each waiting row.
        numbers: Its row number.
        users: The account that it speaks of.
        accounts: All of these accounts.
    """

    sheets: Sequence[CheckedSheet]
    waiting: Spool[Packed] = field(default_factory=Spool)
    places: "array[int]" = field(default_factory=lambda: array("q"))
    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    users: "array[int]" = field(default_factory=lambda: array("q"))
    accounts: list[KnownAccount] = field(default_factory=list)
    _known: dict[tuple[str, str], int] = field(default_factory=dict)

    def take(self, at: int, draft: Draft) -> bool:
        """Note what was found in the next row of a sheet; say whether it passed."""
        self.sheets[at].log.add(noted_of(draft))
        if not draft.is_accepted:
            return False
        user = self.place_of(draft.account)
        self.places.append(at)
        self.numbers.append(draft.row.number)
        self.users.append(user)
        self.waiting.append(
            Packed(
                at, draft.row.number, draft.values, user, draft.verified_identity,
                draft.flags, draft.warnings,
            )
        )  # fmt: skip
        return True

    def place_of(self, account: KnownAccount | None) -> int:
        """Return the place of an account among those that rows speak of."""
        if account is None:
            return NO_ACCOUNT
        place = self._known.setdefault(account.key, len(self.accounts))
        if place == len(self.accounts):
            self.accounts.append(account)
        return place

    def nothing_found(self) -> NDArray[np.uint8]:
        """Return bits for all waiting rows, none of them set."""
        return np.zeros(len(self.numbers), np.uint8)

    def taken(
        self,
        typed: Callable[[Draft], Row],
        found: NDArray[np.uint8],
        findings_of: Callable[[SheetPlan], tuple[Finding, ...]],
    ) -> Taken[Row]:
        """Note what comparing the rows found, and return those that are taken.

        Args:
            typed: Makes the typed row of a draft.
            found: Bits of each waiting row.
            findings_of: What the bits mean in a sheet; the same findings in all of them.
        """
        places = whole(self.places)
        for at, sheet in enumerate(self.sheets):
            rows = np.flatnonzero((places == at) & (found > 0))
            _tell(sheet, whole(self.numbers)[rows], found[rows], findings_of(sheet.plan))
        plans = tuple(sheet.plan.without_rows() for sheet in self.sheets)
        findings = findings_of(plans[0]) if plans else ()
        return Taken(typed, plans, self.accounts, self.waiting, found, findings)


def rejecting(findings: Iterable[Finding]) -> int:
    """Return the bits that cost a row."""
    return sum(1 << bit for bit, finding in enumerate(findings) if finding.is_rejecting)


def digest_of(content: object) -> bytes:
    """Return 16 bytes that stand for a content, by its ``repr``."""
    return blake2b(repr(content).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def whole(column: "array[int]") -> NDArray[np.int64]:
    """Return a column of whole numbers as an array, shape ``(n,)``."""
    return np.frombuffer(column, np.int64) if column else np.empty(0, np.int64)


def _tell(
    sheet: CheckedSheet,
    numbers: NDArray[np.int64],
    found: NDArray[np.uint8],
    findings: tuple[Finding, ...],
) -> None:
    """Add to a sheet's findings what comparing its rows with all others found."""
    sayings = tuple(
        (
            tuple(_bits_of(findings, bits & mask)),
            tuple(_bits_of(findings, bits & ~mask)),
        )
        for mask in (rejecting(findings),)
        for bits in range(1 << len(findings))
    )
    sheet.log.later = Later(array("q", numbers.tobytes()), array("b", found.tobytes()), sayings)
    sheet.log.accepted -= int(((found & rejecting(findings)) > 0).sum())


def _bits_of(findings: Sequence[Finding], bits: int) -> list[tuple[str, str]]:
    """Return column and rule of each finding whose bit is set."""
    return [
        (finding.column, finding.rule) for at, finding in enumerate(findings) if bits >> at & 1
    ]
