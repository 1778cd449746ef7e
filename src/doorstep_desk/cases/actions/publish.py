"""Take accepted rows into the store: borrowers, cases, accounts, contact points, flags."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from doorstep_desk.cases.actions.merge import Published, take_incoming, take_points
from doorstep_desk.cases.incoming import (
    ACCOUNT_COLUMNS,
    FIELDS,
    POINT_COLUMNS,
    prepare_incoming,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.encryption import blind_index, encrypt

__all__ = [
    "NewAccount",
    "NewBorrower",
    "NewFlag",
    "NewPoint",
    "Published",
    "publish_accounts",
    "publish_points",
]


@dataclass(frozen=True, slots=True)
class NewBorrower:
    """A person as sent.

    Attributes:
        name: As sent.
        identity_number: Number of the identity document, or None when the lender gives none.
        identity_state: ``checked`` (check character right), ``unverifiable`` or ``absent``.
        external_ref: The lender's own reference when there is no identity number.
        birth_on: From the identity number, or None.
        language: Two letters.
        is_synthetic: Whether the person is invented.
    """

    name: str
    identity_number: str | None
    identity_state: str
    external_ref: str = ""
    birth_on: date | None = None
    language: str = "zh"
    is_synthetic: bool = False

    @property
    def person_key(self) -> bytes:
        """Return the key that is the same for this person in every organisation."""
        if self.identity_number:
            return blind_index("identity", self.identity_number)
        return blind_index("external", self.external_ref)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """One credit agreement as placed; the sums are in fen of ``currency``."""

    borrower: NewBorrower
    placement_id: int
    creditor_id: int
    key: str
    placed_on: date
    owed_fen: int
    product: str
    product_name: str = ""
    loan_no: str = ""
    contract_no: str = ""
    case_no: str = ""
    currency: str = "CNY"
    opened_on: date | None = None
    due_on: date | None = None
    principal_fen: int = 0
    interest_fen: int = 0
    penalty_interest_fen: int = 0
    default_penalty_fen: int = 0
    late_fee_fen: int = 0
    fee_fen: int = 0
    loan_fen: int = 0
    instalments: int = 1


@dataclass(frozen=True, slots=True)
class NewPoint:
    """One way to reach a borrower, with where it came from."""

    person_key: bytes
    kind: str
    role: str
    value: str
    masked: str
    provenance: str
    source: str
    confidence: int
    verified_at: datetime | None = None
    valid: bool | None = None
    is_synthetic: bool = False
    province: str = ""
    city: str = ""
    county: str = ""
    town: str = ""
    address_state: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accuracy_metres: int | None = None


@dataclass(frozen=True, slots=True)
class NewFlag:
    """What the remark of an account's row said about its borrower; noted the day it was placed."""

    creditor_id: int
    account_key: str
    flag: str


@transaction.atomic
def publish_accounts(
    *,
    actor: Actor,
    accounts: Sequence[NewAccount],
    points: Sequence[NewPoint],
    flags: Sequence[NewFlag],
    at: datetime,
    taken_with: int | None = None,
) -> Published:
    """Take accounts with their borrowers, cases and contact points, all or nothing.

    The same rows twice change nothing; see ``merge`` for what a changed row does.

    Raises:
        Refused: The actor may not.
    """
    actor.require("placement.import")
    prepare_incoming()
    words: dict[tuple[int, str], list[NewFlag]] = {}
    for flag in flags:
        words.setdefault((flag.creditor_id, flag.account_key), []).append(flag)
    copy_rows(
        "incoming_account", ACCOUNT_COLUMNS,
        (
            account_values(seq, 0, account, words.get((account.creditor_id, account.key), ()))
            for seq, account in enumerate(accounts)
        ),
    )  # fmt: skip
    copy_rows(
        "incoming_point", POINT_COLUMNS, (point_values(seq, p) for seq, p in enumerate(points))
    )
    return take_incoming(actor=actor, at=at, taken_with=taken_with)


@transaction.atomic
def publish_points(*, actor: Actor, points: Sequence[NewPoint], at: datetime) -> int:
    """Take contact points of borrowers that exist; what is known already stays as it is.

    Raises:
        Refused: The actor may not.
    """
    actor.require("placement.import")
    prepare_incoming()
    copy_rows(
        "incoming_point", POINT_COLUMNS, (point_values(seq, p) for seq, p in enumerate(points))
    )
    return take_points(actor=actor, at=at)


def person_values(borrower: NewBorrower) -> tuple[object, ...]:
    """Return a person as ``incoming.PERSON`` names the columns, the identity number sealed."""
    number = borrower.identity_number
    sealed = encrypt("cases_borrower", "identity_number", number) if number else None
    index = blind_index("identity", number) if number else None
    return (
        index or borrower.person_key, borrower.name, sealed, index, borrower.identity_state,
        borrower.external_ref, borrower.birth_on, borrower.language, borrower.is_synthetic,
    )  # fmt: skip


def account_values(
    seq: int, row_no: int, account: NewAccount, flags: Sequence[NewFlag] = ()
) -> tuple[object, ...]:
    """Return an account as ``incoming.ACCOUNT_COLUMNS`` names the columns."""
    return (
        seq, row_no, ",".join(flag.flag for flag in flags), *person_values(account.borrower),
        account.creditor_id, account.placement_id, account.key,
        *(getattr(account, name) for name in FIELDS),
    )  # fmt: skip


def point_values(seq: int, point: NewPoint) -> tuple[object, ...]:
    """Return a contact point as ``incoming.POINT_COLUMNS`` names the columns, sealed."""
    return (
        seq, point.person_key, point.kind, point.role,
        encrypt("cases_contactpoint", "value", point.value),
        blind_index(point.kind, point.value), point.masked, point.provenance, point.source,
        point.confidence, point.verified_at, point.valid, point.is_synthetic, point.province,
        point.city, point.county, point.town, point.address_state, point.latitude,
        point.longitude, point.accuracy_metres,
    )  # fmt: skip
