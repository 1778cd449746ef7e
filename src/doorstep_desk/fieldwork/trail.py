"""Where did a phone go during a visit, and what of that is still kept, how exactly?"""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Max, Min, Q

from doorstep_desk.fieldwork.models import Place
from doorstep_desk.fieldwork.places import KEPT_EXACT, Spot, spot_of
from doorstep_desk.plumbing.actor import Actor

SHOWN: Final = 100


def trail_of(visit_key: uuid.UUID) -> list[Spot]:
    """Return the exact places of a visit in the order of time."""
    rows = Place.objects.filter(visit_key=visit_key, exact__isnull=False).order_by("at")
    spots = (spot_of(json.loads(row.exact or "{}"), row.at) for row in rows)
    return [spot for spot in spots if spot is not None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of where somebody was during one visit.

    Attributes:
        first_at: The first reading.
        last_at: The last one.
        readings: How many.
        exact: How many of them are still exact; the others say the neighbourhood only.
        blurred_at: When the newest of the others was blurred, or None.
    """

    first_at: datetime
    last_at: datetime
    readings: int
    exact: int
    blurred_at: datetime | None

    @property
    def blurred_from(self) -> datetime:
        """Return when the first of what is still exact is due to be blurred."""
        return self.first_at + KEPT_EXACT


def own_trail(actor: Actor) -> list[Kept]:
    """Return what is kept of the asker's own visits, the newest first, in one query.

    Nobody's but the asker's: there is no way to ask for a colleague's.

    Raises:
        Refused: A process asks, or a visitor.
    """
    rows = (
        Place.objects.filter(agency_id=actor.agency_id, staff_id=actor.own_staff_id)
        .values("visit_key")
        .annotate(
            first=Min("at"), last=Max("at"), count=Count("event_id"), blurred=Max("blurred_at"),
            still=Count("event_id", filter=Q(exact__isnull=False)),
        )
        .order_by("-last")
    )  # fmt: skip
    return [
        Kept(row["first"], row["last"], row["count"], row["still"], row["blurred"])
        for row in rows[:SHOWN]
    ]
