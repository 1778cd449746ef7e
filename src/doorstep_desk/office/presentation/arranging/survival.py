"""What does the page about how long arrangements hold show?"""

from dataclasses import dataclass
from datetime import date

from doorstep_desk.office.presentation.lists import Filter


@dataclass(frozen=True, slots=True)
class CurveRow:
    """The curve on one day after the agreement.

    Attributes:
        day: Days since the agreement.
        watched: How many stand behind it.
        share: Estimated share that holds; None beyond what was watched.
        low: Lower end of the band.
        high: Upper end of the band.
        place: Where the day stands along the bottom, 0 to 100.
        is_thin: Fewer than ten stand behind it.
    """

    day: int
    watched: int
    share: float | None
    low: float
    high: float
    place: float
    is_thin: bool


@dataclass(frozen=True, slots=True)
class CurveCard:
    """One curve as drawn, in a square of 100.

    Attributes:
        kind: Kind word; empty for all together.
        line: Corners of the steps behind which enough stand.
        thin_line: Corners of the rest, drawn dashed.
        area: The band.
        rows: Table twin: the days marked along the bottom.
        read_at: The row that is read out.
        count: How many arrangements it rests on.
        broken: How many broke.
        running: How many still run.
        completed: How many were completed.
        elsewise: How many were reshaped, withdrawn or stand contested.
        median_days: Day beyond which no more than half hold; None while more do.
        is_thin: Too few for comparisons.
    """

    kind: str
    line: str
    thin_line: str
    area: str
    rows: tuple[CurveRow, ...]
    read_at: CurveRow
    count: int
    broken: int
    running: int
    completed: int
    elsewise: int
    median_days: int | None
    is_thin: bool


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """An arrangement that broke.

    Attributes:
        case_id: Its case.
        number: Number of the case.
        borrower: Name.
        kind: Kind word.
        agreed_on: Since when it was agreed.
        days: After how many days it broke.
    """

    case_id: int
    number: str
    borrower: str
    kind: str
    agreed_on: date
    days: int


@dataclass(frozen=True, slots=True)
class SurvivalPage:
    """How long arrangements hold.

    Attributes:
        on: As known on this day.
        today: The present day.
        whole: All together; None where nothing has been agreed.
        kinds: One curve for each kind that there is.
        broken: The newest that broke.
        broken_count: How many broke.
        filters: The pills.
    """

    on: date
    today: date
    whole: CurveCard | None
    kinds: tuple[CurveCard, ...]
    broken: tuple[BrokenRow, ...]
    broken_count: int
    filters: tuple[Filter, ...]
