"""Take a book of real loans with their repayments, perhaps settled in the synthetic Yanbian."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from django.db import transaction

from doorstep.intake.mappings.columns import columns_of
from doorstep.intake.mappings.mapping import (
    BookAccount,
    BookBorrower,
    BookPayment,
    LoanBook,
    mapping,
)
from doorstep.intake.tables import RefusedFileError
from doorstep.simulation.rows import WorldPoint
from doorstep.simulation.settle import Settlement, with_synthetic_contacts
from doorstep.terms.codes import PointKind, Product
from doorstep.terms.local_time import BEIJING
from doorstep.terms.phone import Phone
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.publish import (
    NewAccount,
    NewBorrower,
    NewPoint,
    publish_accounts,
)
from doorstep_desk.cases.queries import KnownAccount, accounts_on_file
from doorstep_desk.intake.actions.import_file import Imported
from doorstep_desk.intake.actions.points import address_point, masked_phone, phone_point
from doorstep_desk.intake.errors import book_unreadable
from doorstep_desk.intake.models import ImportedFile
from doorstep_desk.intake.queries import file_with_digest
from doorstep_desk.organisations.actions import (
    NewPlacement,
    add_organisation,
    add_placement,
    mark_store,
)
from doorstep_desk.payments.actions import NewPayment, record_payments
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.encryption import blind_index
from doorstep_desk.plumbing.locks import lock_for_transaction

SYNTHETIC_SOURCE: Final = "synthetic contact, nobody can be reached there"


@dataclass(frozen=True, slots=True)
class SentBook:
    """A book of loans as it arrived.

    Attributes:
        name: File name.
        content: Its bytes.
        as_of: Day of the import.
        mapping: How its table is read.
        seed: Seed of the synthetic contacts, or None for none.
    """

    name: str
    content: bytes
    as_of: date
    mapping: str
    seed: int | None

    @property
    def digest(self) -> str:
        """Return a hash of content and settling; settling anew is another import."""
        seal = hashlib.sha256(self.content)
        seal.update(f"|{self.mapping}|{self.seed}".encode())
        return seal.hexdigest()


def import_loans(
    *, actor: Actor, sent: SentBook, at: datetime, is_dry_run: bool = False
) -> Imported:
    """Map a book of loans to borrowers, accounts and payments; the same book twice does nothing.

    Raises:
        Refused: The actor may not, the store is a demonstration, the mapping does not exist, or
            the table does not fit it.
    """
    actor.require("placement.import")
    agency = actor.agency_id
    with transaction.atomic():
        lock_for_transaction("intake.import", agency)
        if (before := file_with_digest(agency, sent.digest)) is not None:
            return Imported(json.loads(before.report), False, before.pk)
        book = _book(sent)
        report = _report(sent, book)
        if is_dry_run:
            return Imported(report, False, None)
        mark_store(actor=actor, kind="real", at=at)
        settlement = (
            None if sent.seed is None else with_synthetic_contacts(book, sent.seed, sent.as_of)
        )
        _publish(actor, sent, book, settlement, at)
        row = _keep(actor, sent, report, at)
    return Imported(report, True, row.pk)


def _book(sent: SentBook) -> LoanBook:
    try:
        book = mapping(sent.mapping).map_loans(columns_of(sent.content))
    except (RefusedFileError, ValueError) as fault:
        raise book_unreadable(sent.name, str(fault)) from fault
    if not book.accounts:
        raise book_unreadable(sent.name, "no row can be used")
    return book


def _report(sent: SentBook, book: LoanBook) -> dict[str, Any]:
    rejected = len(book.errors)
    accepted = len(book.accounts)
    return {
        "file": sent.name,
        "kind": "loans",
        "as_of": sent.as_of.isoformat(),
        "context": [],
        "outcome": "imported_in_part" if rejected else "imported",
        "refusal": None,
        "format": {"container": "parquet", "encoding": None, "delimiter": None},
        "sheets": [],
        "rows": {"total": accepted + rejected, "accepted": accepted, "rejected": rejected},
        "totals": {
            "borrowers": len(book.borrowers),
            "accounts": accepted,
            "payments": len(book.payments),
            "currency": book.currency,
            "outstanding_fen": sum(account.owed_cents for account in book.accounts),
            "paid_fen": sum(payment.amount_cents for payment in book.payments),
        },
        "rejected": [
            {"sheet": "", "row": e.row, "column": e.column, "rule": e.rule, "hint": e.message}
            for e in book.errors
        ],
        "repaired": [],
        "warnings": [],
        "flags": [],
    }


def _publish(
    actor: Actor, sent: SentBook, book: LoanBook, settlement: Settlement | None, at: datetime
) -> None:
    lender = add_organisation(actor=actor, kind="lender", name=book.lender, at=at)
    first = min(account.opened_on for account in book.accounts)
    placement = add_placement(
        actor=actor, at=at,
        placement=NewPlacement(
            lender_id=lender.id, agency_id=actor.agency_id,
        batch_no=f"{sent.mapping}-{sent.digest[:12]}", placed_on=first,
        file_digest=sent.digest,
        ),
    )  # fmt: skip
    people = _people(book, settlement)
    publish_accounts(
        actor=actor, at=at, flags=[],
        accounts=[
            _account(account, people[account.borrower], placement.id, lender.id, book.currency)
            for account in book.accounts
        ],
        points=_points(settlement.contact_points) if settlement else [],
    )  # fmt: skip
    on_file = {a.keys["loan_no"]: a for a in accounts_on_file(actor.agency_id)}
    record_payments(
        actor=actor, at=at, origin="loans",
        payments=_payments(book, on_file),
    )  # fmt: skip


def _people(book: LoanBook, settlement: Settlement | None) -> dict[str, NewBorrower]:
    invented = {b.person_key: b for b in settlement.borrowers} if settlement else {}
    found = {}
    for borrower in book.borrowers:
        person = invented.get(borrower.reference)
        found[borrower.reference] = NewBorrower(
            name=person.name if person else f"借款人 {borrower.reference}",
            identity_number=None, identity_state="absent", external_ref=borrower.reference,
            birth_on=None if borrower.birth_year is None else date(borrower.birth_year, 7, 1),
            language=person.language if person else "zh", is_synthetic=person is not None,
        )  # fmt: skip
    return found


def _account(
    account: BookAccount, borrower: NewBorrower, placement: int, lender: int, currency: str
) -> NewAccount:
    return NewAccount(
        borrower=borrower, placement_id=placement, creditor_id=lender, key=account.loan_number,
        loan_no=account.loan_number, placed_on=account.opened_on, owed_fen=account.owed_cents,
        product=Product.CONSUMER_LOAN.word, currency=currency, opened_on=account.opened_on,
        due_on=account.due_on, principal_fen=account.owed_cents, loan_fen=account.loan_cents,
        instalments=account.instalments,
    )  # fmt: skip


def _payments(book: LoanBook, on_file: dict[str, KnownAccount]) -> list[NewPayment]:
    counted: dict[str, int] = {}
    payments = []
    for payment in book.payments:
        account = on_file[payment.loan_number]
        counted[payment.loan_number] = counted.get(payment.loan_number, 0) + 1
        payments.append(
            NewPayment(
                account_id=account.account_id, case_id=account.case_id,
                transaction_id=f"{payment.loan_number}-{counted[payment.loan_number]}",
                received_on=payment.received_on, amount_fen=payment.amount_cents,
                currency=book.currency,
            )
        )  # fmt: skip
    return payments


def _points(points: Sequence[WorldPoint]) -> list[NewPoint]:
    return [_point(point) for point in points]


def _point(point: WorldPoint) -> NewPoint:
    key = blind_index("external", point.person_key)
    checked = (
        None
        if point.verified_on is None
        else datetime.combine(point.verified_on, time(12), tzinfo=BEIJING)
    )
    known: dict[str, Any] = {
        "is_synthetic": True, "verified_at": checked, "valid": None if checked is None else True,
        "confidence": round(100 * point.confidence),
    }  # fmt: skip
    if point.kind is PointKind.ADDRESS:
        made = address_point(key, point.value, "home", point.provenance.word, SYNTHETIC_SOURCE)
        return replace(
            made, latitude=point.latitude, longitude=point.longitude,
            accuracy_metres=point.accuracy_metres, **known,
        )  # fmt: skip
    if point.kind is PointKind.MOBILE:
        phone = Phone(point.value, PointKind.MOBILE)
        made = phone_point(key, phone, "mobile", point.provenance.word, SYNTHETIC_SOURCE)
        return replace(made, **known)
    return NewPoint(
        person_key=key, kind=point.kind.word, role="email", value=point.value,
        masked=masked_phone(point.value), provenance=point.provenance.word,
        source=SYNTHETIC_SOURCE, **known,
    )  # fmt: skip


def _keep(actor: Actor, sent: SentBook, report: dict[str, Any], at: datetime) -> ImportedFile:
    row = ImportedFile.objects.create(
        agency_id=actor.agency_id, digest=sent.digest, name=sent.name, kind="loans",
        as_of=sent.as_of, outcome=report["outcome"],
        report=json.dumps(report, ensure_ascii=False),
        totals=report["totals"] | {"synthetic_seed": sent.seed},
        rows_total=report["rows"]["total"], rows_accepted=report["rows"]["accepted"],
        imported_by=actor.name, imported_at=at, published_at=at,
        rows_staged=report["rows"]["accepted"],
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="file.imported", subject=f"file:{row.pk}",
        digest=sent.digest, outcome=row.outcome, rows=row.rows_total,
        accepted=row.rows_accepted,
    )  # fmt: skip
    return row


def book_on_file(
    accounts: Sequence[KnownAccount], payments: Sequence[tuple[int, str, date, int, str | None]]
) -> LoanBook:
    """Return the book behind accounts and payments on file, for settling another day."""
    loan_of = {account.account_id: account.keys["loan_no"] for account in accounts}
    return LoanBook(
        lender="", currency="",
        borrowers=tuple(
            BookBorrower(reference, None)
            for reference in sorted({account.reference for account in accounts})
        ),
        accounts=tuple(
            BookAccount(
                account.keys["loan_no"], account.reference, account.placed_on,
                account.due_on or account.placed_on, 0, account.parts_fen["owed"], 1,
            )
            for account in accounts
        ),
        payments=tuple(
            BookPayment(loan_of[account], paid_on, fen)
            for account, _, paid_on, fen, _ in payments
            if account in loan_of
        ),
        errors=(),
    )  # fmt: skip
