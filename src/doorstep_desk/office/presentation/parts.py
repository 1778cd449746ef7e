"""Which small values do many pages share?

Closed lists are given as the words that the store uses (``visit``, ``deny``); the templates say
them in the reader's language. Free sentences are given in the reader's language already.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from doorstep.probability.calibrate import THIN_SUPPORT


@dataclass(frozen=True, slots=True)
class Odds:
    """A chance with its 90 % interval, never without it.

    Attributes:
        value: 0 to 1.
        low: Lower end, 0 to 1.
        high: Upper end, 0 to 1.
        support: Similar cases that the interval rests on; below ``THIN_SUPPORT`` nothing is
            said, and a case unlike all that was learned from has none.
        is_base_rate: No history of our own was there: this is a stated general rate.
        doubt: The two ends of its Venn-Abers interval; None where none was kept.
    """

    value: float
    low: float
    high: float
    support: int
    is_base_rate: bool = False
    doubt: tuple[float, float] | None = None

    @property
    def is_thin(self) -> bool:
        """Say whether too few cases stand behind it to rank anybody by it."""
        return self.support < THIN_SUPPORT

    @property
    def is_said(self) -> bool:
        """Say whether the figure may be shown: a guess dressed as a chance may not."""
        return self.is_base_rate or not self.is_thin


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a definition list.

    Attributes:
        name: What it is.
        text: What it says.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A claim and where it comes from, as one chip.

    Attributes:
        claim: At most 14 characters where it can be helped.
        origin: Day, experiment, record or rule that it rests on; empty if it is plain.
        is_strongest: It weighed most.
        facts: What opens behind the chip; empty for none.
    """

    claim: str
    origin: str = ""
    is_strongest: bool = False
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Permit:
    """Where the leave for a visit stands.

    Attributes:
        state: ``issued``, ``used``, ``withdrawn``, ``expired`` or ``missing``.
        until_at: End of its window; None when missing.
        because: Why it was withdrawn or is missing, in the reader's language.
    """

    state: str
    until_at: datetime | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class FormState:
    """What was typed into a form and what is wrong with it.

    Attributes:
        client_id: Identifier that the form carries, so that sending it twice writes once.
        values: Field name to text as typed; it stays when the form comes back.
        errors: Field name to one sentence that says the remedy; ``""`` is for the whole form.
    """

    client_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a closed list or a filter.

    Attributes:
        value: What is sent.
        label: What is read.
        count: Rows behind it, or None.
        is_chosen: It is the current one.
    """

    value: str
    label: str
    count: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """Where the reader is in a long list.

    Attributes:
        count: Rows in the whole list.
        shown: Rows on this page.
        next_query: Query text of the next page without ``?``; empty on the last.
        first_query: Query text of the first page; empty when this is it.
    """

    count: int
    shown: int
    next_query: str = ""
    first_query: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a borrower said or did, with its day; never a type of person.

    Attributes:
        text: In the reader's language, such as ``income fell``.
        on: The day.
        kind: ``own`` for the borrower's words, ``flag`` for a remark to respect.
    """

    text: str
    on: date | None
    kind: str = "own"
