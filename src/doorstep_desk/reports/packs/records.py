"""Which records of a case go into its evidence pack?

All that was decided, allowed, done, said and paid, as it is stored. Numbers and addresses only as
they are masked on screen; identity numbers and what is sealed in the store stay out.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Model

from doorstep.audit.entry import canonical
from doorstep.audit.pack import lines_of
from doorstep_desk.arrangements.queries import arrangements_of_case, promises_of_case
from doorstep_desk.attempts.queries import history_of, reviews_of_case
from doorstep_desk.cases.queries import accounts_of, case_of, flags_of, points_of
from doorstep_desk.complaints.queries import pauses_of_case, stops_of_borrower
from doorstep_desk.decisions.queries import decisions_of_case
from doorstep_desk.notices.queries import notices_of_case
from doorstep_desk.payments.queries import payments_of_case
from doorstep_desk.permits.queries import permits_of_case
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.reports.packs.plain import plain_rows
from doorstep_desk.visits.queries import contact_records_of_case

_LEFT_OUT: Final = frozenset(
    {"person_key", "source_key", "taken_with", "latitude", "longitude", "birth_on", "external_ref"}
)
"""Fingerprints and marks of imports say nothing about the case; the rest says too much."""


def record_files(actor: Actor, case_id: int) -> dict[str, bytes]:
    """Return the records of a case as files of one object per line.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case = case_of(actor, case_id)
    borrower = case.borrower_id
    decisions = decisions_of_case(case_id)
    promises = promises_of_case(case_id)
    arranged = arrangements_of_case(case_id)
    rows: dict[str, Iterable[Model]] = {
        "cases": [case],
        "borrowers": [case.borrower],
        "accounts": accounts_of(case_id),
        "contact_points": points_of(borrower),
        "flags": flags_of(case_id),
        "assessments": [each.assessment for each in decisions],
        "decisions": decisions,
        "permits": permits_of_case(case_id),
        "notices": notices_of_case(case_id),
        "attempts": history_of(borrower),
        "reviews": reviews_of_case(case_id),
        "contact_records": contact_records_of_case(case_id),
        "promises": promises,
        "promise_outcomes": [each.outcome for each in promises if hasattr(each, "outcome")],
        "arrangements": [each.row for each in arranged],
        "arrangement_steps": [step for each in arranged for step in each.steps],
        "payments": payments_of_case(case_id),
        "pauses": pauses_of_case(case_id),
        "stop_requests": stops_of_borrower(borrower),
    }
    files = {name: plain_rows(found, _LEFT_OUT) for name, found in rows.items()}
    return {f"records/{name}.jsonl": _file(found) for name, found in files.items() if found}


def _file(rows: list[dict[str, Any]]) -> bytes:
    return lines_of(canonical(row) for row in rows)
