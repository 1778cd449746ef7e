"""What do the pages about the danger of addresses hold?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.office.presentation.parts import FormState, Option


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note on an address.

    Attributes:
        note_id: Identifier.
        title: The kind, in the reader's language.
        words: What is dangerous.
        source: Where it is known from, in the reader's language.
        grounds: How it is known.
        by: Who wrote it.
        at: When, in Beijing.
        until: Last day.
        ends_soon: It ends within the time the house calls soon.
        looked_by: Who looked again; empty for nobody.
        state: ``holds``, ``ended`` or ``withdrawn``.
        ending: By whom and why it was withdrawn; empty for others.
        case: Number and borrower; empty when the reader sees no such case.
        case_url: Its page, or empty.
        may_look: The reader may look again.
        may_withdraw: The reader may withdraw it.
    """

    note_id: str
    title: str
    words: str
    source: str
    grounds: str
    by: str
    at: datetime
    until: date
    ends_soon: bool
    looked_by: str
    state: str
    ending: str
    case: str
    case_url: str
    may_look: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class RisksPage:
    """Notes on addresses.

    Attributes:
        holding: Those that hold, the ones that nobody looked at again and that end first in front.
        over: Those that ended or were withdrawn lately.
        unseen: How many nobody has looked at again.
        ending: How many end soon.
        error: What went wrong, in the reader's language.
    """

    holding: Sequence[NoteLine]
    over: Sequence[NoteLine]
    unseen: int
    ending: int
    error: str


@dataclass(frozen=True, slots=True)
class SafetyCard:
    """What is said of the addresses of a case.

    Attributes:
        notes: Those that hold.
        addresses: To choose from; empty when there is none or the reader may not write one.
        kinds: Of danger, each with how many days it may hold at most.
        sources: Where it is known from.
        first_day: The first day that may be its last.
        furthest: The furthest day of any kind.
        state: What was typed, and what is wrong with it.
        list_url: The list of all notes, or empty.
    """

    notes: Sequence[NoteLine]
    addresses: Sequence[Option]
    kinds: Sequence[Option]
    sources: Sequence[Option]
    first_day: date
    furthest: date
    state: FormState
    list_url: str
