"""What is an accepted row, cleaned and typed?

Every day is a ``date`` of the Beijing calendar, every amount an integer number of fen, every
empty cell None (or an empty tuple or text). ``warnings`` are names of rules with effect ``warn``.
"""

from dataclasses import dataclass
from datetime import date, datetime

from doorstep.intake.known import KnownAccount
from doorstep.intake.parts import Parts
from doorstep.terms.codes import Channel, RemarkFlag
from doorstep.terms.identity import Gender
from doorstep.terms.phone import Phone

__all__ = [
    "AttemptRow",
    "ContactPerson",
    "Origin",
    "Parts",
    "PlacementRow",
    "RecallRow",
    "RepaymentRow",
    "SupplementRow",
]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands: sheet name (empty for text and parquet) and row number from 1."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """A contact person whom the lender named in the placement."""

    name: str | None
    relation: str | None
    phones: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """One account that the lender places.

    Attributes:
        key_field: Which of ``loan_no``, ``contract_no``, ``case_no`` is the account key.
        gender: By the identity number when it was verified, else as the lender has it.
        born_on: By the identity number when it was verified, else as the lender has it.
        is_identity_verified: The identity number is a resident's and its check character fits.
        days_past_due: On the placement day; from the due date when the file has no number.
        bucket: ``M1`` and so on as sent, or None.
        outstanding_fen: What is owed in all and may be collected.
        parts: Its parts; they add up to ``overdue_fen`` within the tolerance.
        remark: All remark columns, one after the other, as they stood.
    """

    origin: Origin
    key_field: str
    case_no: str | None
    contract_no: str | None
    loan_no: str | None
    placed_on: date
    returns_on: date | None
    borrower_name: str
    identity_number: str
    document_type: str | None
    is_identity_verified: bool
    gender: Gender | None
    born_on: date | None
    mobiles: tuple[Phone, ...]
    home_phones: tuple[Phone, ...]
    work_phones: tuple[Phone, ...]
    home_address: str | None
    registered_address: str | None
    mailing_address: str | None
    work_address: str | None
    work_name: str | None
    province: str | None
    city: str | None
    county: str | None
    company_name: str | None
    credit_code: str | None
    lender: str | None
    agency: str | None
    product: str | None
    batch_no: str | None
    collect_hand: str | None
    outstanding_fen: int
    overdue_fen: int | None
    placed_fen: int | None
    parts: Parts
    remaining_principal_fen: int | None
    loan_amount_fen: int | None
    last_payment_fen: int | None
    last_paid_on: date | None
    yearly_rate: str | None
    days_past_due: int | None
    bucket: str | None
    periods_overdue: int | None
    due_on: date | None
    loan_on: date | None
    contacts: tuple[ContactPerson, ...]
    remark: str
    flags: tuple[RemarkFlag, ...]
    warnings: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return the account key itself."""
        return {
            "loan_no": self.loan_no,
            "contract_no": self.contract_no,
            "case_no": self.case_no,
        }[self.key_field] or ""


@dataclass(frozen=True, slots=True)
class SupplementRow:
    """Phones or an address sent later.

    Attributes:
        account: The account that the row speaks of.
        new_phones: Those of ``phones`` that were not on file for the account.
    """

    origin: Origin
    account: KnownAccount
    contact_name: str | None
    relation: str | None
    phones: tuple[Phone, ...]
    new_phones: tuple[Phone, ...]
    phone_type: str | None
    address: str | None
    address_type: str | None
    source: str | None
    remark: str
    flags: tuple[RemarkFlag, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepaymentRow:
    """A payment taken, or a reversal of one.

    Attributes:
        amount_fen: Always above zero; for a reversal what is taken back.
        reverses: Transaction number of the payment that a reversal undoes, else None.
    """

    origin: Origin
    account: KnownAccount
    transaction_no: str
    paid_on: date
    amount_fen: int
    reverses: str | None
    payer: str | None
    channel: str | None
    remark: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecallRow:
    """The creditor takes an account back.

    Attributes:
        effective_on: First day without any contact; the as-of day where the file's is unusable.
    """

    origin: Origin
    account: KnownAccount
    effective_on: date
    reason: str | None
    remark: str
    flags: tuple[RemarkFlag, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """A past attempt of anybody to reach someone about an account.

    Attributes:
        attempted_at: Beijing time with its zone; midnight where ``has_time`` is false.
        channel: None where the file's word is unknown.
        is_effective_call: A call with a result that the daily cap counts.
    """

    origin: Origin
    account: KnownAccount
    attempted_at: datetime
    has_time: bool
    channel: Channel | None
    channel_text: str | None
    target_name: str | None
    relation: str | None
    phones: tuple[Phone, ...]
    result: str | None
    is_effective_call: bool
    content: str
    collector: str | None
    companion: str | None
    promised_on: date | None
    promised_fen: int | None
    flags: tuple[RemarkFlag, ...]
    warnings: tuple[str, ...]
