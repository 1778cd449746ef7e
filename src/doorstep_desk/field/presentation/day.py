"""What does an agent see of the day, of one stop, and of its record?

Nothing here names the debt: until the right person is confirmed the phone shows a first name and
"private matter" only. The address is the only thing an agent needs on the way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class StopRow:
    """One stop in today's list.

    Attributes:
        stop_id: Identifier.
        sequence: 1 for the first.
        first_name: Only the first name.
        place: Town and township.
        address: The whole address; empty in the list of later stops.
        opens_minute: Window begins, minutes after midnight.
        closes_minute: Window ends.
        arrives_minute: Planned arrival.
        travel_minutes: Drive from the stop before.
        metres: Distance from the stop before.
        reasons: Why we go, in the reader's language, without debt, sum or creditor.
        language: Language to speak.
        state: ``planned``, ``done``, ``cancelled`` or ``waiting`` (the office looks at it).
        outcome: Disposition word once recorded.
        state_because: Why cancelled or waiting, in the reader's language.
        is_agreed: The borrower chose the window.
    """

    stop_id: str
    sequence: int
    first_name: str
    place: str
    address: str
    opens_minute: int
    closes_minute: int
    arrives_minute: int
    travel_minutes: int
    metres: int
    reasons: tuple[str, ...]
    language: str
    state: str
    outcome: str = ""
    state_because: str = ""
    is_agreed: bool = False


@dataclass(frozen=True, slots=True)
class FieldFrame:
    """What stands around every page of the phone.

    Attributes:
        person: Name of the agent.
        partner: Name of the other agent; empty without a pair.
        pair_letter: Letter of the pair.
        pair_number: 1 for the first pair; chooses the colour.
        now: The instant, in the zone of the cases.
        is_demo: The store holds invented people only.
        may_open_office: The agent's role opens the desk as well.
    """

    person: str
    partner: str
    pair_letter: str
    pair_number: int
    now: datetime
    is_demo: bool = False
    may_open_office: bool = False


@dataclass(frozen=True, slots=True)
class FieldDay:
    """Today's stops of one agent.

    Attributes:
        on: The day.
        stops: In order.
        kilometres: Planned distance.
        returns_minute: Planned return.
        because: Why there are none: ``no_plan``, ``no_pair``, ``no_stops``; empty otherwise.
    """

    on: date
    stops: tuple[StopRow, ...]
    kilometres: float
    returns_minute: int
    because: str = ""

    @property
    def next_stop(self) -> StopRow | None:
        """Return the first stop that is still to be made."""
        return next((stop for stop in self.stops if stop.state == "planned"), None)

    @property
    def other_stops(self) -> tuple[StopRow, ...]:
        """Return all stops but the next one."""
        return tuple(stop for stop in self.stops if stop is not self.next_stop)

    @property
    def left_count(self) -> int:
        """Return how many stops are still to be made."""
        return sum(stop.state == "planned" for stop in self.stops)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must or may not be done at the door.

    Attributes:
        verdict: ``allow``, ``hold`` or ``deny``.
        text: In the reader's language.
        force: Force word, shown as a tag.
    """

    verdict: str
    text: str
    force: str = ""


@dataclass(frozen=True, slots=True)
class StopPage:
    """Before the door.

    Attributes:
        stop: The stop.
        permit_state: ``issued``, ``used``, ``withdrawn``, ``expired``, ``early`` or ``missing``.
        permit_from_at: Begin of its window; None when missing.
        permit_until_at: End of its window; None when missing.
        permit_because: Why it does not stand, in the reader's language.
        words: What to say when the door opens: language code to sentence, the first one large.
        duties: What must be done at the door.
        rules: What may and may not be done, refusals first.
        may_start: The visit may be made and recorded now.
        instead: What to do instead when it may not, in the reader's language.
    """

    stop: StopRow
    permit_state: str
    permit_from_at: datetime | None
    permit_until_at: datetime | None
    permit_because: str
    words: tuple[tuple[str, str], ...]
    duties: tuple[str, ...]
    rules: tuple[Rule, ...]
    may_start: bool
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice of a closed list.

    Attributes:
        value: What is sent.
        label: What is read.
        hint: A second line; may be empty.
    """

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The record of one visit.

    Attributes:
        stop: The stop.
        client_id: Identifier chosen before sending, so that sending twice writes once.
        values: Field name to text as typed.
        errors: Field name to one sentence that says the remedy; ``""`` is for the whole form.
        met: Whom: borrower, third party, nobody.
        outcomes: By ``met``: what happened.
        reasons: Why the borrower cannot pay now, as they said.
        most_fen: A promise is at most this.
        earliest_on: First day for a promise.
        latest_on: Last sensible day for a promise.
    """

    stop: StopRow
    client_id: str
    values: Mapping[str, str]
    errors: Mapping[str, str]
    met: tuple[Pick, ...]
    outcomes: Mapping[str, tuple[Pick, ...]]
    reasons: tuple[Pick, ...]
    most_fen: int
    earliest_on: date
    latest_on: date


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """After the record was taken.

    Attributes:
        stop: The stop.
        recorded_at: When the office took it.
        outcome: Disposition word.
        promise_fen: Promised, or None.
        promise_on: By when, or None.
        asked_to_leave: We were asked to leave; nobody comes back today.
        next_stop: The next stop; None when the day is done.
        follow_ups: What happens next, in the reader's language.
        details: More lines, by name.
    """

    stop: StopRow
    recorded_at: datetime
    outcome: str
    promise_fen: int | None
    promise_on: date | None
    asked_to_leave: bool
    next_stop: StopRow | None
    follow_ups: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
