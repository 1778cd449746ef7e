"""Would the visitors enter a home or a work area without consent?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Duties, Finding, bits, find, merged
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes
from doorstep.compliance.words import ConsentKind, Obligation, PlaceKind


def entry(now: Situation, legs: Legs) -> Finding:
    """Refuse to go inside unasked; outside a home the visitors stay outside."""
    visit = now.requests.visit
    unknown_place = now.is_place(PlaceKind.UNKNOWN)
    private = now.is_place(PlaceKind.HOME, PlaceKind.HOTEL)
    inside, agreed = visit.is_inside, now.consent(ConsentKind.ENTRY)
    outside = bits(no(inside), Obligation.STAY_OUTSIDE)
    home = find(
        legs.only("home"),
        private | unknown_place,
        refuses=private & yes(inside) & no(agreed),
        unknown=unknown_place | unsure(inside) | (yes(inside) & unsure(agreed)),
        duties=Duties(passing=outside),
    )
    asked = visit.is_requested & (equals(visit.requested_place, PlaceKind.WORK))
    invited = now.consent(ConsentKind.WORK_VISIT)
    work = find(
        legs.only("work-area"),
        now.is_place(PlaceKind.WORK) | unknown_place,
        refuses=~unknown_place & no(invited) & ~asked,
        unknown=unknown_place | (unsure(invited) & ~asked),
    )
    return merged(home, work)


RULES = (
    Rule(
        ids=("CN-VISIT-03",),
        arises="is_visit",
        needs=(
            "medium",
            "place",
            "is_inside",
            "is_requested",
            "requested_place",
            "consents",
        ),
        examine=entry,
    ),
)
