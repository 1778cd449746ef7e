"""What happened on a case, and which forms write down more?"""

from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.cases.times_form import TimesForm
from doorstep_desk.office.presentation.parts import FormState, Option, Paging
from doorstep_desk.self_service.slots import Day, Held


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was corrected: its name, what was told, and what is told since."""

    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event, of every channel, agency and creditor together.

    Attributes:
        at: When; shown without a clock when ``has_time`` is false.
        has_time: The clock is known.
        group: ``ours``, ``own`` (the borrower's act), ``money`` or ``house`` (pause, correction).
        text: What happened, in the reader's language.
        note: The free note; may be empty.
        who: Who did it.
        counts: Which limit it counts towards, in the reader's language; may be empty.
        record_id: Identifier when it may be corrected; empty otherwise.
        is_corrected: A newer entry replaces it; it stays, struck through.
        corrects: It replaces an older entry.
        permit: ``used`` when it was made under leave, ``held`` when leave that covered it was
            taken back before it was written down, ``none`` when it was ours without, and empty
            where none is asked or nobody can tell.
        changes: What a correction says instead of what; empty for anything else.
    """

    at: datetime
    has_time: bool
    group: str
    text: str
    note: str = ""
    who: str = ""
    counts: str = ""
    record_id: str = ""
    is_corrected: bool = False
    corrects: bool = False
    permit: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryPart:
    """One page of what happened on a case.

    Attributes:
        lines: Events, the newest first.
        filters: Which events may be shown, the present choice marked.
        paging: Where the reader is among all events of that choice.
    """

    lines: tuple[HistoryLine, ...]
    filters: tuple[Option, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class RecordForm:
    """The form that records a call or a visit from the office.

    Attributes:
        state: What was typed.
        channels: ``call`` and ``visit``, as allowed to the reader.
        points: Contact points to choose from.
        met: Whom: borrower, third party, nobody.
        call_outcomes: Outcomes of a call; ``value`` is the disposition.
        visit_outcomes: Outcomes of a visit.
        reasons: Why the borrower cannot pay, if they said so.
        most_fen: A promise is at most this.
        earliest_on: First day for a promise.
        may_ask: The reader may ask leave to call.
        leave_until: Leave to call that they have lasts until then; None without any.
    """

    state: FormState
    channels: tuple[Option, ...]
    points: tuple[Option, ...]
    met: tuple[Option, ...]
    call_outcomes: tuple[Option, ...]
    visit_outcomes: tuple[Option, ...]
    reasons: tuple[Option, ...]
    most_fen: int
    earliest_on: date
    may_ask: bool = False
    leave_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PauseForm:
    """The form that pauses a case.

    Attributes:
        state: What was typed.
        reasons: Closed list.
        until_on: Proposed last day.
        days: Its length in days, for the button.
        reviewer: Who will look at it.
        permits_count: Permits that will be withdrawn.
    """

    state: FormState
    reasons: tuple[Option, ...]
    until_on: date
    days: int
    reviewer: str
    permits_count: int = 0


@dataclass(frozen=True, slots=True)
class CorrectForm:
    """The form that corrects one record by a new entry.

    Attributes:
        record_id: What is corrected.
        line: The entry as it stands.
        state: What was typed.
        outcomes: Outcomes that fit its channel.
    """

    record_id: str
    line: HistoryLine
    state: FormState
    outcomes: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class TimesCard:
    """At which times the borrower wishes to be contacted.

    Attributes:
        form: What holds, and the form that notes something else.
        may_note: The reader may note it.
        heard: How staff may have heard it, as words.
        booked: A visit that they booked, or None.
        may_book: The reader may book one for them.
    """

    form: TimesForm
    may_note: bool
    heard: tuple[str, ...]
    booked: Held | None
    may_book: bool


@dataclass(frozen=True, slots=True)
class EndedAppointment:
    """A visit that was booked and does not stand any more, and why."""

    starts_at: datetime
    ends_at: datetime
    ended_because: str


@dataclass(frozen=True, slots=True)
class AppointmentPage:
    """What is booked for the borrower of a case, and what can be.

    Attributes:
        case_id: Identifier.
        number: The case's number.
        name: The borrower.
        held: What is booked, or None.
        form: How it was said.
        noted_by: Who of the staff noted it; empty when the borrower booked it.
        days: What can be booked.
        why: Why nothing can, a word; empty where something can.
        sentence: What a rule says that refuses.
        heard: How staff may have heard it, as words.
        error: What was refused, in the reader's language.
        earlier: What does not stand any more, the newest first.
    """

    case_id: int
    number: str
    name: str
    held: Held | None
    form: str
    noted_by: str
    days: tuple[Day, ...]
    why: str
    sentence: str
    heard: tuple[str, ...]
    error: str
    earlier: tuple[EndedAppointment, ...]
