"""Is the time fitting where no rule names hours, or is the time itself under review?"""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.counting.consents import in_window
from doorstep.compliance.finding import Duties, Finding, find, merged
from doorstep.compliance.readings.hours import read_in_beijing
from doorstep.compliance.readings.reviews import under_review
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure
from doorstep.compliance.words import ConsentKind, Obligation, ReviewSubject


def fitting_time(now: Situation, legs: Legs) -> Finding:
    """Let a person decide about the night where only "a fitting time" is written.

    The convention names no number, so our own hours hold the contact and are shown as policy.
    """
    reviewed = under_review(now, legs, ReviewSubject.FREQUENCY, ReviewSubject.TIME)
    numbered = now.take_part("CN-TIME-01") | now.take_part("CN-TIME-02")
    asked = now.is_timed & ~numbered
    if not asked.any():
        return reviewed
    start, end = legs.least("quiet_from"), legs.most("quiet_to")

    def read(_day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        at_night = in_window(second, start, end)
        agreed = now.consent(ConsentKind.QUIET_HOURS, second)
        return find(
            legs,
            asked,
            holds=at_night & no(agreed),
            unknown=at_night & unsure(agreed),
            duties=Duties(holding=Obligation.HUMAN_REVIEW),
            as_policy=now.everything,
        )

    return merged(read_in_beijing(now, read), reviewed)


RULES = (
    Rule(
        ids=("CN-TIME-03",),
        needs=(
            "at",
            "zone_set",
            "medium",
            "delivery",
            "purpose",
            "consents",
            "review",
            "review_subject",
        ),
        examine=fitting_time,
    ),
)
