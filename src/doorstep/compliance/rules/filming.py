"""Would a private room or a child be filmed?"""

from doorstep.compliance.finding import Duties, Finding, bits, find, merged
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes
from doorstep.compliance.words import ConsentKind, Obligation, PlaceKind


def filming(now: Situation, legs: Legs) -> Finding:
    """Refuse pictures inside without consent; where a small child is seen, mask it."""
    visit = now.requests.visit
    inside = now.is_place(PlaceKind.HOME, PlaceKind.HOTEL) & yes(visit.is_inside)
    agreed = now.consent(ConsentKind.RECORDING_INSIDE)
    is_filming_agreed = visit.films_inside & yes(agreed)
    room = find(
        legs.only("civil-code"),
        inside,
        refuses=visit.films_inside & no(agreed),
        unknown=visit.films_inside & unsure(agreed),
        duties=Duties(passing=bits(~is_filming_agreed, Obligation.VIDEO_OFF_INSIDE)),
    )
    some = (visit.present_minors > 0) & (visit.present_minors < visit.present_count)
    child = find(
        legs.only("pipl"),
        now.is_visit & visit.is_presence_known & some & (visit.present_small_children > 0),
        duties=Duties(passing=Obligation.MASK_RECORDING),
    )
    return merged(room, child)


RULES = (
    Rule(
        ids=("CN-VISIT-05",),
        arises="is_visit",
        needs=(
            "medium",
            "place",
            "is_inside",
            "films_inside",
            "is_presence_known",
            "present_count",
            "present_minors",
            "present_small_children",
            "consents",
        ),
        examine=filming,
    ),
)
