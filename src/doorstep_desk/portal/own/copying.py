"""Which records about a borrower are kept here? All of them, into their own hands."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.db.models import Model

from doorstep_desk.appointments.queries import appointments_of_borrower
from doorstep_desk.arrangements.queries import promises_of_case
from doorstep_desk.attempts.queries import history_of
from doorstep_desk.cases.facts import time_wishes_of
from doorstep_desk.cases.queries import accounts_of, case_of, points_of
from doorstep_desk.complaints.queries import pauses_of_case
from doorstep_desk.documents.queries import documents_of_case
from doorstep_desk.fieldwork.corrections.queries import CorrectionSeen, corrections_of_case
from doorstep_desk.notices.queries import messages_of_case, notices_of_case
from doorstep_desk.payments.queries import payments_of_case
from doorstep_desk.self_service.opinions import opinions_of_case
from doorstep_desk.self_service.queries import Visit, said_of_case
from doorstep_desk.visits.queries import contact_records_of_case

_INNER: Final = frozenset(
    {"person_key", "value_index", "identity_index", "taken_with", "source_key", "issued_chance"}
)
"""Fingerprints and numbers of the house that say nothing about the person."""


def copy_of_records(visit: Visit, at: datetime) -> dict[str, Any]:
    """Return every record about the borrower of a case, in plain words and numbers."""
    case = case_of(visit.actor, visit.case_id)
    borrower = case.borrower
    return {
        "made_at": at,
        "lender": case.creditor.name,
        "case": case.number,
        "you": {
            "name": borrower.name, "born_on": borrower.birth_on,
            "identity_number": borrower.identity_number, "language": borrower.language,
        },
        "numbers_and_addresses": _rows(points_of(borrower.pk)),
        "appointments": _rows(appointments_of_borrower(borrower.pk)),
        "wished_times": _rows(time_wishes_of(borrower.pk)),
        "accounts": _rows(accounts_of(case.pk)),
        "contacts": _rows(history_of(borrower.pk)),
        "visits": _rows(contact_records_of_case(case.pk)),
        "corrections_of_visits": [_correction(each) for each in corrections_of_case(case.pk)],
        "announced_visits": _rows(notices_of_case(case.pk)),
        "messages": _rows(messages_of_case(case.pk)),
        "payments": _rows(payments_of_case(case.pk)),
        "promises": _rows(promises_of_case(case.pk)),
        "pauses": _rows(pauses_of_case(case.pk)),
        "papers": [
            {"number": each.number, "kind": each.kind, "language": each.language,
             "issued_at": each.issued_at, "signed_at": each.signed_at, "sha256": each.digest}
            for each in documents_of_case(case.pk)
        ],
        "said_by_you": [
            {"number": each.number, "kind": each.kind, "words": each.words,
             "said_at": each.said_at, "answer": each.answer}
            for each in said_of_case(case.pk)
        ],
        "how_you_found_contacts": [asdict(each) for each in opinions_of_case(case.pk)],
    }  # fmt: skip


def _correction(seen: CorrectionSeen) -> dict[str, Any]:
    """Return what a visitor says was written down wrongly, both values, what came of it."""
    return {
        "made_at": seen.at, "because": seen.because, "state": seen.state,
        "was": seen.was and asdict(seen.was), "now": seen.now and asdict(seen.now),
    }  # fmt: skip


def _rows(rows: Iterable[Model]) -> list[dict[str, Any]]:
    return [
        {
            name: value
            for name, value in ((f.attname, getattr(row, f.attname)) for f in row._meta.fields)
            if name not in _INNER and not isinstance(value, (bytes, memoryview))
        }
        for row in rows
    ]
