"""What does the page of one case show?"""

from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.office.presentation.arranging.parts import ArrangementCard
from doorstep_desk.office.presentation.case_forms import (
    CorrectForm,
    HistoryPart,
    PauseForm,
    RecordForm,
    TimesCard,
)
from doorstep_desk.office.presentation.money.papers import PapersCard
from doorstep_desk.office.presentation.oversight.field import EvidenceLine
from doorstep_desk.office.presentation.oversight.risks import SafetyCard
from doorstep_desk.office.presentation.parts import Fact, Odds, Option, Reason, Statement


@dataclass(frozen=True, slots=True)
class PauseState:
    """A pause in force.

    Attributes:
        reason: Word of the reason.
        since_at: When it began.
        until_on: Its last day; None until a person ends it.
        reviewer: Who looks at it.
    """

    reason: str
    since_at: datetime
    until_on: date | None
    reviewer: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One treatment that was compared.

    Attributes:
        treatment: Treatment word; ``none`` is always among them.
        value_fen: Expected worth over doing nothing, net of cost and harm; None when refused.
        gain: Points of chance over doing nothing, as a fraction; None where not estimated.
        gain_low: Lower end.
        gain_high: Upper end.
        cost_fen: What it costs.
        minutes: Minutes of staff.
        verdict: ``allow``, ``hold`` or ``deny``.
        because: Why refused, or why not chosen, in the reader's language.
        is_chosen: It is today's treatment.
        is_runner_up: It came second.
    """

    treatment: str
    value_fen: int | None
    gain: float | None
    gain_low: float | None
    gain_high: float | None
    cost_fen: int
    minutes: int
    verdict: str
    because: str = ""
    is_chosen: bool = False
    is_runner_up: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """Today's treatment and why.

    Attributes:
        treatment: Treatment word.
        headline: The choice in one sentence, in the reader's language.
        decided_at: When it was reckoned.
        verdict: ``allow``, ``hold``, ``deny`` or ``pause``.
        has_permit: A permit is issued.
        reasons: The strongest first.
        facts: Window, who goes, manner, what is left out.
        talking_points: What to speak about, in order.
        candidates: All treatments, the chosen one first, then by worth, refused ones last.
        is_drawn: A lot among equally good treatments decided, so that we can learn.
        propensity: Chance with which the lot would choose this; 1 when nothing was drawn.
    """

    treatment: str
    headline: str
    decided_at: datetime
    verdict: str
    has_permit: bool
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...]
    talking_points: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    is_drawn: bool = False
    propensity: float = 1.0


@dataclass(frozen=True, slots=True)
class OddsLine:
    """One chance of the case.

    Attributes:
        name: ``contact``, ``promise``, ``paid`` or another head's word.
        odds: The chance.
    """

    name: str
    odds: Odds


@dataclass(frozen=True, slots=True)
class Step:
    """One reason of a waterfall.

    Attributes:
        label: What it is, in the reader's language.
        points: What it adds, as a fraction; negative when it lowers.
    """

    label: str
    points: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From the average of similar cases to this case, step by step; the steps sum exactly.

    Attributes:
        name: ``willingness``, ``ability`` or a head's word.
        average: Where similar cases stand, 0 to 1.
        steps: The largest first; the last may gather the rest.
        odds: Where this case stands.
    """

    name: str
    average: float
    steps: tuple[Step, ...]
    odds: Odds


@dataclass(frozen=True, slots=True)
class AxisLine:
    """Where a case stands on one axis: two axes are never merged into one number.

    Attributes:
        name: ``ability`` or ``willingness``.
        value: 0 to 100; 50 is the average case.
        reasons: Up to three, each as a sentence of the reader's language with its points.
    """

    name: str
    value: float
    reasons: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class OddsPanel:
    """What is likely, and why.

    Attributes:
        lines: The chances.
        waterfalls: At most one for each axis; never merged into one number.
        axes: How able and how willing; empty for base rates.
        model_version: Version of the model; empty when base rates are used.
        fitted_on: Day of the model.
        support: Similar cases.
    """

    lines: tuple[OddsLine, ...]
    waterfalls: tuple[Waterfall, ...]
    axes: tuple[AxisLine, ...]
    model_version: str
    fitted_on: date | None
    support: int

    @property
    def has_unsaid(self) -> bool:
        """Say whether the figure of one of its chances is kept back."""
        return any(not line.odds.is_said for line in self.lines)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What one rule says about today's contact.

    Attributes:
        rule: Identifier.
        verdict: ``allow``, ``hold`` or ``deny``.
        reading: The fact against the limit in one line, in the reader's language.
        force: As in ``board.NotVisited``.
        was_read: The original text was read; otherwise a published summary.
        source: Instrument and clause.
        fact_used: The fact and when it was looked up.
        instead: What may be done instead; empty when allowed.
        next_at: From when it is allowed; None when not known or not needed.
        treatment: Treatment word that it was asked about.
        since_on: Day from which the rule binds.
    """

    rule: str
    verdict: str
    reading: str
    force: str
    was_read: bool
    source: str
    fact_used: str
    instead: str = ""
    next_at: datetime | None = None
    treatment: str = ""
    since_on: date | None = None


@dataclass(frozen=True, slots=True)
class PointLine:
    """One way to reach the borrower.

    Attributes:
        point_id: Identifier, for the record form.
        kind: Kind word.
        role: ``home``, ``work`` …
        masked: What may be shown.
        confidence: 0 to 100.
        provenance: Provenance word.
        sourced_on: Day of the source; None when unknown.
        verified_at: Last verified; None when never.
        is_valid: None when unknown.
        place: Town and township of an address.
        accuracy_metres: How exact the coordinates are; None without coordinates.
        is_synthetic: Invented by us.
        is_shown: ``masked`` is not masked: the reader said what for.
    """

    point_id: int
    kind: str
    role: str
    masked: str
    confidence: int
    provenance: str
    sourced_on: date | None
    verified_at: datetime | None
    is_valid: bool | None
    place: str = ""
    accuracy_metres: int | None = None
    is_synthetic: bool = False
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry of the account.

    Attributes:
        on: Its day.
        kind: ``due``, ``payment``, ``reversal`` or ``placed``.
        text: What it is, in the reader's language: loan number, part or channel.
        due_fen: Owed by it, or None.
        paid_fen: Settled by it, or None.
        payment_id: The payment of which there can be a receipt, or None.
    """

    on: date
    kind: str
    text: str
    due_fen: int | None = None
    paid_fen: int | None = None
    payment_id: int | None = None


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise.

    Attributes:
        amount_fen: What was promised.
        due_on: By when.
        state: Promise-state word.
        paid_fen: What came.
        taken_by: Who took it.
    """

    amount_fen: int
    due_on: date
    state: str
    paid_fen: int
    taken_by: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case.

    Attributes:
        case_id: Identifier.
        number: Case number.
        name: The borrower's name.
        statements: What the borrower said or did, with days; remarks to respect.
        languages: Language words, such as ``zh`` and ``ko``.
        currency: ISO code.
        arrears_fen: The part already due; None when the lender does not say.
        outstanding_fen: All owed.
        days_past_due: Days; None when not known.
        bucket: Such as ``M2``; empty when not known.
        creditor: Name, with the product.
        placed_on: Begin of the mandate.
        returns_on: Its end; None when open.
        reached_count: Contacts of the last seven days by any agency, as the weekly limit counts.
        reached_limit: At most so many.
        pause: A pause in force, or None.
        today: Today's treatment; None before the first day was run.
        odds: Chances; None before the first day was run.
        rules: The rules that bear on today's treatment, refusals first.
        rules_count: How many were checked in all.
        points: Contact points, the surest first.
        ledger: Entries, the newest first.
        promises: Promises, the newest first.
        history: One page of events, the newest first.
        record: Form to record a contact; None when the reader may not.
        pausing: Form to pause; None when the reader may not or a pause is in force.
        correcting: Form to correct one record; None unless one was opened.
        may_correct: The reader may correct records.
        may_resume: The reader may end a pause.
        may_write: The reader may write to the borrower.
        purposes: What a number or address may be shown in full for; empty when the reader may
            not see one.
        closed_on: Day of closing; None while open.
        closed_because: Why, as a word.
        arrangement: The arrangement in force, or else the newest; None without any.
        may_arrange: The reader may work one out.
        papers: The newest papers; None when the reader may see none.
        evidence: What phones brought of visits, the newest first; empty when the reader may not.
        safety: What is dangerous at the addresses; None without an address.
        times: At which times the borrower wishes contact; None for a closed case.
    """

    case_id: int
    number: str
    name: str
    statements: tuple[Statement, ...]
    languages: tuple[str, ...]
    currency: str
    arrears_fen: int | None
    outstanding_fen: int
    days_past_due: int | None
    bucket: str
    creditor: str
    placed_on: date
    returns_on: date | None
    reached_count: int
    reached_limit: int
    pause: PauseState | None
    today: Today | None
    odds: OddsPanel | None
    rules: tuple[RuleLine, ...]
    rules_count: int
    points: tuple[PointLine, ...]
    ledger: tuple[LedgerLine, ...]
    promises: tuple[PromiseLine, ...]
    history: HistoryPart
    record: RecordForm | None = None
    pausing: PauseForm | None = None
    correcting: CorrectForm | None = None
    may_correct: bool = False
    may_resume: bool = False
    may_write: bool = False
    purposes: tuple[Option, ...] = ()
    closed_on: date | None = None
    closed_because: str = ""
    arrangement: ArrangementCard | None = None
    may_arrange: bool = False
    papers: PapersCard | None = None
    evidence: tuple[EvidenceLine, ...] = ()
    safety: SafetyCard | None = None
    times: TimesCard | None = None

    @property
    def is_paid(self) -> bool:
        """Return whether nothing is owed any more, so that nothing is judged or done."""
        return self.outstanding_fen == 0 and self.closed_on is None and bool(self.ledger)
