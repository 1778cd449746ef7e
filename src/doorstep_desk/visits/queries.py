"""What can be asked about visits and calls that were made?"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from doorstep_desk.visits.models import ContactRecord
from doorstep_desk.visits.standing import standing_of


@dataclass(frozen=True, slots=True)
class StopRecord:
    """What was recorded at one stop.

    Attributes:
        stop_id: The stop.
        disposition: What came of it.
        at: When the visit began.
        recorded_at: When the office took the record.
        asked_to_leave: Whether the visitors were asked to leave.
        promise_fen: What was promised, or None.
        promise_due_on: Until when, or None.
    """

    stop_id: uuid.UUID
    disposition: str
    at: datetime
    recorded_at: datetime
    asked_to_leave: bool
    promise_fen: int | None
    promise_due_on: date | None


def records_of_stops(stop_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, StopRecord]:
    """Return what was recorded at the named stops, corrections applied.

    One query, and a few more for each visit that was corrected: few ever are.
    """
    rows = ContactRecord.objects.filter(stop_id__in=list(stop_ids)).values_list(
        "stop_id", "attempt__disposition", "attempt__at", "recorded_at",
        "attempt__asked_to_leave", "promise__amount_fen", "promise__due_on", "pk",
        "attempt__corrections",
    )  # fmt: skip
    return {row[0]: _as_it_stands(row) for row in rows}


def _as_it_stands(row: tuple[Any, ...]) -> StopRecord:
    stands = None if row[8] is None else standing_of(row[7])
    if stands is None:
        return StopRecord(*row[:7])
    fen, due_on = stands.promised
    return StopRecord(row[0], stands.disposition, row[2], row[3], row[4], fen, due_on)


def reasons_of_case(case_id: int) -> list[tuple[str, datetime]]:
    """Return why payments are late, in the borrower's words, the newest first."""
    rows = ContactRecord.objects.filter(case_id=case_id).exclude(reason="")
    return list(rows.order_by("-recorded_at").values_list("reason", "recorded_at"))


def contact_records_of_case(case_id: int) -> list[ContactRecord]:
    """Return what was written down about a case's visits and calls, the oldest first."""
    return list(ContactRecord.objects.filter(case_id=case_id).order_by("recorded_at", "id"))


def is_recorded(record_id: uuid.UUID) -> bool:
    """Say whether a visit or call was written down under an id."""
    return ContactRecord.objects.filter(pk=record_id).exists()
