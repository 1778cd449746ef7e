"""What does the register of complaints hold?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doorstep_desk.complaints.register import Registered


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """One complaint with where it stands."""

    row: Registered
    state: str
    days_left: int | None


@dataclass(frozen=True, slots=True)
class ComplaintsPage:
    """The register.

    Attributes:
        waiting: Those that nobody has answered, the oldest first.
        answered: Those that were, the newest first.
        late: How many wait beyond their deadline.
        may_open: The reader may open a case.
    """

    waiting: tuple[ComplaintLine, ...]
    answered: tuple[ComplaintLine, ...]
    late: int
    may_open: bool


def complaints_page(rows: Sequence[Registered], today: date, *, may_open: bool) -> ComplaintsPage:
    """Return the register as it stands on a day."""
    found = [_line(row, today) for row in rows]
    waiting = tuple(line for line in found if line.row.answered_at is None)
    return ComplaintsPage(
        waiting,
        tuple(line for line in found if line.row.answered_at is not None),
        sum(line.state == "late" for line in waiting),
        may_open,
    )


def _line(row: Registered, today: date) -> ComplaintLine:
    left = None if row.deadline is None else (row.deadline.due_on - today).days
    return ComplaintLine(row, row.state(today), left)
