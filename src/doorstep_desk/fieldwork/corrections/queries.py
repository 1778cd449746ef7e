"""Which corrections are there of a case's visits, or of a review, and what came of them?"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from doorstep_desk.fieldwork.corrections.said import FIELDS, Told, told_from
from doorstep_desk.fieldwork.models import Correction, VisitReview


@dataclass(frozen=True, slots=True)
class CorrectionSeen:
    """A correction with both values.

    Attributes:
        at: When it was made.
        by: Who made it.
        because: Why.
        state: ``applied``, ``waiting``, ``declined`` or ``refused``.
        decided_by: The second person, or empty.
        was: What was told before; None where the correction could not be read.
        now: What it says instead; None likewise.
    """

    at: datetime
    by: str
    because: str
    state: str
    decided_by: str
    was: Told | None
    now: Told | None

    @property
    def changed(self) -> tuple[str, ...]:
        """Return the fields in which the two differ."""
        return tuple(
            name
            for name in FIELDS
            if getattr(self.was, name, None) != getattr(self.now, name, None)
        )


def corrections_of_case(case_id: int) -> list[CorrectionSeen]:
    """Return the corrections of a case's visits, the oldest first, in one query."""
    rows = Correction.objects.filter(case_key=case_id)
    return [_seen(row) for row in rows.order_by("made_at", "id")]


def corrections_of_reviews(reviews: Iterable[uuid.UUID]) -> dict[uuid.UUID, CorrectionSeen]:
    """Return what some reviews of corrections are about, by review, in two queries."""
    events = dict(
        VisitReview.objects.filter(pk__in=list(reviews), kind="correction").values_list(
            "event_id", "pk"
        )
    )
    rows = Correction.objects.filter(event_id__in=list(events))
    return {events[row.event_id]: _seen(row) for row in rows}


def _seen(row: Correction) -> CorrectionSeen:
    return CorrectionSeen(
        row.made_at, row.made_by, row.because, row.state, row.decided_by, told_from(row.was),
        told_from(row.now),
    )  # fmt: skip
