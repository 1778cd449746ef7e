"""Which addresses are dangerous today, and until when is that said?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from doorstep_desk.fieldwork.models import RiskNote


@dataclass(frozen=True, slots=True)
class RiskSeen:
    """What is said of an address, and until when; the grounds stay in the office."""

    words: str
    expires_on: date


def risks_at(point_ids: Collection[int], on: date) -> dict[int, list[RiskSeen]]:
    """Return the notes that hold on a day, by address."""
    rows = RiskNote.objects.filter(
        point_id__in=list(point_ids), expires_on__gte=on, withdrawn_at=None
    ).order_by("noted_at")
    found: dict[int, list[RiskSeen]] = {}
    for row in rows:
        found.setdefault(row.point_id, []).append(RiskSeen(row.words, row.expires_on))
    return found
