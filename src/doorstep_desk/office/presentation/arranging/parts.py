"""What do the pages about arrangements show?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from doorstep.affordability.arrangement import Instalment
from doorstep_desk.office.presentation.money.parts import PayWayRow
from doorstep_desk.office.presentation.parts import FormState, Odds, Option


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """A household's month, added up; both sides see the same.

    Attributes:
        income_fen: All that comes in.
        protected_fen: What is kept for living.
        other_debts_fen: What other lenders get.
        surplus_fen: What is left; may be negative.
        most_fen: The most that may be asked for, with a fifth less income.
        signs: Signs of hardship, as words.
        source: Where the protected figure comes from.
    """

    income_fen: int
    protected_fen: int
    other_debts_fen: int
    surplus_fen: int
    most_fen: int
    signs: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One arrangement that may be proposed.

    Attributes:
        seal: Hash of its terms; chooses it.
        kind: Kind word.
        sentence: What it means, in the reader's language.
        monthly_fen: The usual instalment.
        total_fen: All that would be paid.
        waived_fen: What is let off.
        takes_percent: Share of what is left each month.
        left_fen: What stays for living each month.
        ends_on: Last day of it.
        odds: That it is kept to its end; None where nothing is due or too little is known.
    """

    seal: str
    kind: str
    sentence: str
    monthly_fen: int
    total_fen: int
    waived_fen: int
    takes_percent: int
    left_fen: int
    ends_on: date | None
    odds: Odds | None = None


@dataclass(frozen=True, slots=True)
class PlanChart:
    """What is still owed after each instalment, as drawn.

    Attributes:
        points: Corners of the steps in a square of 100, for ``polyline``.
        area: The same, closed along the bottom.
        begins_on: First day.
        ends_on: Day on which nothing is owed any more.
        owed_fen: What is owed at first.
        table: Day, what is owed after it, and the chance that the plan still holds then.
        holds: Corners of that chance over the same days; empty where too little is known.
        odds: That it is kept to its end.
    """

    points: str
    area: str
    begins_on: date
    ends_on: date
    owed_fen: int
    table: tuple[tuple[date, int, float | None], ...]
    holds: str = ""
    odds: Odds | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The plan of a monthly sum that somebody tries.

    Attributes:
        monthly_fen: The sum.
        least_fen: Lowest sum of the slider.
        most_fen: Highest bearable sum.
        offer: The plan, or None where it may not be.
        refused: Why not, in the reader's language.
        chart: Its drawing.
    """

    monthly_fen: int
    least_fen: int
    most_fen: int
    offer: Offer | None
    refused: str
    chart: PlanChart | None

    @property
    def monthly_yuan(self) -> int:
        """Return the sum in whole yuan, for the slider."""
        return self.monthly_fen // 100

    @property
    def least_yuan(self) -> int:
        """Return the slider's left end."""
        return -(-self.least_fen // 100)

    @property
    def most_yuan(self) -> int:
        """Return the slider's right end."""
        return self.most_fen // 100


@dataclass(frozen=True, slots=True)
class ArrangePage:
    """Working out an arrangement for one case.

    Attributes:
        case_id: The case.
        number: Its number.
        name: The borrower.
        owed_fen: All that is owed.
        currency: ISO code.
        state: What was typed and what is wrong.
        counties: Counties whose minimum is known.
        income: Fields of income.
        expenses: Fields of expenses.
        events: What has changed.
        month: The month added up; None before it was.
        offers: What may be proposed, the gentlest first.
        what_if: The plan of a sum that somebody tries, or None.
        active: State word of the arrangement in force; empty for none.
        replaces: The arrangement in force that a proposal would reshape; empty for none.
        ways: The lender's own ways to pay, to be read out.
        odds_note: What the chances rest on, or why there are none; empty without offers.
    """

    case_id: int
    number: str
    name: str
    owed_fen: int
    currency: str
    state: FormState
    counties: tuple[Option, ...]
    income: tuple[Option, ...]
    expenses: tuple[Option, ...]
    events: tuple[Option, ...]
    month: MonthFigures | None = None
    offers: tuple[Offer, ...] = ()
    what_if: WhatIf | None = None
    active: str = ""
    replaces: str = ""
    ways: tuple[PayWayRow, ...] = ()
    odds_note: str = ""


@dataclass(frozen=True, slots=True)
class StepLine:
    """Something that happened to an arrangement.

    Attributes:
        step: Step word.
        who: By whom.
        at: When, in Beijing.
        because: Why; empty for none.
    """

    step: str
    who: str
    at: datetime
    because: str


@dataclass(frozen=True, slots=True)
class ArrangementCard:
    """One arrangement, as it was proposed and with what happened to it.

    Attributes:
        arrangement_id: Identifier.
        case_id: Its case.
        number: Number of the case.
        borrower: Name.
        kind: Kind word.
        state: State word.
        total_fen: All that would be paid.
        waived_fen: What is let off.
        waived: Component word and sum of what is let off.
        instalments: Day and sum of each.
        may_skip: How many may be skipped.
        pauses_until: End of a pause, or None.
        currency: ISO code.
        because: Why it was proposed.
        proposed_by: By whom.
        proposed_at: When, in Beijing.
        seal: Hash of what was proposed.
        month: The household's month.
        steps: What happened, the oldest first.
        may: Words of what the reader may do: ``approve``, ``uphold``, ``agree``, ``contest``,
            ``withdraw``.
        is_own: The reader proposed it.
        papers: Papers that it can have where it stands, words of ``document``.
    """

    arrangement_id: str
    case_id: int
    number: str
    borrower: str
    kind: str
    state: str
    total_fen: int
    waived_fen: int
    waived: tuple[tuple[str, int], ...]
    instalments: tuple[Instalment, ...]
    may_skip: int
    pauses_until: date | None
    currency: str
    because: str
    proposed_by: str
    proposed_at: datetime
    seal: str
    month: MonthFigures | None
    steps: tuple[StepLine, ...]
    may: frozenset[str]
    is_own: bool
    papers: tuple[str, ...] = ()

    @property
    def waits_for(self) -> str:
        """Return what a second person has to decide: ``approve``, ``uphold`` or nothing."""
        return {"waiting": "approve", "contested": "uphold"}.get(self.state, "")


@dataclass(frozen=True, slots=True)
class ApprovalsPage:
    """What waits for a second person.

    Attributes:
        count: How many wait.
        waiting: The oldest of them.
        decided: The newest that were decided.
        shown: The one that is open, or None.
        policies: House numbers that wait on their own page.
        may_decide: The reader may decide.
        errors: What is wrong with the form; ``""`` for the whole.
        typed: What was typed.
    """

    count: int
    waiting: tuple[ArrangementCard, ...]
    decided: tuple[ArrangementCard, ...]
    shown: ArrangementCard | None
    policies: int
    may_decide: bool
    errors: Mapping[str, str]
    typed: str = ""
