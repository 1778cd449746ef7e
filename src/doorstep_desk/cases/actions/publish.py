"""Take accepted rows into the store: borrowers, cases, accounts, contact points, flags."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count

from doorstep_desk.audit.actions import record_many
from doorstep_desk.cases.models import Account, Borrower, Case, CaseFlag, ContactPoint
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.encryption import blind_index, encrypt
from doorstep_desk.plumbing.locks import lock_for_transaction

BATCH = 2000


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
    """What a remark said about the borrower of an account."""

    creditor_id: int
    account_key: str
    flag: str
    noted_on: date
    source: str


@dataclass(frozen=True, slots=True)
class Published:
    """What was taken.

    Attributes:
        borrowers: New borrowers.
        cases: New cases.
        accounts: New accounts.
        points: New contact points.
        flags: New flags, as case and flag.
    """

    borrowers: int
    cases: int
    accounts: int
    points: int
    flags: tuple[tuple[int, str], ...]


@transaction.atomic
def publish_accounts(
    *,
    actor: Actor,
    accounts: Sequence[NewAccount],
    points: Sequence[NewPoint],
    flags: Sequence[NewFlag],
    at: datetime,
) -> Published:
    """Take accounts with their borrowers, cases and contact points, all or nothing.

    What exists already stays as it is, so that the same rows twice change nothing.

    Raises:
        Refused: The actor may not.
    """
    actor.require("placement.import")
    agency = actor.agency_id
    lock_for_transaction("cases.publish", agency)
    new_borrowers = _borrowers(agency, (account.borrower for account in accounts))
    persons = _persons(agency, {account.borrower.person_key for account in accounts})
    new_cases = _cases(agency, accounts, persons)
    new_accounts = _accounts(agency, accounts, persons)
    new_points = _points(agency, points, persons)
    raised = _flags(agency, flags)
    record_many(
        at=at, actor=actor, verb="case.imported",
        rows=[(f"case:{case}", {"number": number}) for case, number in new_cases],
    )  # fmt: skip
    return Published(new_borrowers, len(new_cases), new_accounts, new_points, tuple(raised))


def _borrowers(agency: int, wanted: Iterable[NewBorrower]) -> int:
    by_key = {borrower.person_key: borrower for borrower in wanted}
    known = _persons(agency, set(by_key))
    return copy_rows(
        "cases_borrower",
        (
            "agency_id", "person_key", "name", "name_order", "identity_number",
            "identity_index", "identity_state", "external_ref", "birth_on", "language",
            "is_synthetic",
        ),
        (
            (
                agency, key, b.name, b.name, *_sealed_identity(b.identity_number),
                b.identity_state, b.external_ref, b.birth_on, b.language, b.is_synthetic,
            )
            for key, b in by_key.items()
            if key not in known
        ),
    )  # fmt: skip


def _sealed_identity(number: str | None) -> tuple[bytes | None, bytes | None]:
    if not number:
        return None, None
    return encrypt("cases_borrower", "identity_number", number), blind_index("identity", number)


def _persons(agency: int, keys: set[bytes]) -> dict[bytes, int]:
    rows = Borrower.objects.filter(agency_id=agency, person_key__in=keys)
    return {bytes(key): pk for key, pk in rows.values_list("person_key", "id")}


def _cases(
    agency: int, accounts: Sequence[NewAccount], persons: dict[bytes, int]
) -> list[tuple[int, str]]:
    wanted: dict[tuple[int, int], NewAccount] = {}
    for account in accounts:
        key = (persons[account.borrower.person_key], account.placement_id)
        held = wanted.get(key)
        if held is None or account.placed_on < held.placed_on:
            wanted[key] = account
    known = set(
        Case.objects.filter(
            agency_id=agency, placement_id__in={placement for _, placement in wanted}
        ).values_list("borrower_id", "placement_id")
    )
    number = Case.objects.filter(agency_id=agency).aggregate(n=Count("id"))["n"]
    rows = []
    for (borrower, placement), account in wanted.items():
        if (borrower, placement) not in known:
            number += 1
            rows.append(
                (
                    agency, borrower, placement, account.creditor_id, account.placed_on,
                    f"DS-{account.placed_on.year}-{number:06d}", "",
                )
            )  # fmt: skip
    copy_rows(
        "cases_case",
        ("agency_id", "borrower_id", "placement_id", "creditor_id", "opened_on", "number",
         "closed_because"),
        rows,
    )  # fmt: skip
    made = Case.objects.filter(agency_id=agency, number__in=[row[5] for row in rows])
    return list(made.values_list("pk", "number"))


_SAME_NAME = (
    "creditor_id", "key", "loan_no", "contract_no", "case_no", "product", "product_name",
    "currency", "opened_on", "placed_on", "due_on", "owed_fen", "principal_fen",
    "interest_fen", "penalty_interest_fen", "default_penalty_fen", "late_fee_fen", "fee_fen",
    "loan_fen", "instalments",
)  # fmt: skip


def _accounts(agency: int, accounts: Sequence[NewAccount], persons: dict[bytes, int]) -> int:
    placements = {account.placement_id for account in accounts}
    rows = Case.objects.filter(agency_id=agency, placement_id__in=placements)
    cases = {(b, p): pk for b, p, pk in rows.values_list("borrower_id", "placement_id", "id")}
    known = known_accounts(agency, {account.creditor_id for account in accounts})
    return copy_rows(
        "cases_account",
        ("agency_id", "borrower_id", "case_id", *_SAME_NAME),
        (
            (
                agency, persons[account.borrower.person_key],
                cases[persons[account.borrower.person_key], account.placement_id],
                *(getattr(account, name) for name in _SAME_NAME),
            )
            for account in accounts
            if (account.creditor_id, account.key) not in known
        ),
    )  # fmt: skip


def known_accounts(
    agency: int, creditors: Iterable[int]
) -> dict[tuple[int, str], tuple[int, int]]:
    """Return account and case of every key of the named creditors."""
    rows = Account.objects.filter(agency_id=agency, creditor_id__in=set(creditors))
    return {
        (creditor, key): (pk, case)
        for creditor, key, pk, case in rows.values_list("creditor_id", "key", "id", "case_id")
    }


def publish_points(*, actor: Actor, points: Sequence[NewPoint], at: datetime) -> int:
    """Take contact points of borrowers that exist; what is known already stays as it is.

    Raises:
        Refused: The actor may not.
    """
    actor.require("placement.import")
    agency = actor.agency_id
    with transaction.atomic():
        persons = _persons(agency, {point.person_key for point in points})
        count = _points(agency, points, persons)
        record_many(
            at=at, actor=actor, verb="contact_point.imported",
            rows=[(f"agency:{agency}", {"points": count})],
        )  # fmt: skip
    return count


_POINT = (
    "kind", "role", "masked", "provenance", "source", "confidence", "valid", "is_synthetic",
    "province", "city", "county", "town", "address_state", "latitude", "longitude",
    "accuracy_metres",
)  # fmt: skip


def _points(agency: int, points: Sequence[NewPoint], persons: dict[bytes, int]) -> int:
    rows = ContactPoint.objects.filter(agency_id=agency).values_list(
        "borrower_id", "kind", "value_index"
    )
    known = {(borrower, kind, bytes(index)) for borrower, kind, index in rows}
    fresh: dict[tuple[int, str, bytes], NewPoint] = {}
    for point in points:
        key = (persons[point.person_key], point.kind, blind_index(point.kind, point.value))
        if key not in known:
            fresh.setdefault(key, point)
    return copy_rows(
        "cases_contactpoint",
        ("agency_id", "borrower_id", "value", "value_index", "last_verified_at", *_POINT),
        (
            (
                agency, borrower, encrypt("cases_contactpoint", "value", point.value), index,
                point.verified_at, *(getattr(point, name) for name in _POINT),
            )
            for (borrower, _, index), point in fresh.items()
        ),
    )  # fmt: skip


def _flags(agency: int, flags: Sequence[NewFlag]) -> list[tuple[int, str]]:
    accounts = known_accounts(agency, {flag.creditor_id for flag in flags})
    wanted = {(accounts[flag.creditor_id, flag.account_key][1], flag.flag): flag for flag in flags}
    known = set(CaseFlag.objects.filter(agency_id=agency).values_list("case_id", "flag"))
    fresh = {key: flag for key, flag in wanted.items() if key not in known}
    CaseFlag.objects.bulk_create(
        [
            CaseFlag(
                agency_id=agency, case_id=case, flag=word, noted_on=flag.noted_on,
                source=flag.source,
            )
            for (case, word), flag in fresh.items()
        ],
        batch_size=BATCH,
    )  # fmt: skip
    return list(fresh)
