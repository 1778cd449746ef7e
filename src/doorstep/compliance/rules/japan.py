"""In Japan: no night, no workplace, nobody else, leave when asked, stop for a lawyer."""

from doorstep.compliance.finding import Duties, Finding, bits, find, merged
from doorstep.compliance.readings.local_hours import within_hours
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, yes
from doorstep.compliance.words import Obligation, PlaceKind, Relation


def japanese_conduct(now: Situation, legs: Legs) -> Finding:
    """Refuse the night, visits at work, third parties, staying on, and passing by a lawyer."""
    asked = now.is_visit & now.is_at_door & now.requests.visit.is_asked_to_leave
    represented = yes(now.requests.people.is_represented) & ~now.is_relation(Relation.ATTORNEY)
    wrong = now.is_place(PlaceKind.WORK) | now.is_third_party | asked | represented
    conduct = find(
        legs,
        wrong,
        refuses=wrong,
        duties=Duties(refusing=bits(asked, Obligation.END_VISIT)),
    )
    return merged(within_hours(now, legs, now.is_timed), conduct)


RULES = (
    Rule(
        ids=("JP-01",),
        needs=(
            "at",
            "zone_set",
            "channel",
            "medium",
            "delivery",
            "relation",
            "place",
            "stage",
            "is_asked_to_leave",
            "is_represented",
        ),
        examine=japanese_conduct,
    ),
)
