"""Where did a phone go during a visit, as far as it is still kept exactly?"""

import json
import uuid

from doorstep_desk.fieldwork.models import Place
from doorstep_desk.fieldwork.places import Spot, spot_of


def trail_of(visit_key: uuid.UUID) -> list[Spot]:
    """Return the exact places of a visit in the order of time."""
    rows = Place.objects.filter(visit_key=visit_key, exact__isnull=False).order_by("at")
    spots = (spot_of(json.loads(row.exact or "{}"), row.at) for row in rows)
    return [spot for spot in spots if spot is not None]
