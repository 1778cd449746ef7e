"""What does each limit count, for whom, over which days, and up to what?

One row per limit. Every limit counts over all channels it names and over all agencies, robots and
contact points, because the attempts it is given are those of the person, whoever made them. The
numbers stand in the rule's parameter file; a row only names them. What cannot be told apart is
counted: an outcome that nobody knows, a contact that is still running, an attempt whose creditor,
account or contact point is not on record.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from doorstep.terms.codes import Channel, Disposition, Purpose


class Subject(Enum):
    """Whose attempts are added up."""

    PERSON = "person"
    CREDITOR = "person and creditor"
    ACCOUNT = "person and account"
    POINT = "person and contact point"


DAY: Final = "local day"
"""The window of the contact's own calendar day; every other window names a number of days."""


@dataclass(frozen=True, slots=True)
class Made:
    """A kind of attempt that counts.

    Attributes:
        channels: Made in one of these ways.
        outcomes: With one of these outcomes; empty is every outcome.
        doubtful: Outcomes that may have been one of them; they count too, as policy.
        but: Outcomes that never count.
    """

    channels: tuple[Channel, ...]
    outcomes: tuple[Disposition, ...] = ()
    doubtful: tuple[Disposition, ...] = ()
    but: tuple[Disposition, ...] = ()


@dataclass(frozen=True, slots=True)
class Counter:
    """One limit.

    Attributes:
        rule_id: The rule that asks.
        threshold: Name of its number: the next one after so many is refused.
        window: ``DAY``, or the name of the number of days that the window has.
        subject: Whose attempts are added up.
        made: What counts; one kind is enough.
        purposes: Only these purposes; empty is every purpose.
        at_work: Only contact points at work, or only others; None is any.
    """

    rule_id: str
    threshold: str
    window: str
    subject: Subject
    made: tuple[Made, ...]
    purposes: tuple[Purpose, ...] = ()
    at_work: bool | None = None


_CALL: Final = (Channel.CALL,)
_VISIT: Final = (Channel.VISIT,)
_MESSAGES: Final = (Channel.SMS, Channel.IM, Channel.EMAIL)
_LIVE: Final = (*_CALL, *_MESSAGES, *_VISIT)
_ALL: Final = (*_LIVE, Channel.LETTER, Channel.LEGAL_NOTICE)
_NOBODY_KNOWS: Final = (Disposition.UNKNOWN, Disposition.IN_PROGRESS)
_TALKS: Final = (Disposition.RIGHT_PARTY_CONTACT, Disposition.THIRD_PARTY_CONTACT)
_PERHAPS_TALKS: Final = (
    Disposition.CONNECTED_SHORT,
    Disposition.VOICEMAIL,
    Disposition.WRONG_PERSON,
    *_NOBODY_KNOWS,
)
_NOT_THROUGH: Final = (Disposition.BUSY, Disposition.NOT_CONNECTED)
_CANCELLED: Final = (Disposition.CANCELLED,)
_PRESSING: Final = tuple(purpose for purpose in Purpose if purpose.is_pressing)
_ASKING: Final = (Purpose.COLLECT, Purpose.REMIND)

_TALKED: Final = (Made(_CALL, _TALKS, _PERHAPS_TALKS),)
_CONNECTED: Final = (Made(_CALL, (*_TALKS, *_PERHAPS_TALKS)),)
_UNANSWERED: Final = (Made(_CALL, (Disposition.NO_ANSWER,), (*_NOT_THROUGH, *_NOBODY_KNOWS)),)
_REACHED: Final = (
    Made(_CALL, (*_TALKS, Disposition.CONNECTED_SHORT, *_NOBODY_KNOWS)),
    Made(_MESSAGES, (Disposition.DELIVERED, Disposition.REPLIED, *_NOBODY_KNOWS)),
    Made(_VISIT, (Disposition.MET_BORROWER, *_NOBODY_KNOWS)),
)
_IN_VAIN: Final = (
    Made(
        _CALL,
        (Disposition.NO_ANSWER, *_NOT_THROUGH, Disposition.VOICEMAIL, *_NOBODY_KNOWS),
    ),
)
_VISITED: Final = (Made(_VISIT, but=_CANCELLED),)
_NOBODY_MET: Final = (Made(_VISIT, (Disposition.NOBODY_MET,)),)
_MET: Final = (Made(_VISIT, (Disposition.MET_BORROWER, *_NOBODY_KNOWS)),)
_LIVE_TRIED: Final = (Made(_LIVE, but=_CANCELLED),)
_ANY_TRIED: Final = (Made(_ALL, but=_CANCELLED),)
_DIALLED: Final = (Made(_CALL, but=_NOT_THROUGH),)
_CALLS_AND_TEXTS: Final = (Made((Channel.CALL, Channel.SMS), but=_CANCELLED),)

_PERSON, _CREDITOR, _ACCOUNT, _POINT = (
    Subject.PERSON,
    Subject.CREDITOR,
    Subject.ACCOUNT,
    Subject.POINT,
)

COUNTERS: Final = (
    #       rule            number                  window        of whom    what         for what
    Counter("CN-FREQ-01", "per_day", DAY, _CREDITOR, _TALKED, _ASKING),
    Counter("CN-FREQ-02", "per_day", DAY, _CREDITOR, _CONNECTED, (Purpose.NOTIFY,)),
    Counter("CN-FREQ-03", "per_day", DAY, _POINT, _UNANSWERED),
    Counter("HP-TOTAL", "per_day", DAY, _PERSON, _REACHED, _PRESSING),
    Counter("HP-TOTAL", "per_week", "week_days", _PERSON, _REACHED, _PRESSING),
    Counter("HP-ATTEMPT", "per_day", DAY, _PERSON, _IN_VAIN),
    Counter("HP-ATTEMPT", "per_week", "week_days", _PERSON, _IN_VAIN),
    Counter("HP-VISIT-CAP", "per_week", "week_days", _PERSON, _VISITED),
    Counter("HP-VISIT-CAP", "per_month", "month_days", _PERSON, _VISITED),
    Counter("HP-VISIT-CAP", "nobody_met_per_month", "month_days", _PERSON, _NOBODY_MET),
    Counter("HP-HOLIDAY", "calls", DAY, _PERSON, (Made(_CALL),)),
    Counter("HP-US-PERSON", "per_week", "week_days", _PERSON, _DIALLED),
    Counter("US-FREQ-01", "per_week", "week_days", _ACCOUNT, _DIALLED),
    Counter("US-MA-01", "met", "days", _ACCOUNT, _MET),
    Counter("US-MA-03", "home", "home_days", _ACCOUNT, _CALLS_AND_TEXTS, at_work=False),
    Counter("US-MA-03", "work", "work_days", _ACCOUNT, _CALLS_AND_TEXTS, at_work=True),
    Counter("US-NYC-01", "per_week", "week_days", _ACCOUNT, _ANY_TRIED, _PRESSING),
    Counter("KR-01", "per_week", "week_days", _ACCOUNT, _LIVE_TRIED),
    Counter("TH-01", "per_day", DAY, _PERSON, _LIVE_TRIED, _PRESSING),
    Counter("VN-02", "per_day", DAY, _PERSON, _LIVE_TRIED, _PRESSING),
)
"""Every limit on how often somebody may be contacted."""

COUNTED_RULES: Final = tuple(dict.fromkeys(counter.rule_id for counter in COUNTERS))
"""The rules that limit how often."""


def counter_of(rule_id: str, threshold: str) -> Counter:
    """Return one row of the table.

    Raises:
        KeyError: There is no such limit.
    """
    for counter in COUNTERS:
        if (counter.rule_id, counter.threshold) == (rule_id, threshold):
            return counter
    raise KeyError(f"no limit {threshold} of {rule_id}")
