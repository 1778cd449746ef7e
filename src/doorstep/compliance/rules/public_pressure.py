"""Would banners, paint, wreaths, loudspeakers or posted notices press?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import LeftItem, Tactic


def public_pressure(now: Situation, legs: Legs) -> Finding:
    """Refuse every public sign of a debt at a visit."""
    shown = now.uses(
        Tactic.BANNER, Tactic.PAINT, Tactic.WREATH, Tactic.LOUDSPEAKER, Tactic.PUBLIC_NOTICE
    )
    posted = now.is_at_door & (now.requests.visit.left_item == LeftItem.OPEN_NOTICE)
    return find(legs, now.is_visit, refuses=shown | posted)


RULES = (
    Rule(
        ids=("CN-VISIT-07",),
        arises="is_visit",
        needs=("medium", "stage", "tactics", "left_item"),
        examine=public_pressure,
    ),
)
