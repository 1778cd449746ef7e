"""What does the list of visitor alerts hold? Nobody's name and no place: none was asked."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert.

    Attributes:
        check_id: Identifier.
        at: When, in Beijing.
        answer: ``unknown`` (the number fitted nobody) or ``reported`` (something was not right).
        pair: Letter of the pair whose number it was; empty when none.
        note: What the asker added.
        matched_after: The same asker then typed a number that fitted.
        settled_as: ``impostor``, ``mistyped``, ``ours``, ``unclear``, or empty.
        settled_by: By whom.
    """

    check_id: str
    at: datetime
    answer: str
    pair: str
    note: str
    matched_after: bool
    settled_as: str
    settled_by: str


@dataclass(frozen=True, slots=True)
class VisitorsPage:
    """Alerts.

    Attributes:
        waiting: Those that nobody has settled, newest first.
        settled: Those settled lately.
        may_settle: The reader may settle one.
        error: What went wrong, in the reader's language.
    """

    waiting: tuple[AlertRow, ...]
    settled: tuple[AlertRow, ...]
    may_settle: bool
    error: str
