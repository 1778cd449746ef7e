"""What does the list of what borrowers said show?"""

from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.parts import Paging


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One thing that a borrower said.

    Attributes:
        said_id: Identifier.
        number: Number of the receipt.
        kind: What.
        words: In their own words; may be empty.
        case_id: Of which case.
        case_number: Its number.
        borrower: Who said it.
        said_at: When.
        due_on: By when it is answered.
        is_late: It waits beyond that day.
        owner_role: Whose it is.
        answered_at: When it was answered, or None.
        answered_by: By whom.
        answer: The answer.
        may_answer: The reader may answer it.
        typed: An answer that came back with its form.
        error: What is wrong with it.
    """

    said_id: str
    number: str
    kind: str
    words: str
    case_id: int
    case_number: str
    borrower: str
    said_at: datetime
    due_on: date
    is_late: bool
    owner_role: str
    answered_at: datetime | None
    answered_by: str
    answer: str
    may_answer: bool
    typed: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class SaidPage:
    """What came in over borrowers' pages.

    Attributes:
        rows: This page: what is due first on top, then the newest.
        filters: Owner, kind, state.
        paging: Where we are.
        open_count: All that waits.
        late_count: What waits beyond its day.
        today_count: What is due today.
        error: What is wrong with an answer to something that is not on this page.
    """

    rows: tuple[SaidLine, ...]
    filters: tuple[Filter, ...]
    paging: Paging
    open_count: int
    late_count: int
    today_count: int
    error: str = ""
