"""Is the local hour outside the window of a rule?"""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.counting.consents import in_window
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.hours import read_in_every_zone
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation


def within_hours(now: Situation, legs: Legs, examined: Mask) -> Finding:
    """Refuse contacts outside ``from`` to ``to`` of the rule; the closing hour is excluded."""
    opens, closes = legs.most("from"), legs.least("to")

    def read(_day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        return find(legs, examined, refuses=~in_window(second, opens, closes))

    return read_in_every_zone(now, read)
