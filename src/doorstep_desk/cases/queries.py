"""What can be asked about cases?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from doorstep.ledger.components import Parts, parts_of
from doorstep_desk.cases.errors import account_unknown, case_unknown
from doorstep_desk.cases.models import (
    Account,
    Borrower,
    Case,
    CaseFlag,
    ContactPoint,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import among
from doorstep_desk.plumbing.encryption import blind_index
from doorstep_desk.plumbing.tables.once import once_a_page

ACCOUNT_ROWS: Final = """
SELECT id, case_id, creditor_id, due_on, owed_fen, placed_on, recalled_on FROM cases_account
 WHERE (%(agency)s::bigint IS NULL OR agency_id = %(agency)s)
   AND (%(creditor)s::bigint IS NULL OR creditor_id = %(creditor)s)
"""
"""SQL: the accounts of an agency or creditor as they were placed; part of a larger query."""


def visible_cases(actor: Actor) -> QuerySet[Case]:
    """Return the cases of the actor's organisation; the database narrows them further."""
    rows = Case.objects.filter(agency_id=actor.organisation_id)
    return rows.select_related("borrower", "creditor", "placement")


def case_of(actor: Actor, case_id: int) -> Case:
    """Return one case with borrower, creditor and placement.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    row = visible_cases(actor).filter(pk=case_id).first()
    if row is None:
        raise case_unknown(case_id)
    return row


def cases_seen(case_ids: Collection[int]) -> set[int]:
    """Return which of some cases the asker may see."""
    return set(Case.objects.filter(pk__in=list(case_ids)).values_list("id", flat=True))


def cases_of_borrower(borrower_id: int) -> list[int]:
    """Return the ids of a borrower's cases."""
    return list(Case.objects.filter(borrower_id=borrower_id).values_list("id", flat=True))


@dataclass(frozen=True, slots=True)
class CaseOf:
    """Whose a case is.

    Attributes:
        borrower_id: The borrower.
        person_key: Key of the borrower over all agencies.
        creditor_id: Who is owed.
    """

    borrower_id: int
    person_key: bytes
    creditor_id: int


def people_of_cases(case_ids: Iterable[int]) -> dict[int, CaseOf]:
    """Return whose each of many cases is, in one query."""
    rows = Case.objects.filter(pk__in=list(case_ids)).values_list(
        "pk", "borrower_id", "borrower__person_key", "creditor_id"
    )
    return {pk: CaseOf(borrower, bytes(key), creditor) for pk, borrower, key, creditor in rows}


@dataclass(frozen=True, slots=True)
class PointSeen:
    """Whose a contact point is and where it came from; its value stays closed.

    Attributes:
        borrower_id: The borrower on whose file it is.
        kind: Word of the core's kinds of point.
        role: Whose it is, such as ``home``, ``work`` or ``contact_person``.
        provenance: Word of the core's provenances.
    """

    borrower_id: int
    kind: str
    role: str
    provenance: str


def points_seen(point_ids: Iterable[int]) -> dict[int, PointSeen]:
    """Return whose each of many contact points is, in one query."""
    rows = ContactPoint.objects.filter(pk__in=among(sorted(set(point_ids))))
    columns = ("pk", "borrower_id", "kind", "role", "provenance")
    return {pk: PointSeen(*rest) for pk, *rest in rows.values_list(*columns)}


def born_after(keys: Collection[bytes], day: date) -> dict[bytes, date]:
    """Return when those among some persons were born who were born after a day, by key."""
    rows = Borrower.objects.filter(person_key__in=list(keys), birth_on__gt=day)
    pairs = rows.values_list("person_key", "birth_on")
    return {bytes(key): birth_on for key, birth_on in pairs if birth_on is not None}


def borrowers_by_key(agency_id: int, keys: Collection[bytes]) -> dict[bytes, int]:
    """Return an agency's borrowers among some persons, by the key of the person."""
    if not keys:
        return {}
    rows = Borrower.objects.filter(agency_id=agency_id, person_key__in=keys)
    return {bytes(key): pk for key, pk in rows.values_list("person_key", "id")}


@once_a_page
def accounts_of(case_id: int) -> list[Account]:
    """Return a case's accounts, the oldest due first."""
    return list(Account.objects.filter(case_id=case_id).order_by("due_on", "id"))


def accounts_of_cases(case_ids: Iterable[int]) -> list[Account]:
    """Return the accounts of many cases that the lender has not taken back, oldest due first."""
    rows = Account.objects.filter(case_id__in=list(case_ids), recalled_on=None)
    return list(rows.order_by("case_id", "due_on", "id"))


@once_a_page
def points_of(borrower_id: int) -> list[ContactPoint]:
    """Return a borrower's contact points, the surest first."""
    return list(ContactPoint.objects.filter(borrower_id=borrower_id).order_by("-confidence", "id"))


@dataclass(frozen=True, slots=True)
class PointOnFile:
    """A contact point that an agency has on file for one of its borrowers.

    Attributes:
        point_id: Identifier.
        borrower_id: Whose it is.
        person_key: Key of the person over all agencies.
        agency_id: Which agency's borrower it is.
        case_id: Their newest open case, or None.
        creditor_id: Who is owed in that case, or None.
        language: Two letters.
    """

    point_id: int
    borrower_id: int
    person_key: bytes
    agency_id: int
    case_id: int | None
    creditor_id: int | None
    language: str


def owners_of_point(agency_id: int | None, kind: str, value: str) -> list[PointOnFile]:
    """Return whose number or address something is; a number known to be wrong is nobody's.

    Args:
        agency_id: Of which agency; None asks all that the asker may see.
        kind: Kind of contact point.
        value: The number or address.
    """
    return owners_of_index(kind, blind_index(kind, value), agency_id)


def owners_of_index(kind: str, index: bytes, agency_id: int | None = None) -> list[PointOnFile]:
    """Return whose number or address has a fingerprint; as ``owners_of_point`` otherwise."""
    rows = ContactPoint.objects.filter(kind=kind, value_index=index).exclude(valid=False)
    rows = rows.exclude(role="contact_person")
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    found = []
    for row in rows.select_related("borrower").order_by("id"):
        case = (
            Case.objects.filter(borrower_id=row.borrower_id, closed_on=None)
            .order_by("-id")
            .first()
        )
        found.append(
            PointOnFile(
                row.pk, row.borrower_id, bytes(row.borrower.person_key), row.agency_id,
                case.pk if case else None, case.creditor_id if case else None,
                row.borrower.language,
            )
        )  # fmt: skip
    return found


@once_a_page
def flags_of(case_id: int) -> list[CaseFlag]:
    """Return a case's flags, the newest first."""
    return list(CaseFlag.objects.filter(case_id=case_id).order_by("-noted_on", "id"))


@dataclass(frozen=True, slots=True)
class CaseName:
    """What a list shows of a case.

    Attributes:
        number: Case number.
        borrower: Name.
        language: Two letters.
        creditor: Creditor's name.
    """

    number: str
    borrower: str
    language: str
    creditor: str


def case_names(case_ids: Iterable[int]) -> dict[int, CaseName]:
    """Return number, borrower and creditor of many cases in one query."""
    rows = Case.objects.filter(pk__in=list(case_ids)).values_list(
        "pk", "number", "borrower__name", "borrower__language", "creditor__name"
    )
    return {pk: CaseName(*rest) for pk, *rest in rows}


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """One account on file, as an importer compares later files with it.

    Attributes:
        account_id: Identifier.
        case_id: Its case.
        borrower_id: Whose it is.
        creditor_id: Who is owed.
        keys: The loan, contract and case number that the lender uses, by field name.
        borrower_name: As sent.
        identity_number: Or None.
        placed_on: Day of the mandate.
        recalled_on: Day of the recall, or None.
        due_on: Oldest unpaid due date, or None.
        reference: Identity number, or the lender's reference when there is none.
        parts_fen: The six parts and ``owed``, by name.
        person_key: Key of the borrower over all agencies.
    """

    account_id: int
    case_id: int
    borrower_id: int
    creditor_id: int
    keys: Mapping[str, str]
    borrower_name: str
    identity_number: str | None
    placed_on: date
    recalled_on: date | None
    due_on: date | None
    reference: str
    parts_fen: Mapping[str, int]
    person_key: bytes


_PARTS = ("principal", "interest", "penalty_interest", "default_penalty", "late_fee", "fee")


def accounts_on_file(agency_id: int) -> list[KnownAccount]:
    """Return every account of an agency in the order they were taken."""
    rows = Account.objects.filter(agency_id=agency_id).select_related("borrower").order_by("id")
    return [
        KnownAccount(
            row.pk, row.case_id, row.borrower_id, row.creditor_id,
            {"loan_no": row.loan_no, "contract_no": row.contract_no, "case_no": row.case_no},
            row.borrower.name, row.borrower.identity_number, row.placed_on, row.recalled_on,
            row.due_on, row.borrower.identity_number or row.borrower.external_ref,
            {"owed": row.owed_fen, **{part: getattr(row, f"{part}_fen") for part in _PARTS}},
            bytes(row.borrower.person_key),
        )
        for row in rows.iterator(chunk_size=5000)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacedAccount:
    """One account as it was placed, for its books.

    Attributes:
        account_id: Identifier.
        case_id: Its case.
        agency_id: Whose case it is.
        placed_on: Day for which the sums were stated.
        parts_fen: Sums by component; what exceeds the named parts is principal.
    """

    account_id: int
    case_id: int
    agency_id: int
    placed_on: date
    parts_fen: Parts


def placed_accounts(actor: Actor, account_ids: Iterable[int]) -> dict[int, PlacedAccount]:
    """Return accounts of the actor's agency as they were placed, by identifier, in one query.

    Raises:
        Refused: One of them does not exist for this actor.
    """
    wanted = sorted(set(account_ids))
    rows = Account.objects.filter(pk__in=among(wanted), agency_id=actor.agency_id).order_by("id")
    columns = ("id", "case_id", "placed_on", "owed_fen", *(f"{part}_fen" for part in _PARTS))
    found = {
        pk: PlacedAccount(pk, case, actor.agency_id, on, _placed(owed, parts))
        for pk, case, on, owed, *parts in rows.values_list(*columns).iterator(chunk_size=5000)
    }
    for missing in wanted:
        if missing not in found:
            raise account_unknown(missing)
    return found


def _placed(owed_fen: int, parts: list[int]) -> Parts:
    named = dict(zip(_PARTS, parts, strict=True))
    named["principal"] += max(owed_fen - sum(parts), 0)
    return parts_of(**named)


@dataclass(frozen=True, slots=True)
class PersonOnFile:
    """A borrower as written down.

    Attributes:
        borrower_id: Identifier.
        person_key: Key of the person over all agencies.
        reference: Identity number, or the lender's reference when there is none.
    """

    borrower_id: int
    person_key: bytes
    reference: str


def persons_on_file(agency_id: int) -> dict[str, PersonOnFile]:
    """Return an agency's borrowers by identity number or reference."""
    rows = Borrower.objects.filter(agency_id=agency_id).only(
        "id", "person_key", "identity_number", "external_ref"
    )
    people = (
        PersonOnFile(row.pk, bytes(row.person_key), row.identity_number or row.external_ref)
        for row in rows.iterator(chunk_size=5000)
    )
    return {person.reference: person for person in people}


def point_ids(agency_id: int) -> dict[tuple[int, bytes], int]:
    """Return contact points by borrower and blind index of the value."""
    rows = ContactPoint.objects.filter(agency_id=agency_id)
    return {
        (borrower, bytes(index)): pk
        for pk, borrower, index in rows.values_list("id", "borrower_id", "value_index")
    }


def phones_on_file(agency_id: int) -> dict[int, frozenset[str]]:
    """Return the phone numbers on file for each borrower."""
    rows = ContactPoint.objects.filter(agency_id=agency_id, kind__in=("mobile", "landline"))
    found: dict[int, set[str]] = {}
    for row in rows.only("borrower_id", "value").iterator(chunk_size=5000):
        found.setdefault(row.borrower_id, set()).add(row.value)
    return {borrower: frozenset(numbers) for borrower, numbers in found.items()}


def points_with(agency_id: int, indexes: Collection[bytes]) -> dict[tuple[int, bytes], int]:
    """Return contact points by borrower and blind index, only those with the named indexes."""
    rows = ContactPoint.objects.filter(agency_id=agency_id, value_index__in=list(indexes))
    return {
        (borrower, bytes(index)): pk
        for pk, borrower, index in rows.values_list("id", "borrower_id", "value_index")
    }


def case_numbered(actor: Actor, number: str) -> int:
    """Return the id of the case with a number.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    found = visible_cases(actor).filter(number=number).values_list("pk", flat=True).first()
    if found is None:
        raise case_unknown(number)
    return found
