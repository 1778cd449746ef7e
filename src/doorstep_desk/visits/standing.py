"""How does a visit stand on file now, after whatever was corrected about it?"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.arrangements.queries import is_withdrawn, newest_of_promise
from doorstep_desk.attempts.queries import newest_of_attempt
from doorstep_desk.visits.models import ContactRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """A visit as it stands.

    Attributes:
        record_id: Under which it was recorded.
        case_id: About which case.
        attempt_id: The newest row of its contact.
        at: When it began.
        disposition: What came of it.
        note: Free words.
        promise_id: The newest row of its promise, or None.
        promise_fen: What is promised, or None.
        promise_due_on: Until when, or None.
        recorded_by: Who recorded it first.
    """

    record_id: uuid.UUID
    case_id: int
    attempt_id: uuid.UUID
    at: datetime
    disposition: str
    note: str
    promise_id: uuid.UUID | None
    promise_fen: int | None
    promise_due_on: date | None
    recorded_by: str

    @property
    def promised(self) -> tuple[int | None, date | None]:
        """Return sum and day of the promise."""
        return self.promise_fen, self.promise_due_on


def standing_of(record_id: uuid.UUID) -> Standing | None:
    """Return a visit as it stands, or None where it was not recorded, or not for the asker."""
    row = ContactRecord.objects.filter(pk=record_id, channel="visit").first()
    if row is None:
        return None
    attempt = newest_of_attempt(row.attempt_id)
    promise = newest_of_promise(record_id)
    holds = promise is not None and not is_withdrawn(promise)
    return Standing(
        record_id, row.case_id, attempt.pk, attempt.at, attempt.disposition, attempt.note,
        promise.pk if promise else None, promise.amount_fen if promise and holds else None,
        promise.due_on if promise and holds else None, row.recorded_by,
    )  # fmt: skip
