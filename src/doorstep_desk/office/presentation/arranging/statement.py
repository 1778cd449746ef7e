"""What does the statement of an account show?"""

from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.office.presentation.parts import Option


@dataclass(frozen=True, slots=True)
class Written:
    """One entry of the books as a line to read.

    Attributes:
        on: Day on which it counts.
        word: What happened, a word of ``ledger_entry``.
        is_undoing: Whether it takes an earlier line back.
        is_undone: Whether a later line takes it back.
        parts: How much each component changed, as word and fen; what did not change is left out.
        changed_fen: By how much all that is owed changed.
        beyond_fen: Of money that came in, what was more than was owed.
        owed_fen: All that is owed after it.
        source: Where it comes from, a word of ``ledger_source``.
        number: The number of that source, empty if it has none.
        posted_at: When it was written.
    """

    on: date
    word: str
    is_undoing: bool
    is_undone: bool
    parts: tuple[tuple[str, int], ...]
    changed_fen: int
    beyond_fen: int
    owed_fen: int
    source: str
    number: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class StatementPage:
    """The statement of one account of a case.

    Attributes:
        case_id: The case.
        number: Its number.
        name: The borrower.
        accounts: The accounts of the case, to choose one.
        chosen: The account that is shown, as its option's value; empty if the case has none.
        loan_no: The lender's number of it.
        currency: Its currency.
        recalled_on: Day on which the lender took it back.
        placed_fen: What was stated when it was placed.
        owed_fen: What is owed after the last line; what was placed where there are no books.
        overpaid_fen: Received beyond what was owed.
        reached_on: Day up to which it has been reckoned.
        parts: What is owed by component, as word and fen.
        lines: The entries in the order of writing; empty where there are no books.
        waiting: Events that the books could not take, as code of the reason and how many.
        read_at: When this was read.
        may_issue: The reader may print it for the borrower.
    """

    case_id: int
    number: str
    name: str
    accounts: tuple[Option, ...]
    chosen: str
    loan_no: str
    currency: str
    recalled_on: date | None
    placed_fen: int
    owed_fen: int
    overpaid_fen: int
    reached_on: date | None
    parts: tuple[tuple[str, int], ...]
    lines: tuple[Written, ...]
    waiting: tuple[tuple[str, int], ...]
    read_at: datetime
    may_issue: bool = False
