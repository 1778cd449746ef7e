"""Is it night, or has the borrower agreed to this hour?"""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.counting.consents import in_window
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.hours import read_in_beijing
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure
from doorstep.compliance.words import ConsentKind


def quiet_hours(now: Situation, legs: Legs) -> Finding:
    """Refuse a timed contact at night, unless the borrower agreed to that hour and means."""
    start, end = legs.least("quiet_from"), legs.most("quiet_to")

    def read(_day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        at_night = in_window(second, start, end)
        agreed = now.consent(ConsentKind.QUIET_HOURS, second)
        return find(
            legs, now.is_timed, refuses=at_night & no(agreed), unknown=at_night & unsure(agreed)
        )

    return read_in_beijing(now, read)


RULES = (
    Rule(
        ids=("CN-TIME-01", "CN-TIME-02"),
        arises="is_timed",
        needs=("at", "zone_set", "medium", "delivery", "consents"),
        examine=quiet_hours,
    ),
)
