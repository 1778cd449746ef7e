"""What became of a file, in the exact shape that the placement file description asks for?"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO

from doorstep.intake.dictionary import dictionary


@dataclass(frozen=True, slots=True)
class Rejection:
    """One reason why a row is not taken; ``column`` is empty when the whole row is meant.

    ``header`` (as written) and ``cell`` (such as ``X12``) are for people; the JSON has neither.
    """

    sheet: str
    row: int
    column: str
    rule: str
    header: str = ""
    cell: str = ""

    @property
    def hint(self) -> str:
        """Return what to tell the sender."""
        return dictionary().hints[self.rule]


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to one cell of an accepted row."""

    sheet: str
    row: int
    column: str
    before: str
    after: str
    rule: str
    header: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that a person should look at, in an accepted row or about the file."""

    sheet: str
    row: int
    column: str
    rule: str
    header: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag that a remark raised."""

    sheet: str
    row: int
    flag: str


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet that was read."""

    sheet: str
    kind: str
    header_row: int
    rows: int


@dataclass(frozen=True, slots=True)
class FileFormat:
    """How the file was written; all None when it was refused."""

    container: str | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """Why nothing of the file is taken."""

    rule: str
    column: str

    @property
    def hint(self) -> str:
        """Return what to tell the sender."""
        return dictionary().hints[self.rule]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report; entries stand in the order of the file.

    Attributes:
        kind: Of the first sheet that was read; None when the file was refused before.
        accepted: Rows that are taken.
        totals: Sums by name; money in fen.
    """

    file: str
    kind: str | None
    as_of: date
    context: tuple[str, ...]
    refusal: RefusedFile | None = None
    format: FileFormat = FileFormat()
    sheets: tuple[SheetSeen, ...] = ()
    accepted: int = 0
    totals: tuple[tuple[str, int], ...] = ()
    rejected: Sequence[Rejection] = ()
    repaired: Sequence[Repair] = ()
    warnings: Sequence[Warned] = ()
    flags: Sequence[Flagged] = ()

    @property
    def is_refused(self) -> bool:
        """Say whether nothing of the file is taken."""
        return self.refusal is not None

    @property
    def total_rows(self) -> int:
        """Return the number of data rows in all sheets that were read."""
        return sum(sheet.rows for sheet in self.sheets)

    @property
    def outcome(self) -> str:
        """Return ``imported``, ``imported_in_part`` or ``refused``."""
        if self.is_refused:
            return "refused"
        return "imported" if self.accepted == self.total_rows else "imported_in_part"

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data, ready for JSON; a long one is better written."""
        return self.head() | {part: list(entries) for part, entries in self._parts()}

    def write(self, out: TextIO) -> None:
        """Write the report as JSON, entry by entry, however many there are.

        The text is that of ``json.dumps(self.as_dict(), ensure_ascii=False, indent=1)``.
        """
        out.write(json.dumps(self.head(), ensure_ascii=False, indent=1).removesuffix("\n}"))
        for part, entries in self._parts():
            out.write(f',\n "{part}": [')
            before = "\n  "
            for entry in entries:
                text = json.dumps(entry, ensure_ascii=False, indent=1)
                out.write(before + text.replace("\n", "\n  "))
                before = ",\n  "
            out.write("]" if before == "\n  " else "\n ]")
        out.write("\n}")

    def head(self) -> dict[str, Any]:
        """Return all of the report but the entries."""
        return {
            "file": self.file,
            "kind": self.kind,
            "as_of": self.as_of.isoformat(),
            "context": list(self.context),
            "outcome": self.outcome,
            "refusal": self._refusal(),
            "format": {
                "container": self.format.container,
                "encoding": self.format.encoding,
                "delimiter": self.format.delimiter,
            },
            "sheets": [
                {"sheet": s.sheet, "kind": s.kind, "header_row": s.header_row, "rows": s.rows}
                for s in self.sheets
            ],
            "rows": {
                "total": self.total_rows,
                "accepted": self.accepted,
                "rejected": self.total_rows - self.accepted,
            },
            "totals": dict(self.totals),
        }

    def _parts(self) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
        yield "rejected", (_place(r) | {"rule": r.rule, "hint": r.hint} for r in self.rejected)
        yield (
            "repaired",
            (_place(r) | {"from": r.before, "to": r.after, "rule": r.rule} for r in self.repaired),
        )
        yield "warnings", (_place(w) | {"rule": w.rule} for w in self.warnings)
        yield "flags", ({"sheet": f.sheet, "row": f.row, "flag": f.flag} for f in self.flags)

    def _refusal(self) -> dict[str, str] | None:
        if self.refusal is None:
            return None
        refusal = self.refusal
        return {"rule": refusal.rule, "column": refusal.column, "hint": refusal.hint}


def _place(entry: Rejection | Repair | Warned) -> dict[str, Any]:
    return {"sheet": entry.sheet, "row": entry.row, "column": entry.column}
