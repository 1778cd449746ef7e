"""What does the page of figures hold?"""

from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.parts import Paging


@dataclass(frozen=True, slots=True)
class Definition:
    """How a number is counted, in the reader's language.

    Attributes:
        label: What it is called.
        top: What is counted.
        bottom: Out of what; empty for a plain count.
        leaves_out: What is not in it.
        version: Changes with the definition.
    """

    label: str
    top: str
    bottom: str
    leaves_out: str
    version: str


@dataclass(frozen=True, slots=True)
class Number:
    """One number with its definition and the way to its cases.

    Attributes:
        key: Which.
        definition: How it is counted.
        value: As text.
        beside: Interval or comparison; empty for none.
        note: One short line under it.
        cases: How many cases stand behind it.
        query: Opens them; empty when there are none.
    """

    key: str
    definition: Definition
    value: str
    beside: str
    note: str
    cases: int
    query: str


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell of the heat map.

    Attributes:
        text: The share, or a dash.
        level: 0 to 8, how strongly it is filled; None when empty.
        move: ``up`` or ``down`` when it moved by two points or more, else empty.
        cases: Cases that rolled.
        query: Opens them; empty when there are none.
        is_open: The month is not over.
    """

    text: str
    level: int | None
    move: str
    cases: int
    query: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One stage of arrears over the months."""

    label: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class MonthCell:
    """What one month brought of one thing; ``query`` opens its cases."""

    text: str
    cases: int
    query: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month: money and harm side by side."""

    month: date
    is_open: bool
    cells: tuple[MonthCell, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page of figures.

    Attributes:
        as_of: The last day.
        first: The first day.
        known_at: What became known later does not count.
        today: The latest day that may be asked for.
        filters: Pills.
        money: Recovered beside complaints, requests to stop, visits and breaches.
        quality: How work is done: reached, kept, cured, visits per case, worth.
        felt: What borrowers answered about contacts.
        month_heads: Titles of the columns of the months table.
        months: Month by month.
        heat: The heat map, its columns being the months.
        heat_months: The last day of each column.
        export_query: Of the downloads.
    """

    as_of: date
    first: date
    known_at: datetime
    today: date
    filters: tuple[Filter, ...]
    money: tuple[Number, ...]
    quality: tuple[Number, ...]
    felt: tuple[Number, ...]
    month_heads: tuple[str, ...]
    months: tuple[MonthRow, ...]
    heat: tuple[HeatRow, ...]
    heat_months: tuple[tuple[date, bool], ...]
    export_query: str

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Return all numbers, for their definitions."""
        return self.money + self.quality + self.felt


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One case behind a number; nobody's name."""

    case_id: int
    number: str
    creditor: str
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class BehindPage:
    """The cases behind a number.

    Attributes:
        title: What the number is.
        definition: How it is counted; None for a cell of the heat map.
        first: First day.
        as_of: Last day.
        rows: Cases of this page.
        paging: Where the reader is.
        back_query: Leads back to the page of figures.
        may_open: The reader may open a case.
    """

    title: str
    definition: Definition | None
    first: date
    as_of: date
    rows: tuple[BehindRow, ...]
    paging: Paging
    back_query: str
    may_open: bool
