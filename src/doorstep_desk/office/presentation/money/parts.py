"""What do the pages about money that waits, and about senders, show?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.safestring import SafeString

from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.parts import Option, Paging


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Money that waits, as one line.

    Attributes:
        waiting_id: Identifier.
        code: Why it waits.
        lender: Name.
        reference: How the lender calls the account.
        transaction_id: The lender's number.
        received_on: Value date.
        amount_fen: The sum.
        currency: ISO code.
        reverses: The payment that it takes back; empty for none.
        payer: Who paid, as sent.
        paid_through: How it was paid, as sent.
        origin: By which way it came.
        came_at: When, in the zone of the cases.
        case_id: Case of the account, where that is known.
        decision: What was decided; empty while it waits.
        decided_by: By whom.
        because: Why.
    """

    waiting_id: str
    code: str
    lender: str
    reference: str
    transaction_id: str
    received_on: date
    amount_fen: int
    currency: str
    reverses: str
    payer: str
    paid_through: str
    origin: str
    came_at: datetime
    case_id: int | None = None
    decision: str = ""
    decided_by: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A row of a payment file that was not taken.

    Attributes:
        row_id: By which it is mended.
        import_id: Its import.
        file: Name of the file.
        sheet: Name of the sheet.
        row_no: Its number there.
        reasons: Rule words.
        sent_at: When the file came, in Beijing.
    """

    row_id: int
    import_id: int
    file: str
    sheet: str
    row_no: int
    reasons: tuple[str, ...]
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class PaymentsPage:
    """What waits, page by page.

    Attributes:
        rows: The lines of this page.
        waiting: How much waits in all.
        filters: The pills.
        paging: Where the reader is.
        aside: Rows of files that were not taken, where these are looked at.
        aside_count: How many of them there are.
        may_mend: The reader may mend them.
    """

    rows: tuple[WaitingRow, ...]
    waiting: int
    filters: tuple[Filter, ...]
    paging: Paging
    aside: tuple[AsideRow, ...] = ()
    aside_count: int = 0
    may_mend: bool = False


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """One of them, with what can be decided.

    Attributes:
        row: What waits.
        may_settle: The reader decides such things.
        may_assign: It can be given to an account.
        values: What was typed.
        errors: What was refused, by field.
    """

    row: WaitingRow
    may_settle: bool
    may_assign: bool
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SenderKeyRow:
    """One key of a lender's system; its secret is never shown again.

    Attributes:
        key_id: Its name, which the lender sends.
        state: ``current``, ``ending``, ``ended`` or ``revoked``.
        made_at: When it was made.
        made_by: By whom.
        ends_at: Until when it is still taken, or None.
    """

    key_id: str
    state: str
    made_at: datetime
    made_by: str
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class SenderSide:
    """A lender with its keys.

    Attributes:
        lender_id: Identifier.
        name: Name.
        keys: The newest first.
        has_current: One of them is current, so another one rotates it.
    """

    lender_id: int
    name: str
    keys: tuple[SenderKeyRow, ...]
    has_current: bool


@dataclass(frozen=True, slots=True)
class SendersPage:
    """Which lenders' systems may send word of payments.

    Attributes:
        sides: One for each lender.
        shown_key: Name of the key that was just made; empty else.
        shown_secret: Its secret, shown this once.
        error: What was refused.
    """

    sides: tuple[SenderSide, ...]
    shown_key: str = ""
    shown_secret: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class PayWayRow:
    """One of a lender's own ways to pay.

    Attributes:
        way_id: Identifier.
        lender: Name.
        kind: ``link``, ``app`` or ``transfer``.
        holder: Whose account it is.
        place: Link, place in the app, or bank and account.
        proposed_by: By whom.
        approved_by: By whom; empty while it waits.
        may_approve: The reader approves it.
    """

    way_id: str
    lender: str
    kind: str
    holder: str
    place: str
    proposed_by: str
    approved_by: str
    may_approve: bool


@dataclass(frozen=True, slots=True)
class WayToShow:
    """One of the lender's own ways to pay, as a borrower may look at it.

    Attributes:
        kind: ``link``, ``app`` or ``transfer``.
        holder: Whose account it is.
        place: Link, place in the app, or bank and account.
        code: Drawing (SVG) of the link for a borrower's own phone; empty for other kinds.
    """

    kind: str
    holder: str
    place: str
    code: SafeString


@dataclass(frozen=True, slots=True)
class CaseWaysPage:
    """How the lender of a case is paid.

    Attributes:
        case_id: The case.
        number: Its number.
        name: The borrower.
        lender: Name of the lender.
        accounts: Contract numbers to be named with a transfer.
        ways: The approved ways, the oldest first.
    """

    case_id: int
    number: str
    name: str
    lender: str
    accounts: tuple[str, ...]
    ways: tuple[WayToShow, ...]


@dataclass(frozen=True, slots=True)
class PayWaysPage:
    """The ways to pay of all lenders.

    Attributes:
        rows: Approved ones and those that wait.
        lenders: Key and name, for the form.
        may_propose: The reader proposes and withdraws.
        values: What was typed.
        errors: What was refused, by field.
    """

    rows: tuple[PayWayRow, ...]
    lenders: tuple[Option, ...]
    may_propose: bool
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
