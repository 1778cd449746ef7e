"""What does today's board show?"""

from dataclasses import dataclass, field
from datetime import date, datetime

from doorstep_desk.office.presentation.parts import FormState, Odds, Option, Permit, Reason


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that wants a person now.

    Attributes:
        kind: ``paid`` (a planned borrower paid), ``pair_short`` (a pair lost an agent), ``stale``
            (facts changed after the plan), ``overdue_stop`` (a stop has no record an hour after
            its end), ``visitors`` (somebody at a door was shown a number that is not ours),
            ``followups`` (due today), ``rows`` (rejected rows of an import), ``holds`` (cases
            that wait for a person) or ``base_rates`` (no history to learn from yet).
        url: Where it is dealt with.
        name: A borrower's or an agent's name, or a file name.
        pair: Letter of the pair, when one is concerned.
        sequence: Number of the stop, when one is concerned.
        count: How many, for the kinds that count.
        amount_fen: Sum, for ``paid``.
        at: When, for the kinds that happened at an instant.
    """

    kind: str
    url: str
    name: str = ""
    pair: str = ""
    sequence: int = 0
    count: int = 0
    amount_fen: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BoardStop:
    """One visit of a pair's day.

    Attributes:
        sequence: 1 for the first.
        case_id: The case.
        borrower: Name.
        place: Town and street, without the door.
        opens_minute: First lawful or agreed minute of arrival, minutes after midnight.
        closes_minute: Last one.
        arrives_minute: Planned arrival.
        leaves_minute: Planned departure.
        is_agreed: The borrower chose or confirmed the window.
        state: ``planned``, ``going`` (being visited now), ``done``, ``cancelled``.
        outcome: Disposition word once recorded, or empty.
        recorded_at: When it was recorded.
        purpose: What the visit is for, in the reader's language.
        reasons: Why this borrower and why today, the strongest first.
        odds: Chance of meeting the borrower; None once it no longer matters.
        permit: Where the leave stands.
        latitude: Of the door, or None when the lender gave no place.
        longitude: Of the door.
    """

    sequence: int
    case_id: int
    borrower: str
    place: str
    opens_minute: int
    closes_minute: int
    arrives_minute: int
    leaves_minute: int
    is_agreed: bool
    state: str
    outcome: str
    recorded_at: datetime | None
    purpose: str
    reasons: tuple[Reason, ...]
    odds: Odds | None
    permit: Permit
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class PairDay:
    """One pair and its day.

    Attributes:
        pair_id: Identifier, sent by the re-plan form.
        letter: 甲, 乙 and so on; with colour and dash it marks the pair everywhere.
        number: 1 for the first pair of the board; chooses colour and dash.
        first: Name of one agent.
        second: Name of the other.
        first_id: Staff identifier of the first.
        second_id: Staff identifier of the second.
        shift_starts_minute: Begin of the shift.
        shift_ends_minute: End of the shift.
        returns_minute: Planned return to the start point.
        kilometres: Planned distance.
        start_latitude: Where the day begins.
        start_longitude: Where the day begins.
        stops: In order.
        is_selected: Its stops are listed.
        is_out: An agent dropped out; nothing of it is planned any more.
    """

    pair_id: int
    letter: str
    number: int
    first: str
    second: str
    first_id: int
    second_id: int
    shift_starts_minute: int
    shift_ends_minute: int
    returns_minute: int
    kilometres: float
    start_latitude: float
    start_longitude: float
    stops: tuple[BoardStop, ...]
    is_selected: bool = False
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class RunStep:
    """One step of a run: its word, and whether it is ``done``, ``now`` or ``ahead``."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class RunPanel:
    """A run of a day that has not ended, or that did not end well.

    Attributes:
        on: The day.
        state: ``asked``, ``running``, ``failed`` or ``lost``.
        steps: Its steps, in order.
        asked_at: When it was asked for.
        because: What stopped it, in one sentence; empty unless it failed.
    """

    on: date
    state: str
    steps: tuple[RunStep, ...]
    asked_at: datetime
    because: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether it has not ended."""
        return self.state in ("asked", "running")


@dataclass(frozen=True, slots=True)
class NotVisited:
    """Cases that are not visited today for one shared reason.

    Attributes:
        count: How many.
        kind: ``rule`` when a rule forbids, ``choice`` when another treatment is worth more,
            ``route`` when no pair can make it.
        code: Rule identifier, treatment word (``none``, ``sms`` …) or routing word.
        because: One short line that goes with it, in the reader's language; may be empty.
        next_at: Earliest instant at which it may change; None when that is not known.
        force: ``statute``, ``regulation``, ``standard-recommended``, ``self-regulation``,
            ``guidance`` or ``policy``; empty when it is our own reckoning.
        query: Query text of the case list that opens exactly these cases.
        example: For ``route``: what the routes say of the most worthwhile of them, in figures.
    """

    count: int
    kind: str
    code: str
    because: str
    next_at: datetime | None
    force: str
    query: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Today's board.

    Attributes:
        on: The day shown.
        now_minute: Minute of the day for the now-line; None when another day is shown.
        opens_minute: House hours begin (visits from here).
        closes_minute: House hours end.
        latest_minute: Latest arrival of the house policy.
        region: Name of the region.
        version: Version of the plan.
        planned_at: When it was made.
        attention: What wants a person, ordered by safety, people, money.
        pairs: All pairs of the day.
        not_visited: Why the other cases stay unvisited, the largest group first.
        not_visited_count: Their number.
        cases_count: Open cases judged.
        creditors: Filter by creditor; empty when there is one only.
        is_newest: Stops may be re-planned.
        may_replan: The reader's role includes it.
        other_days: Days with a plan, for the day switch, newest first.
        replan: What was typed into the re-plan form: ``pair``, ``absent``, ``because``.
    """

    on: date
    now_minute: int | None
    opens_minute: int
    closes_minute: int
    latest_minute: int
    region: str
    version: int
    planned_at: datetime
    attention: tuple[Attention, ...]
    pairs: tuple[PairDay, ...]
    not_visited: tuple[NotVisited, ...]
    not_visited_count: int
    cases_count: int
    creditors: tuple[Option, ...] = ()
    is_newest: bool = True
    may_replan: bool = False
    other_days: tuple[date, ...] = ()
    replan: FormState = field(default_factory=FormState)

    @property
    def day_query(self) -> str:
        """Return the query text that keeps another day than today, ending in ``&``."""
        return "" if self.now_minute is not None else f"date={self.on.isoformat()}&"

    @property
    def selected(self) -> PairDay | None:
        """Return the pair whose stops are listed: the chosen one, else the first with stops."""
        chosen = [pair for pair in self.pairs if pair.is_selected]
        return next(iter(chosen or [pair for pair in self.pairs if pair.stops]), None)

    @property
    def stops_count(self) -> int:
        """Return how many stops the day has."""
        return sum(len(pair.stops) for pair in self.pairs)

    def count_of(self, *states: str) -> int:
        """Return how many stops are in one of some states."""
        return sum(stop.state in states for pair in self.pairs for stop in pair.stops)

    @property
    def done_count(self) -> int:
        """Return how many stops are recorded."""
        return self.count_of("done")

    @property
    def left_count(self) -> int:
        """Return how many stops are still to be made."""
        return self.count_of("planned", "going")


@dataclass(frozen=True, slots=True)
class EmptyBoard:
    """The board of a day that has no plan.

    Attributes:
        on: The day.
        because: ``not_run``, ``no_cases``, ``no_pairs``, ``no_shift``, ``not_a_workday`` or
            ``all_refused``.
        cases_count: Open cases.
        not_visited: Why nobody is visited, when the day was run.
    """

    on: date
    because: str
    cases_count: int
    not_visited: tuple[NotVisited, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedStop:
    """One line of the printed plan.

    Attributes:
        stop: The visit.
        first_name: Only the first name.
        address: The whole address.
        language: Language to speak, as a word.
    """

    stop: BoardStop
    first_name: str
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """The printable plan of one pair: first names, no sums, no creditor.

    Attributes:
        on: The day.
        pair: The pair.
        lines: Its stops, in order.
        rulebook_on: Day of the rulebook.
        printed_by: Who printed.
        printed_at: When.
        version: Version of the plan.
    """

    on: date
    pair: PairDay
    lines: tuple[PrintedStop, ...]
    rulebook_on: date
    printed_by: str
    printed_at: datetime
    version: int
