"""Is it a public holiday?"""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.counting.consents import in_window
from doorstep.compliance.finding import Finding, find, merged
from doorstep.compliance.readings.hours import read_in_every_zone
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, unsure, yes
from doorstep.terms.codes import Known


def visit_on_holiday(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit on a statutory holiday."""
    holiday = yes(now.calendar.of("cn").is_holiday(now.day))
    return find(legs, now.is_visit & holiday, refuses=holiday)


def holiday_rest(now: Situation, legs: Legs) -> Finding:
    """On a holiday refuse visits, calls outside the short hours, and a second call.

    Neither a yes nor a request of the borrower helps. In a year whose holidays were not loaded
    nobody knows, whatever the hour.
    """
    state = _in_any_zone(now)
    holiday, reached = yes(state), now.is_visit | now.is_call
    asked = reached & now.is_in_china
    if not (holiday | unsure(state)).any():
        return find(legs, asked)
    start, end = legs.most("calls_from"), legs.least("calls_to")

    def read(_day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        out = now.is_call & holiday & ~in_window(second, start, end)
        return find(legs, now.is_call & now.is_in_china & holiday, refuses=out)

    enough = now.is_call & is_reached(now, legs, "HP-HOLIDAY", "calls")
    whole_day = find(
        legs,
        asked,
        refuses=holiday & (now.is_visit | enough),
        unknown=unsure(state),
    )
    return merged(whole_day, read_in_every_zone(now, read))


def _in_any_zone(now: Situation) -> NDArray[np.int8]:
    """Return ``Known``: some candidate zone has a holiday."""
    calendar = now.calendar.of("cn")
    answers = calendar.is_holiday(now.clocks.day)
    used: Mask = now.clocks.used
    some = (used & yes(answers)).any(axis=0)
    doubt = (used & unsure(answers)).any(axis=0)
    return np.where(some, Known.YES, np.where(doubt, Known.UNKNOWN, Known.NO)).astype(np.int8)


RULES = (
    Rule(
        ids=("CN-VISIT-12",),
        arises="is_visit",
        needs=("at", "zone_set", "medium", "holidays"),
        examine=visit_on_holiday,
    ),
    Rule(
        ids=("HP-HOLIDAY",),
        needs=("at", "zone_set", "medium", "holidays", "attempts"),
        examine=holiday_rest,
    ),
)
