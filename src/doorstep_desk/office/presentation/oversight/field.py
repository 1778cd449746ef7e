"""What do the pages about phones and about visits looked at again hold?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from doorstep_desk.office.presentation.case_forms import Change


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert that waits.

    Attributes:
        alert_id: Identifier.
        title: What it is about, in the reader's language.
        text: What to do first.
        person: Whose phone raised it.
        at: When, in Beijing.
    """

    alert_id: str
    title: str
    text: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One phone.

    Attributes:
        device_id: Identifier.
        person: Who carries it.
        name: What they call it.
        seen_at: When it was heard of last, in Beijing.
        unsent: What it held then, in the reader's language; empty for nothing.
        is_stuck: It has held something for more than a day.
        revoked: By whom and whether it knows, in the reader's language; empty while in use.
    """

    device_id: str
    person: str
    name: str
    seen_at: datetime
    unsent: str
    is_stuck: bool
    revoked: str


@dataclass(frozen=True, slots=True)
class DevicesPage:
    """Phones and alerts.

    Attributes:
        alerts: Alerts that wait, newest first.
        in_use: Phones in use.
        revoked: Phones out of use.
        may_revoke: The reader may take a phone out of use.
        may_read_risks: The reader may read the notes on addresses.
        error: What went wrong, in the reader's language.
    """

    alerts: Sequence[AlertLine]
    in_use: Sequence[DeviceLine]
    revoked: Sequence[DeviceLine]
    may_revoke: bool
    may_read_risks: bool
    error: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a review, said in the reader's language."""

    title: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence: its kind, if it is whole, where it is seen, and since when."""

    title: str
    is_whole: bool
    url: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review.

    Attributes:
        review_id: Identifier.
        title: What is asked, in the reader's language.
        findings: What looked odd, in the reader's language.
        agents: Who was there.
        case: Number and borrower; empty when the reader sees no such case.
        case_url: Its page, or empty.
        law: What the law says of it then and now; empty when it is not known.
        at: Since when, in Beijing.
        state: In the reader's language.
        is_waiting: Somebody has to decide.
        steps: What was said.
        evidence: What was taken at the door.
        may_decide: The reader may decide it.
        may_reply: The reader was there and may add their word.
        may_appeal: The reader was there and may ask for another decision.
        changes: What a correction says instead of what.
        because: Why it was made; empty for other reviews.
    """

    review_id: str
    title: str
    findings: Sequence[str]
    agents: str
    case: str
    case_url: str
    law: str
    at: datetime
    state: str
    is_waiting: bool
    steps: Sequence[StepLine]
    evidence: Sequence[EvidenceLine]
    may_decide: bool
    may_reply: bool
    may_appeal: bool
    changes: tuple[Change, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class RateLine:
    """How often one kind of question was for nothing."""

    title: str
    decided: int
    for_nothing: int
    percent: int


@dataclass(frozen=True, slots=True)
class ConductLine:
    """How one agent's visits went: of so many asked, so many yes, said as 11/12 or a dash."""

    person: str
    private: str
    clear: str
    calm: str


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """Visits that are looked at again.

    Attributes:
        recorded: Visits of the last month that were recorded as they came.
        confirmed: Those that count because the office confirmed them.
        waiting: Reviews that wait.
        set_aside: Items of phones that did not fit.
        rates: How often each kind of question was for nothing.
        conduct: How visits went, by agent.
        reviews: Those that wait first.
        error: What went wrong, in the reader's language.
    """

    recorded: int
    confirmed: int
    waiting: int
    set_aside: int
    rates: Sequence[RateLine]
    conduct: Sequence[ConductLine]
    reviews: Sequence[ReviewLine]
    error: str
