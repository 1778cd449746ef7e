"""What does the core see of accounts and cases?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q

from doorstep.facts.columns import AccountColumns, Ids
from doorstep.terms.codes import Product
from doorstep.terms.local_time import NO_DAY, day_number
from doorstep_desk.cases.models import Account, Case, CaseFlag, ContactPoint

_PRODUCTS = {product.word: int(product) for product in Product}


def days(values: Iterable[date | None]) -> np.ndarray:
    """Return day numbers, ``NO_DAY`` for none, shape ``(n,)``."""
    return np.array(
        [NO_DAY if value is None else day_number(value) for value in values], dtype=np.int32
    )


def _columns(rows: Sequence[tuple[object, ...]], width: int) -> list[tuple[object, ...]]:
    return list(zip(*rows, strict=True)) if rows else [()] * width


def open_account_ids(agency_id: int, on: date) -> set[int]:
    """Return the accounts that are worked on a day: neither recalled nor in a closed case."""
    rows = Account.objects.filter(
        Q(recalled_on=None) | Q(recalled_on__gt=on),
        Q(case__closed_on=None) | Q(case__closed_on__gt=on),
        agency_id=agency_id,
        placed_on__lte=on,
    )
    return set(rows.values_list("id", flat=True))


def account_columns(agency_id: int, on: date, borrower_id: int | None = None) -> AccountColumns:
    """Return every account placed up to a day, in case order; closed ones are history too.

    Args:
        agency_id: Whose portfolio.
        on: The day.
        borrower_id: Only this borrower's; None for all.
    """
    wanted = Account.objects.filter(agency_id=agency_id, placed_on__lte=on)
    if borrower_id is not None:
        wanted = wanted.filter(borrower_id=borrower_id)
    rows = (
        wanted.order_by("case_id", "id")
        .values_list(
            "id", "case_id", "borrower_id", "creditor_id", "product", "opened_on", "placed_on",
            "due_on", "owed_fen", "principal_fen", "loan_fen", "instalments",
        )
    )  # fmt: skip
    c = _columns(list(rows), 12)
    return AccountColumns(
        account_id=np.array(c[0], dtype=np.int64),
        case_id=np.array(c[1], dtype=np.int64),
        person_id=np.array(c[2], dtype=np.int64),
        creditor_id=np.array(c[3], dtype=np.int64),
        product=np.array([_PRODUCTS.get(str(word), 0) for word in c[4]], dtype=np.int8),
        opened_day=days(c[5]),  # type: ignore[arg-type]
        placed_day=days(c[6]),  # type: ignore[arg-type]
        due_day=days(c[7]),  # type: ignore[arg-type]
        owed_fen=np.array(c[8], dtype=np.int64),
        principal_fen=np.array(c[9], dtype=np.int64),
        loan_fen=np.array(c[10], dtype=np.int64),
        instalments=np.array(c[11], dtype=np.int32),
    )


@dataclass(frozen=True, slots=True)
class CasePoint:
    """One usable contact point of a case's borrower.

    Attributes:
        point_id: Identifier.
        borrower_id: Whose it is.
        kind: ``mobile``, ``landline``, ``email`` or ``address``.
        provenance: Word of ``codes.Provenance``.
        address_state: How far the address could be matched; empty for phones.
        latitude: WGS-84 degrees, or None.
        longitude: WGS-84 degrees, or None.
        accuracy_metres: How far off the point may lie, or None.
        is_verified: Whether somebody confirmed it, or it came with an exact position.
        role: What it is to the borrower, such as ``home``, ``registered`` or ``mobile``.
    """

    point_id: int
    borrower_id: int
    kind: str
    provenance: str
    address_state: str
    latitude: float | None
    longitude: float | None
    accuracy_metres: int | None
    is_verified: bool
    role: str

    @property
    def is_checked(self) -> bool:
        """Say whether an address may be visited: confirmed, or followed to a door we can find."""
        is_found = self.address_state == "door" and self.latitude is not None
        return self.latitude is not None and (self.is_verified or is_found)


def points_by_borrower(agency_id: int) -> dict[int, list[CasePoint]]:
    """Return every borrower's own contact points that are not known to be dead, best first."""
    found: dict[int, list[CasePoint]] = {}
    rows = (
        ContactPoint.objects.filter(agency_id=agency_id)
        .exclude(valid=False)
        .exclude(role="contact_person")
        .order_by("borrower_id", "-confidence", "id")
        .values_list(
            "id", "borrower_id", "kind", "provenance", "address_state", "latitude", "longitude",
            "accuracy_metres", "last_verified_at", "role",
        )
    )  # fmt: skip
    for row in rows:
        point = CasePoint(*row[:8], is_verified=row[8] is not None, role=row[9])
        found.setdefault(point.borrower_id, []).append(point)
    return found


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """What identifies a case and its borrower for a decision.

    Attributes:
        case_id: Identifier.
        borrower_id: Whose it is.
        creditor_id: Who is owed.
        birth_on: Borrower's day of birth, or None.
        language: Two letters.
        person_key: Key of the person over all agencies.
    """

    case_id: int
    borrower_id: int
    creditor_id: int
    birth_on: date | None
    language: str
    person_key: bytes


def case_headers(agency_id: int, case_ids: Ids) -> dict[int, CaseHeader]:
    """Return the headers of the named cases of one agency."""
    wanted = {int(case) for case in case_ids}
    rows = Case.objects.filter(agency_id=agency_id).values_list(
        "id", "borrower_id", "creditor_id", "borrower__birth_on",
        "borrower__language", "borrower__person_key",
    )  # fmt: skip
    return {
        row[0]: CaseHeader(*row[:5], person_key=bytes(row[5])) for row in rows if row[0] in wanted
    }


def open_flags(agency_id: int) -> dict[int, set[str]]:
    """Return the flags of each case that nobody has reviewed yet."""
    found: dict[int, set[str]] = {}
    rows = CaseFlag.objects.filter(agency_id=agency_id, reviewed_at=None)
    for case_id, flag in rows.values_list("case_id", "flag"):
        found.setdefault(case_id, set()).add(flag)
    return found
