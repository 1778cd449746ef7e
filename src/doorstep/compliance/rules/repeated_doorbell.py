"""Was it rung twice at most, waited briefly, and nothing left that speaks?"""

from doorstep.compliance.asked.masks import one_of
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import LeftItem


def repeated_doorbell(now: Situation, legs: Legs) -> Finding:
    """Refuse to ring on, to wait on, or to leave anything but a sealed neutral envelope."""
    visit = now.requests.visit
    neutral = one_of(visit.left_item, (LeftItem.NONE, LeftItem.SEALED_NEUTRAL_ENVELOPE))
    too_much = visit.ring_count > legs.least("rings")
    too_much |= visit.waiting_seconds > legs.least("minutes") * 60
    return find(legs, now.is_visit & now.is_at_door, refuses=too_much | ~neutral)


RULES = (
    Rule(
        ids=("HP-REPEAT-DOOR",),
        arises="is_visit",
        needs=("medium", "stage", "ring_count", "waiting_seconds", "left_item"),
        examine=repeated_doorbell,
    ),
)
