"""Does the whole visit lie within the hours for visits?"""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.hours import read_in_every_zone
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation


def visiting_hours(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit that begins too early or late, or would still be running after closing.

    The whole stay counts, not only the knock; the same at the door as in the plan.
    """
    opens, last, closes = (
        legs.most("arrival_from"),
        legs.least("arrival_to"),
        legs.least("ended_by"),
    )
    stay = now.requests.contact.duration_seconds

    def read(_day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        out = (second < opens) | (second > last) | (second + stay > closes)
        return find(legs, now.is_visit, refuses=out)

    return read_in_every_zone(now, read)


RULES = (
    Rule(
        ids=("HP-VISIT-HOURS",),
        arises="is_visit",
        needs=("at", "zone_set", "medium", "duration_seconds"),
        examine=visiting_hours,
    ),
)
