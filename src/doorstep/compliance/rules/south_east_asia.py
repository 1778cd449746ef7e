"""In the Philippines, Thailand, Vietnam, Singapore and Malaysia: hours, counts and licences."""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.columns import UNKNOWN_NUMBER
from doorstep.compliance.asked.masks import equals
from doorstep.compliance.calendar import is_weekend
from doorstep.compliance.counting.consents import in_window
from doorstep.compliance.finding import Finding, find, merged
from doorstep.compliance.readings.hours import read_in_every_zone
from doorstep.compliance.readings.limits import is_reached
from doorstep.compliance.readings.local_hours import within_hours
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes
from doorstep.compliance.words import ConsentKind, OrgKind
from doorstep.terms.codes import Provenance


def philippine_hours(now: Situation, legs: Legs) -> Finding:
    """Refuse other hours unless long past due or agreed, and contacts out of a phone book."""
    late, agreed = now.requests.claim.days_past_due, now.consent(ConsentKind.OTHER_TIME)
    opens, closes = legs.most("from"), legs.least("to")
    lifted = (late > legs.least("days")) | yes(agreed)
    in_doubt = (late == UNKNOWN_NUMBER) | unsure(agreed)

    def read(_day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        out = ~in_window(second, opens, closes) & ~lifted
        return find(legs, now.is_timed, refuses=out & ~in_doubt, unknown=out & in_doubt)

    book = equals(now.requests.contact.provenance, Provenance.ADDRESS_BOOK)
    third = find(legs, now.is_third_party, refuses=book)
    return merged(read_in_every_zone(now, read), third)


def thai_hours(now: Situation, legs: Legs) -> Finding:
    """Refuse other hours, shorter on rest days, and a second pressing contact on one day."""
    opens, closes, early = legs.most("from"), legs.least("to"), legs.least("rest_to")

    def read(day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        holiday = now.calendar.of("th").is_holiday(day)
        rest = is_weekend(day) | yes(holiday)
        closing = np.where(rest, early, closes)
        return find(
            legs.only("act"),
            now.is_timed,
            refuses=(second < opens) | (second >= closing),
            unknown=unsure(holiday),
        )

    enough = is_reached(now, legs, "TH-01", "per_day")
    pressed = now.is_pressing & ~now.is_third_party
    counted = find(legs.only("notice2019"), pressed, refuses=enough)
    return merged(read_in_every_zone(now, read), counted)


def vietnamese_agency(now: Situation, legs: Legs) -> Finding:
    """Refuse every contact by an agency: the business is banned."""
    return find(legs, now.is_from_agency, refuses=now.is_from_agency)


def vietnamese_hours(now: Situation, legs: Legs) -> Finding:
    """Refuse other hours, too many reminders a day, and everybody but the borrower."""
    third = find(legs, now.is_third_party, refuses=now.is_third_party)
    pressed = now.is_pressing & ~now.is_third_party
    enough = find(legs, pressed, refuses=is_reached(now, legs, "VN-02", "per_day"))
    return merged(merged(within_hours(now, legs, now.is_timed), third), enough)


def singapore_licence(now: Situation, legs: Legs) -> Finding:
    """Refuse an agency without a licence, and collectors who are not approved."""
    licensed = now.requests.claim.is_licensed_agency
    approved = now.requests.visit.are_agents_approved
    people = now.is_visit | ~now.requests.contact.is_ai
    agency = now.requests.contact.org_kind <= OrgKind.AGENCY
    return find(
        legs,
        agency,
        refuses=no(licensed) | (people & no(approved)),
        unknown=unsure(licensed) | (people & unsure(approved)),
    )


def malaysian_hours(now: Situation, legs: Legs) -> Finding:
    """Refuse other hours."""
    return within_hours(now, legs, now.is_timed)


_TIMED = ("at", "zone_set", "medium", "delivery")

RULES = (
    Rule(
        ids=("PH-01",),
        needs=(*_TIMED, "channel", "provenance", "days_past_due", "consents"),
        examine=philippine_hours,
    ),
    Rule(
        ids=("TH-01",),
        needs=(*_TIMED, "channel", "purpose", "holidays", "attempts"),
        examine=thai_hours,
    ),
    Rule(ids=("VN-01",), needs=("org_kind",), examine=vietnamese_agency),
    Rule(
        ids=("VN-02",), needs=(*_TIMED, "channel", "purpose", "attempts"), examine=vietnamese_hours
    ),
    Rule(
        ids=("SG-01",),
        needs=("org_kind", "medium", "is_ai", "is_licensed_agency", "are_agents_approved"),
        examine=singapore_licence,
    ),
    Rule(ids=("MY-01",), needs=_TIMED, examine=malaysian_hours),
)
