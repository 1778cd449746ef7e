"""What do the pages behind a personal link show?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from doorstep.affordability.arrangement import Instalment
from doorstep.affordability.reminders import Wish
from doorstep_desk.portal.asking import Question


@dataclass(frozen=True, slots=True)
class Agreed:
    """An arrangement of the borrower.

    Attributes:
        arrangement_id: Identifier.
        kind: Kind word.
        state: State word.
        instalments: Day and sum of each.
        waived_fen: What is let off.
        pauses_until: End of a pause, or None.
        may_cancel: The days for thinking it over still run.
        cancel_until: Last day on which it can be cancelled; None where it cannot.
        may_contest: The borrower can say that it is not what was agreed.
        wish: What they said about being reminded; None while they said nothing.
    """

    arrangement_id: str
    kind: str
    state: str
    instalments: tuple[Instalment, ...]
    waived_fen: int
    pauses_until: date | None
    may_cancel: bool
    cancel_until: date | None
    may_contest: bool
    wish: Wish | None

    @property
    def is_running(self) -> bool:
        """Say whether both sides agreed and it has not ended."""
        return self.state in ("agreed", "in_force", "contested")


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that is still open.

    Attributes:
        promise_id: Identifier.
        amount_fen: How much.
        due_on: Until when.
        wish: What they said about being reminded; None while they said nothing.
    """

    promise_id: str
    amount_fen: int
    due_on: date
    wish: Wish | None


@dataclass(frozen=True, slots=True)
class Way:
    """One of the lender's own ways to pay."""

    kind: str
    holder: str
    place: str


@dataclass(frozen=True, slots=True)
class Said:
    """A receipt of what the borrower said here.

    Attributes:
        number: Number to ask by.
        what: What it was.
        at: When.
        is_new: It was just said.
    """

    number: str
    what: str
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page behind a link.

    Attributes:
        token: The link.
        lender: Who is owed; the first word of the page.
        agency: Who works for the lender.
        owed_fen: All that is owed.
        currency: ISO code.
        agreed: The arrangement that runs or waits; None without any.
        promises: Promises still open.
        ways: How to pay the lender itself.
        receipts: What was said here before, the newest first.
        refused: Code and sentence of what was refused just now.
        question: About the newest contact, or None.
        answered: It was answered just now.
    """

    token: str
    lender: str
    agency: str
    owed_fen: int
    currency: str
    agreed: Agreed | None
    promises: tuple[Promised, ...]
    ways: tuple[Way, ...]
    receipts: tuple[Said, ...]
    refused: tuple[str, str] = ("", "")
    question: Question | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class OfferSeen:
    """One arrangement that can be wished for.

    Attributes:
        seal: Hash of its terms; chooses it.
        kind: Kind word.
        sentence: What it means.
        needs_approval: Two people decide about it first.
    """

    seal: str
    kind: str
    sentence: str
    needs_approval: bool


@dataclass(frozen=True, slots=True)
class MonthSeen:
    """The month added up, the same that our side sees."""

    income_fen: int
    protected_fen: int
    other_debts_fen: int
    surplus_fen: int
    most_fen: int


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The household's sheet and what follows from it.

    Attributes:
        token: The link.
        lender: Who is owed.
        owed_fen: All that is owed.
        currency: ISO code.
        client_id: Identifier of the wish, so that the same form sent twice is one.
        values: What was typed.
        errors: What is wrong, by field; ``""`` for the whole.
        counties: Code and name of the counties whose minimum is known.
        income: Words of the kinds of income.
        expenses: Words of the kinds of expenses.
        events: Words of what may have changed.
        month: The month; None before it was added up.
        offers: What can be wished for, the gentlest first.
        refused: Code and sentence of what was refused.
    """

    token: str
    lender: str
    owed_fen: int
    currency: str
    client_id: str
    values: Mapping[str, str]
    errors: Mapping[str, str]
    counties: tuple[tuple[str, str], ...]
    income: tuple[str, ...]
    expenses: tuple[str, ...]
    events: tuple[str, ...]
    month: MonthSeen | None = None
    offers: tuple[OfferSeen, ...] = ()
    refused: tuple[str, str] = ("", "")
