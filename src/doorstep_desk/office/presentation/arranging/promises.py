"""What does the calendar of promises show?"""

from dataclasses import dataclass
from datetime import date

from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.parts import Option, Paging

STATES = ("kept", "partly_kept", "broken", "open")
"""In the order in which they are drawn; who took a promise back owes nobody a word about it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Promises that stand alike.

    Attributes:
        state: Word of ``codes.PromiseState``.
        count: How many.
        promised_fen: What was promised.
        paid_fen: What was paid on them.
        query: Query text that lists them.
        share: Part of all in the same place, 0 to 100.
        begins: Where its part of the bar begins, 0 to 100.
    """

    state: str
    count: int
    promised_fen: int
    paid_fen: int
    query: str = ""
    share: float = 0.0
    begins: float = 0.0


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day of the calendar.

    Attributes:
        on: The day.
        tallies: Promises of the day by state; only those that there are.
        count: All of them.
        promised_fen: What was promised for the day.
        paid_fen: What was paid on it.
        query: Query text that opens the day.
        is_today: It is the present day.
        is_chosen: Its promises are listed beside the calendar.
        is_outside: It belongs to the month before or after.
    """

    on: date
    tallies: tuple[Tally, ...]
    count: int
    promised_fen: int
    paid_fen: int
    query: str
    is_today: bool
    is_chosen: bool
    is_outside: bool


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise.

    Attributes:
        case_id: Its case.
        number: Number of the case.
        borrower: Name.
        due_on: Until when.
        amount_fen: What was promised.
        paid_fen: What was paid on it.
        state: What became of it.
        is_graced: Its day is over, and the days of grace run.
    """

    case_id: int
    number: str
    borrower: str
    due_on: date
    amount_fen: int
    paid_fen: int
    state: str
    is_graced: bool


@dataclass(frozen=True, slots=True)
class PromisesPage:
    """The calendar of promises.

    Attributes:
        view: ``month``, ``week``, ``list`` (of the month) or ``day`` (a list, too).
        first_on: First day of the span.
        last_on: Last day of the span.
        chosen_on: Day whose promises are listed; None in a list of the whole span.
        weeks: Days of a month by week, or one week.
        tallies: The whole span by state.
        count: Promises of the span.
        promised_fen: What was promised for the span.
        paid_fen: What was paid on it.
        reached_count: Attempts that reached one of these borrowers in the span.
        paused_count: Cases among them whose collection is paused now.
        rows: The promises that are listed.
        paging: Where the reader is in the list.
        filters: The pills.
        views: The views to choose from; their value is a query text.
        before: Query text of the span before.
        after: Query text of the span after.
        today: Query text of the span with the present day.
        hidden: Query fields that a filter form keeps.
    """

    view: str
    first_on: date
    last_on: date
    chosen_on: date | None
    weeks: tuple[tuple[DueDay, ...], ...]
    tallies: tuple[Tally, ...]
    count: int
    promised_fen: int
    paid_fen: int
    reached_count: int
    paused_count: int
    rows: tuple[PromiseRow, ...]
    paging: Paging
    filters: tuple[Filter, ...]
    views: tuple[Option, ...]
    before: str
    after: str
    today: str
    hidden: tuple[tuple[str, str], ...]
