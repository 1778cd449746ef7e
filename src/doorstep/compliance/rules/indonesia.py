"""In Indonesia: day, hour and place, and who may collect a peer-to-peer loan."""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.columns import UNKNOWN_NUMBER
from doorstep.compliance.asked.masks import equals
from doorstep.compliance.calendar import is_weekend
from doorstep.compliance.counting.consents import in_window
from doorstep.compliance.finding import Finding, find, merged
from doorstep.compliance.readings.hours import read_in_every_zone
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes
from doorstep.compliance.words import ConsentKind, OrgKind, PlaceKind
from doorstep.terms.codes import Product


def day_hour_and_place(now: Situation, legs: Legs) -> Finding:
    """Refuse Sundays, holidays, other hours and other places, unless agreed beforehand."""
    opens, closes = legs.most("from"), legs.least("to")
    agreed = now.consent(ConsentKind.OTHER_TIME)

    def read(day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        holiday = now.calendar.of("id").is_holiday(day)
        out = _is_sunday(day) | yes(holiday) | ~in_window(second, opens, closes)
        return find(
            legs,
            now.is_timed,
            refuses=out & no(agreed),
            unknown=(out & unsure(agreed)) | (unsure(holiday) & ~yes(agreed)),
        )

    elsewhere = now.consent(ConsentKind.OTHER_PLACE)
    away = now.is_visit & ~now.is_place(PlaceKind.HOME) & ~now.requests.visit.is_requested
    place = find(legs, away, refuses=no(elsewhere), unknown=unsure(elsewhere))
    return merged(read_in_every_zone(now, read), place)


def _is_sunday(day: NDArray[np.int32]) -> NDArray[np.bool_]:
    return is_weekend(day) & ~is_weekend(day + 1)


def peer_to_peer(now: Situation, legs: Legs) -> Finding:
    """Refuse third parties, and the provider itself once the loan is long past due."""
    late = now.requests.claim.days_past_due
    provider = equals(now.requests.contact.org_kind, OrgKind.CREDITOR)
    covered = equals(now.requests.claim.product, Product.P2P_LOAN)
    return find(
        legs,
        covered & (now.is_third_party | provider),
        refuses=now.is_third_party | (late > legs.least("days")),
        unknown=late == UNKNOWN_NUMBER,
    )


RULES = (
    Rule(
        ids=("ID-01",),
        needs=(
            "at",
            "zone_set",
            "medium",
            "delivery",
            "place",
            "is_requested",
            "consents",
            "holidays",
        ),
        examine=day_hour_and_place,
    ),
    Rule(
        ids=("ID-02",),
        needs=("channel", "product", "org_kind", "days_past_due"),
        examine=peer_to_peer,
    ),
)
