"""Which rows of a placement are taken, when they are too many to stand in memory?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from doorstep.intake.cells.reading import Clean
from doorstep.intake.headers import DataRow, SheetPlan
from doorstep.intake.kept import Spool
from doorstep.intake.rows import PlacementRow
from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.placement.compared import REJECTING, SHARED
from doorstep.intake.rules.placement.typed import placement_row
from doorstep.terms.codes import RemarkFlag


class Packed(NamedTuple):
    """An accepted row as it waits: all that its typed form is made of."""

    sheet: int
    number: int
    values: dict[str, Clean]
    verified_identity: str | None
    flags: tuple[RemarkFlag, ...]
    warnings: list[tuple[str, str]]


def packed(sheet: int, draft: Draft) -> Packed:
    """Return what is kept of a row that passed every check of its own."""
    return Packed(
        sheet, draft.row.number, draft.values, draft.verified_identity, draft.flags, draft.warnings
    )


@dataclass(frozen=True, slots=True, eq=False)
class TakenPlacements(Sequence[PlacementRow]):
    """Accepted rows in the order of the file; each look types them anew from where they wait.

    Attributes:
        plans: Of the sheets, without their rows.
        passed: Rows that passed every check of their own.
        found: Bits of what comparing them with each other found, shape ``(len(passed),)``.
    """

    plans: tuple[SheetPlan, ...] = ()
    passed: Spool[Packed] = field(default_factory=Spool)
    found: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))

    def __len__(self) -> int:
        """Return how many rows are taken."""
        return int(((self.found & REJECTING) == 0).sum())

    def __iter__(self) -> Iterator[PlacementRow]:
        """Yield the rows one by one."""
        for chunk in self.chunks():
            yield from chunk

    def chunks(self) -> Iterator[list[PlacementRow]]:
        """Yield the rows in lists, so that a million never stand in memory together."""
        at = 0
        for chunk in self.passed.chunks():
            found = self.found[at : at + len(chunk)].tolist()
            at += len(chunk)
            yield [
                self._typed(each, bits)
                for each, bits in zip(chunk, found, strict=True)
                if not bits & REJECTING
            ]

    @overload
    def __getitem__(self, at: int) -> PlacementRow: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[PlacementRow, ...]: ...
    def __getitem__(self, at: int | slice) -> PlacementRow | tuple[PlacementRow, ...]:
        """Return one row, or some; far ones are read from the beginning."""
        if isinstance(at, slice):
            return tuple(self)[at]
        place = at + len(self) if at < 0 else at
        for row in islice(self, place, place + 1):
            return row
        raise IndexError(f"there are {len(self)} rows")

    def _typed(self, row: Packed, bits: int) -> PlacementRow:
        warnings = [*row.warnings, ("mobile", "phone_shared")] if bits & SHARED else row.warnings
        draft = Draft(
            plan=self.plans[row.sheet],
            row=DataRow(row.number, {}),
            values=row.values,
            warnings=warnings,
            verified_identity=row.verified_identity,
            flags=row.flags,
        )
        return placement_row(draft)
