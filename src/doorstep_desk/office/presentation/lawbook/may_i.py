"""What does the page "may I?" show?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.office.presentation.parts import Option


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """A case that can be asked about.

    Attributes:
        case_id: Identifier.
        number: Case number.
        name: The borrower's name.
        query: Query text that asks about it, without ``?``.
    """

    case_id: int
    number: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """What one rule says.

    Attributes:
        rule: Identifier.
        verdict: ``allow``, ``hold`` or ``deny``.
        sentence: One plain sentence in the reader's language.
        force: Word of the true kind of instrument.
        is_law: Shown as law; otherwise the house applies it as its policy.
        confidence: First letter: how well the source is known.
        source: Citation.
        since_on: First day in force; None is always.
        instead: What may be done instead; empty where the rulebook does not say.
        lacks_fact: It could not answer, because a fact is not known.
    """

    rule: str
    verdict: str
    sentence: str
    force: str
    is_law: bool
    confidence: str
    source: str
    since_on: date | None
    instead: str
    lacks_fact: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the day with one answer.

    Attributes:
        opens_minute: First minute after midnight.
        ends_minute: The minute at which it is over.
        verdict: ``allow``, ``hold`` or ``deny``.
        rules: Rules that refuse or hold; empty where it is allowed.
    """

    opens_minute: int
    ends_minute: int
    verdict: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelDay:
    """One channel's day.

    Attributes:
        channel: Word of the channel.
        stretches: From midnight to midnight, without a gap.
        always: Rules that stand against it all day long.
        is_asked: It is the channel that was asked about.
    """

    channel: str
    stretches: tuple[Stretch, ...]
    always: tuple[str, ...]
    is_asked: bool

    @property
    def is_open(self) -> bool:
        """Say whether any minute of the day is allowed."""
        return any(each.verdict == "allow" for each in self.stretches)

    @property
    def needs_review(self) -> bool:
        """Say whether a person could open some minute of a day on which none is open."""
        return not self.is_open and any(each.verdict == "hold" for each in self.stretches)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    Attributes:
        channel: Word of the channel.
        at: The instant asked about, in Beijing.
        verdict: ``allow``, ``hold`` or ``deny``.
        headline: The answer in one short sentence.
        against: What stands in the way, strictest first.
        passing: Rules that were asked and are satisfied.
        obligations: Words of what must be done.
        next_at: Earliest lawful instant of the same contact, in Beijing, or None.
        open_now: Channels that are open at that same minute.
        days: The day of each channel.
        minute: The minute asked about.
        rulebook: Short name of the rules that answered.
    """

    channel: str
    at: datetime
    verdict: str
    headline: str
    against: tuple[ReasonLine, ...]
    passing: tuple[ReasonLine, ...]
    obligations: tuple[str, ...]
    next_at: datetime | None
    open_now: tuple[str, ...]
    days: tuple[ChannelDay, ...]
    minute: int
    rulebook: str


@dataclass(frozen=True, slots=True)
class MayIPage:
    """The page.

    Attributes:
        text: What was searched for.
        case: The chosen case, or None.
        found: Cases that fit the search.
        more: Further cases that fit but are not listed.
        channels: The channels, one of them chosen.
        on: Day as a date field sends it.
        clock: Clock time as a time field sends it.
        errors: Field name to what is wrong and what to do.
        answer: The answer, or None before there is one.
        is_over: Nothing of the case is worked any more.
        is_calendar_missing: The year asked about has no calendar of holidays.
    """

    text: str
    case: CaseChoice | None
    found: tuple[CaseChoice, ...]
    more: int
    channels: tuple[Option, ...]
    on: str
    clock: str
    errors: Mapping[str, str]
    answer: Answer | None
    is_over: bool = False
    is_calendar_missing: bool = False
