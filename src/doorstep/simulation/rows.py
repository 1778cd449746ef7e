"""Of which rows is a synthetic world made?

Plain frozen values that a store can take as they are. Rows are linked by ``person_key`` (the
identity number), ``loan_number`` and the names of organisations; the store gives its own
identifiers.
"""

from dataclasses import dataclass
from datetime import date, datetime

from doorstep.terms.codes import (
    Channel,
    Direction,
    Disposition,
    PointKind,
    Product,
    PromiseState,
    Provenance,
    Purpose,
)


@dataclass(frozen=True, slots=True)
class WorldOrganisation:
    """A lender or an agency; ``kind`` is ``"lender"`` or ``"agency"``."""

    kind: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class WorldBorrower:
    """A person who owes; ``language`` is ``"zh"`` or ``"ko"``, ``town`` a county's name."""

    person_key: str
    name: str
    name_romanised: str
    language: str
    town: str


@dataclass(frozen=True, slots=True)
class WorldAccount:
    """A loan as placed; the five parts add up to ``owed_fen``, which is as of ``placed_on``."""

    loan_number: str
    case_number: str
    batch_number: str
    person_key: str
    lender: str
    product: Product
    product_name: str
    opened_on: date
    due_on: date
    placed_on: date
    returns_on: date
    loan_fen: int
    instalments: int
    principal_fen: int
    interest_fen: int
    penalty_interest_fen: int
    default_penalty_fen: int
    fee_fen: int
    owed_fen: int
    remark: str


@dataclass(frozen=True, slots=True)
class WorldPoint:
    """A phone number, e-mail address or home.

    Attributes:
        person_key: Whose it is.
        kind: Of the closed list.
        value: As written in the placement file.
        use: ``"mobile"``, ``"email"`` or ``"home"``.
        provenance: Where it comes from.
        confidence: 0 to 1.
        verified_on: Day last verified; None if never.
        latitude: WGS-84; None unless a home. The same for ``longitude``.
        longitude: See ``latitude``.
        accuracy_metres: How far the door may be from there; None unless a home.
        is_synthetic: Always true here: an invented point under which nobody can be reached.
    """

    person_key: str
    kind: PointKind
    value: str
    use: str
    provenance: Provenance
    confidence: float
    verified_on: date | None
    latitude: float | None
    longitude: float | None
    accuracy_metres: int | None
    is_synthetic: bool = True


@dataclass(frozen=True, slots=True)
class WorldAttempt:
    """One attempt to reach somebody; ``made_by`` is the organisation that made it."""

    person_key: str
    point_value: str
    lender: str
    made_by: str
    at: datetime
    received_at: datetime
    channel: Channel
    purpose: Purpose
    direction: Direction
    disposition: Disposition
    asked_to_leave: bool
    note: str


@dataclass(frozen=True, slots=True)
class WorldPromise:
    """A promise of the past; ``state`` and ``paid_fen`` as of the start of the world's day."""

    person_key: str
    loan_number: str
    made_at: datetime
    due_on: date
    amount_fen: int
    state: PromiseState
    paid_fen: int


@dataclass(frozen=True, slots=True)
class WorldPayment:
    """Money received on an account."""

    transaction_number: str
    loan_number: str
    person_key: str
    received_on: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class WorldNotice:
    """A visit announced beforehand, with a way to decline."""

    person_key: str
    point_value: str
    channel: Channel
    sent_at: datetime
    visit_from_on: date
    visit_until_on: date
    has_decline_option: bool
    was_declined: bool
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class WorldStaff:
    """Somebody who signs in; ``role`` is agent, lead, analyst, compliance or admin."""

    username: str
    display_name: str
    role: str
    language: str
    languages: tuple[str, ...]
    certificate_valid_until: date


@dataclass(frozen=True, slots=True)
class WorldPair:
    """Two agents who visit together; ``first`` and ``second`` are usernames."""

    letter: str
    first: str
    second: str
    start_name: str
    latitude: float
    longitude: float
    max_visits: int


@dataclass(frozen=True, slots=True)
class WorldShift:
    """A pair's working hours on a day, in minutes after Beijing midnight."""

    letter: str
    on: date
    starts_minute: int
    ends_minute: int
