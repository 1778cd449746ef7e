"""Is this a time at which the borrower wishes to be contacted?"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.hours import read_in_every_zone
from doorstep.compliance.readings.wishes import against_wishes
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure
from doorstep.compliance.words import ConsentKind
from doorstep.terms.codes import Purpose

ANSWERS: Final = (Purpose.REPLY, Purpose.SAFETY)


def wished_time(now: Situation, legs: Legs) -> Finding:
    """Refuse what is not wholly within the wished hours and weekdays, without an appointment.

    A visit counts with its whole stay, anything else with its beginning. An answer to the
    borrower, and word of a danger to them, come when they are needed.
    """
    asked = now.is_timed & now.has_wishes & ~now.has_purpose(*ANSWERS)
    stay = np.where(now.is_visit, now.requests.contact.duration_seconds, 0).astype(np.int32)
    invited = now.consent(ConsentKind.APPOINTMENT)

    def read(day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        against = against_wishes(now, day, second, stay)
        return find(legs, asked, refuses=against & no(invited), unknown=against & unsure(invited))

    return read_in_every_zone(now, read)


RULES = (
    Rule(
        ids=("HP-WISH",),
        arises="has_wishes",
        needs=(
            "at",
            "zone_set",
            "medium",
            "delivery",
            "purpose",
            "duration_seconds",
            "consents",
            "wishes",
        ),
        examine=wished_time,
    ),
)
