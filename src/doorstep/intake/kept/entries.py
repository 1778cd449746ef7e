"""What is to be said of the rows of a file, entry by entry, in the order of the file?"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import Any, Final, Generic, NamedTuple, TypeVar, overload

from doorstep.intake.kept.spool import Spool
from doorstep.intake.report import Flagged, Rejection, Repair, Warned

Entry = TypeVar("Entry")


class Noted(NamedTuple):
    """What was found in one row.

    Attributes:
        row: As a spreadsheet program shows it.
        reasons: Why it is rejected: column and rule.
        repairs: Column, the cell before and after, and the rule.
        warnings: Column and rule.
        flags: Words of the flags.
    """

    row: int
    reasons: tuple[tuple[str, str], ...] = ()
    repairs: tuple[tuple[str, str, str, str], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(slots=True)
class Later:
    """What comparing rows with each other found, long after each was checked by itself.

    Attributes:
        rows: Numbers of the rows it is about, ascending.
        codes: For each of them the place of what is to be said in ``sayings``.
        sayings: Further reasons, and further warnings.
    """

    rows: "array[int]" = field(default_factory=lambda: array("q"))
    codes: "array[int]" = field(default_factory=lambda: array("b"))
    sayings: tuple[tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]], ...] = ()

    def __iter__(self) -> Iterator[Noted]:
        """Yield what is added to each row."""
        for row, code in zip(self.rows, self.codes, strict=True):
            reasons, warnings = self.sayings[code]
            yield Noted(row, reasons, (), warnings)


@dataclass(slots=True)
class SheetLog:
    """Everything that is said of the rows of one sheet.

    Attributes:
        places: Header as written and letters of the column, by field.
        noted: Rows of which something is to be said, ascending.
        later: What comparing the rows added.
        rows: Data rows of the sheet.
        accepted: Rows taken; what ``later`` rejects is taken off at the end.
    """

    sheet: str
    places: Mapping[str, tuple[str, str]]
    noted: Spool[Noted] = field(default_factory=Spool)
    later: Later = field(default_factory=Later)
    rows: int = 0
    accepted: int = 0

    def add(self, noted: Noted) -> None:
        """Note what was found in the next row."""
        self.rows += 1
        self.accepted += not noted.reasons
        if any(noted[1:]):
            self.noted.append(noted)

    def __iter__(self) -> Iterator[Noted]:
        """Yield each row of which something is to be said, all its findings together."""
        pending: Noted | None = None
        for each in merge(self.noted, self.later, key=_row_of):
            if pending is not None and pending.row == each.row:
                pending = _joined(pending, each)
                continue
            if pending is not None:
                yield pending
            pending = each
        if pending is not None:
            yield pending

    def place(self, column: str, row: int) -> tuple[str, str]:
        """Return the header as written and the cell's address, empty for a whole row."""
        title, letters = self.places.get(column, ("", ""))
        return title, f"{letters}{row}" if letters else ""


def _row_of(noted: Noted) -> int:
    return noted.row


def _joined(first: Noted, second: Noted) -> Noted:
    return Noted(
        first.row,
        (*first.reasons, *second.reasons),
        first.repairs,
        (*first.warnings, *second.warnings),
        first.flags,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Entries(Sequence[Entry], Generic[Entry]):
    """Entries of one part of the report; each look reads them anew.

    Attributes:
        part: ``rejected``, ``repaired``, ``warnings`` or ``flags``.
        logs: Of the sheets, in their order.
        before: Entries about the file and its sheets, which go first.
        size: How many there are in all.
    """

    part: str
    logs: tuple[SheetLog, ...]
    before: tuple[Entry, ...] = ()
    size: int = 0

    def __len__(self) -> int:
        """Return how many entries there are."""
        return self.size

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries in the order of the file."""
        yield from self.before
        make = _PARTS[self.part]
        for log in self.logs:
            for noted in log:
                yield from make(log, noted)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, at: int | slice) -> Entry | tuple[Entry, ...]:
        """Return one entry, or some; far ones are read from the beginning."""
        if isinstance(at, slice):
            return tuple(islice(self, *at.indices(self.size)))
        place = at + self.size if at < 0 else at
        for entry in islice(self, place, place + 1):
            return entry
        raise IndexError(f"there are {self.size} entries")

    def __eq__(self, other: object) -> bool:
        """Compare entry by entry."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(map(_same, self, other))

    def __hash__(self) -> int:
        """Entries that are equal have one count."""
        return hash(self.size)


def _same(mine: object, other: object) -> bool:
    return mine == other


def entries_of(logs: Iterable[SheetLog], file_warnings: tuple[Warned, ...]) -> dict[str, Any]:
    """Return the four parts of a report by their names."""
    kept = tuple(logs)
    counts = dict.fromkeys(_PARTS, 0)
    for log in kept:
        for noted in log:
            counts["rejected"] += len(noted.reasons)
            if not noted.reasons:
                counts["repaired"] += len(noted.repairs)
                counts["warnings"] += len(noted.warnings)
                counts["flags"] += len(noted.flags)
    counts["warnings"] += len(file_warnings)
    return {
        part: Entries(part, kept, file_warnings if part == "warnings" else (), count)
        for part, count in counts.items()
    }


def _rejections(log: SheetLog, noted: Noted) -> Iterator[Rejection]:
    for column, rule in noted.reasons:
        place = log.place(column, noted.row)
        yield Rejection(log.sheet, noted.row, column, rule, *place)


def _repairs(log: SheetLog, noted: Noted) -> Iterator[Repair]:
    if not noted.reasons:
        for column, before, after, rule in noted.repairs:
            place = log.place(column, noted.row)
            yield Repair(log.sheet, noted.row, column, before, after, rule, *place)


def _warnings(log: SheetLog, noted: Noted) -> Iterator[Warned]:
    if not noted.reasons:
        for column, rule in noted.warnings:
            yield Warned(log.sheet, noted.row, column, rule, *log.place(column, noted.row))


def _flags(log: SheetLog, noted: Noted) -> Iterator[Flagged]:
    if not noted.reasons:
        yield from (Flagged(log.sheet, noted.row, flag) for flag in noted.flags)


_PARTS: Final[dict[str, Callable[[SheetLog, Noted], Iterator[Any]]]] = {
    "rejected": _rejections,
    "repaired": _repairs,
    "warnings": _warnings,
    "flags": _flags,
}
