"""What is gathered about one sheet while its rows are checked one after the other?"""

from dataclasses import dataclass, field
from typing import Final, Self

from doorstep.intake.cells.amount import read_amount
from doorstep.intake.headers import Column, SheetPlan, TotalsRow
from doorstep.intake.kept import SheetLog
from doorstep.intake.tables import letters_of

_CONTROLLED: Final = {
    "placement": ("placed_amount", "overdue_amount"),
    "repayment": ("pay_amount",),
}


@dataclass(slots=True)
class CheckedSheet:
    """A sheet, the findings in its rows, and its running sum.

    Attributes:
        controlled: Column that the sender's totals are compared with, or None.
        sum_fen: Of all counted rows so far whose amount can be read, rejected or not: the sender
            summed them too.
        differing: Numbers of totals rows that are not the sum of the rows above them.
    """

    plan: SheetPlan
    log: SheetLog
    controlled: Column | None
    sum_fen: int = 0
    differing: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, plan: SheetPlan) -> Self:
        """Begin a sheet."""
        columns = {column.field: column for column in reversed(plan.columns)}
        places = {name: (each.title, letters_of(each.at)) for name, each in columns.items()}
        fields = _CONTROLLED.get(plan.kind, ())
        controlled = next((columns[name] for name in fields if name in columns), None)
        return cls(plan, SheetLog(plan.name, places), controlled)

    @property
    def controlled_field(self) -> str:
        """Return the field that totals are compared with, or an empty text."""
        return self.controlled.field if self.controlled else ""

    def count(self, fen: int | None) -> None:
        """Add the controlled amount of the next row."""
        self.sum_fen += fen or 0

    def compare(self, totals: TotalsRow) -> None:
        """Compare a totals row with the rows above it."""
        if self.controlled is None:
            return
        value = totals.values.get(self.controlled.at, "")
        said = read_amount(value, self.controlled.unit).value
        if isinstance(said, int) and said != self.sum_fen:
            self.differing.append(totals.number)
