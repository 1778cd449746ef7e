"""What does the page about chances hold?"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a curve with its interval; all in the pixels of the drawing.

    Attributes:
        x: From the left.
        y: From the top.
        low_y: Lower end of the interval.
        high_y: Upper end.
        said: Mean chance, as text.
        came: Share that came, as text.
        between: Interval of the share, as text.
        rows: How many rows.
    """

    x: float
    y: float
    low_y: float
    high_y: float
    said: str
    came: str
    between: str
    rows: int


@dataclass(frozen=True, slots=True)
class Square:
    """A square drawing: a line, a band around it, and the ticks of both axes.

    Attributes:
        line: Points of the line.
        band: Corners of the band; empty for none.
        dots: The points with what they say.
        ticks: Place along the bottom, place along the side, text.
        diagonal_y: Where the diagonal meets the right edge.
        sentence: What we read from it.
    """

    line: str
    band: str
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, float, str], ...]
    diagonal_y: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Whisker:
    """A difference with its interval around zero; places in percent of the width.

    Attributes:
        name: What is compared, in the reader's language.
        value: The difference, as text; empty when there are too few.
        between: Its interval, as text.
        x: Place of the difference.
        low_x: Left end of the interval.
        width: Its width.
        zero_x: Place of nothing.
        says: What may be said, in the reader's language.
        kind: ``allow``, ``refuse`` or empty: better, worse, or no evidence.
        parts: The same in each part of the portfolio: name, difference, interval.
    """

    name: str
    value: str
    between: str
    x: float
    low_x: float
    width: float
    zero_x: float
    says: str
    kind: str
    parts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group kept for audit.

    Attributes:
        attribute: ``language``, ``age`` or ``gender``.
        group: Its word.
        rows: How many people.
        miss: What came less what was said, in points, as text.
        miss_between: Its interval.
        gap: The same, less that of everybody else.
        gap_between: Its interval.
        gap_standing: ``within``, ``over`` or ``unclear``.
        burden: Contacts against everybody else, as text.
        burden_between: Its interval.
        burden_standing: As for the gap.
    """

    attribute: str
    group: str
    rows: int
    miss: str
    miss_between: str
    gap: str
    gap_between: str
    gap_standing: str
    burden: str
    burden_between: str
    burden_standing: str


@dataclass(frozen=True, slots=True)
class Drift:
    """How well the model in use foretold since it was learned.

    Attributes:
        line: Its log-loss by stretch, in a square of 100.
        base: That of the base rate.
        ticks: Text and place from the top, in pixels.
        begins_on: First day.
        ends_on: Last day.
        alarms: Place from the left in percent, and what it says.
        columns: What moved: name, index, how often chance moves it so far, whether it is an alarm.
        rows: Days of each stretch, rows, both losses.
        sentence: What we read from it.
    """

    line: str
    base: str
    ticks: tuple[tuple[str, float], ...]
    begins_on: date | None
    ends_on: date | None
    alarms: tuple[tuple[float, str], ...]
    columns: tuple[tuple[str, str, str, bool], ...]
    rows: tuple[tuple[date, date, int, str, str], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Step:
    """How far the chances of one mark have moved.

    Attributes:
        name: The mark, in the reader's language.
        points: Factor on the odds, as text.
        between: Its 90 % interval, as text.
    """

    name: str
    points: str
    between: str


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model of the registry.

    Attributes:
        row_id: Its row.
        version: Digest.
        fitted_on: Day of fitting.
        rows: Rows it learned from.
        auc: Ranking on new rows, as text.
        ece: Calibration error, as text.
        state: As in the registry.
        by: Who did the last thing with it.
        at: When.
        because: Why.
        blocked_by: The groups that block it, in the reader's language.
        may_promote: The reader may put it into use.
        may_go_back: The reader may go back to it.
    """

    row_id: int
    version: str
    fitted_on: date
    rows: int
    auc: str
    ece: str
    state: str
    by: str
    at: datetime
    because: str
    blocked_by: tuple[str, ...]
    may_promote: bool
    may_go_back: bool


@dataclass(frozen=True, slots=True)
class RecoveryDay:
    """What is expected to have come in by a day: money, its interval, and its share of all."""

    by_day: int
    expected_fen: int
    low_fen: int
    high_fen: int
    share: str


@dataclass(frozen=True, slots=True)
class Recovery:
    """What the open cases are expected to bring.

    Attributes:
        cases: How many.
        owed_fen: What they owe.
        payments: Past payments that it was learned from.
        mean_share: The share of what is owed that a payment brings.
        days: By each day; empty when too few payments are known.
    """

    cases: int
    owed_fen: int
    payments: int
    mean_share: float
    days: tuple[RecoveryDay, ...]


@dataclass(frozen=True, slots=True)
class OddsPage:
    """The page about the chances of one head.

    Attributes:
        head: Word of the head.
        heads: All heads.
        used: The model in use, or None.
        judged_rows: Rows that judged it.
        figures: Name and text of each figure.
        curve: Said against came, or None.
        lift: The highest chances first, or None.
        rivals: Against other models.
        groups: The table of groups.
        drift: Since the model was learned, or None.
        steps: How far the chances have moved.
        outcomes: After how many outcomes.
        recovery: What is expected back; None for the other head, and before the first day.
        effects: What treatments change.
        models: The registry.
        may_promote: The reader may put a model into use.
        error: What went wrong.
    """

    head: str
    heads: tuple[str, ...]
    used: ModelRow | None
    judged_rows: int
    figures: tuple[tuple[str, str], ...]
    curve: Square | None
    lift: Square | None
    rivals: tuple[Whisker, ...]
    groups: tuple[GroupLine, ...]
    drift: Drift | None
    steps: tuple[Step, ...]
    outcomes: int
    recovery: Recovery | None
    effects: tuple[Whisker, ...]
    models: tuple[ModelRow, ...]
    may_promote: bool
    error: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two models side by side.

    Attributes:
        head: Word of the head.
        first: One model.
        second: The other.
        figures: Name, text of the first, text of the second.
        curves: The curve of each, or None.
        features: Features that only one of them reads: name, side.
        rivals: How each did against the model that stood when it was fitted.
    """

    head: str
    first: ModelRow
    second: ModelRow
    figures: tuple[tuple[str, str, str], ...]
    curves: tuple[Square | None, Square | None]
    features: tuple[tuple[str, str], ...]
    rivals: tuple[tuple[Whisker, ...], tuple[Whisker, ...]]
