"""What does the core see of accounts and cases?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db.models import Q

from doorstep.facts.columns import AccountColumns, Ids
from doorstep.parameters.proofs import proof_table
from doorstep.terms.codes import Product
from doorstep.terms.local_time import NO_DAY, day_number, local_day
from doorstep_desk.cases.models import Account, Case, CaseFlag, ContactPoint, TimeWish
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.plumbing.tables.once import once_a_page

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
        is_verified: Whether somebody confirmed it, and that has not run out.
        is_sure: Whether its confidence on the day is what a visit needs.
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
    is_sure: bool
    role: str

    @property
    def is_checked(self) -> bool:
        """Say whether an address may be visited: sure enough, and proved or found to the door."""
        is_found = self.is_verified or self.address_state == "door"
        return self.is_sure and is_found and self.latitude is not None


def case_point(row: ContactPoint, on: date) -> CasePoint:
    """Return a contact point as it stands on a day, by the house's table of proofs."""
    table = proof_table(on)
    verified_on = local_day(row.last_verified_at) if row.last_verified_at else None
    until = table.good_until(verified_on, row.verified_until_on)
    confidence = table.aged(row.confidence, verified_on, row.verified_until_on, on)
    return CasePoint(
        row.pk, row.borrower_id, row.kind, row.provenance, row.address_state, row.latitude,
        row.longitude, row.accuracy_metres, until is not None and on <= until,
        confidence >= table.visit_needs, row.role,
    )  # fmt: skip


def points_by_borrower(agency_id: int, on: date) -> dict[int, list[CasePoint]]:
    """Return every borrower's own contact points that are not known to be dead, best first.

    Args:
        agency_id: Whose borrowers.
        on: The day on which a confirmation must still be good.
    """
    found: dict[int, list[CasePoint]] = {}
    rows = (
        ContactPoint.objects.filter(agency_id=agency_id)
        .exclude(valid=False)
        .exclude(role="contact_person")
        .order_by("borrower_id", "-confidence", "id")
        .only(
            "id", "borrower_id", "kind", "provenance", "address_state", "latitude", "longitude",
            "accuracy_metres", "last_verified_at", "verified_until_on", "confidence", "role",
        )
    )  # fmt: skip
    for row in rows.iterator(chunk_size=5000):
        found.setdefault(row.borrower_id, []).append(case_point(row, on))
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


def open_flags(agency_id: int, case_ids: Collection[int] | None = None) -> dict[int, set[str]]:
    """Return the flags that nobody has reviewed yet, of each case of an agency or of some."""
    found: dict[int, set[str]] = {}
    rows = CaseFlag.objects.filter(agency_id=agency_id, reviewed_at=None)
    if case_ids is not None:
        rows = rows.filter(case_id__in=list(case_ids))
    for case_id, flag in rows.values_list("case_id", "flag"):
        found.setdefault(case_id, set()).add(flag)
    return found


def time_wishes(
    as_of: datetime, *, agency_id: int | None = None, borrower_ids: Collection[int] | None = None
) -> dict[int, WishedTime]:
    """Return at which times borrowers wished to be contacted at an instant, by borrower.

    Args:
        as_of: The instant; what was said or taken back later does not count.
        agency_id: Only those of one agency.
        borrower_ids: Only these.
    """
    rows = TimeWish.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=as_of), said_at__lte=as_of
    )
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    if borrower_ids is not None:
        rows = rows.filter(borrower_id__in=list(borrower_ids))
    return {
        borrower: WishedTime(weekdays, opens, closes)
        for borrower, weekdays, opens, closes in rows.order_by("said_at").values_list(
            "borrower_id", "weekdays", "from_hour", "to_hour"
        )
    }


@once_a_page
def time_wishes_of(borrower_id: int) -> tuple[TimeWish, ...]:
    """Return everything that a borrower ever wished about times, the newest first."""
    return tuple(TimeWish.objects.filter(borrower_id=borrower_id).order_by("-said_at"))


def time_wish_of(borrower_id: int, as_of: datetime) -> WishedTime | None:
    """Return at which times one borrower wished to be contacted at an instant, or None."""
    for row in time_wishes_of(borrower_id):
        is_over = row.withdrawn_at is not None and row.withdrawn_at <= as_of
        if row.said_at <= as_of and not is_over:
            return WishedTime(row.weekdays, row.from_hour, row.to_hour)
    return None
