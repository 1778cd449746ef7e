"""Did somebody pause the case?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation, no, unsure, yes


def case_pause(now: Situation, legs: Legs) -> Finding:
    """Refuse pressing contacts while the desk has paused the case."""
    paused = now.requests.claim.is_paused
    return find(legs, now.is_pressing & ~no(paused), refuses=yes(paused), unknown=unsure(paused))


RULES = (
    Rule(
        ids=("HP-PAUSE-CASE",),
        arises="may_be_paused",
        needs=("purpose", "is_paused"),
        examine=case_pause,
    ),
)
