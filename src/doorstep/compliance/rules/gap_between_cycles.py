"""Has enough time passed since the previous collection cycle?"""

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.terms.local_time import NO_DAY


def gap_between_cycles(now: Situation, legs: Legs) -> Finding:
    """Refuse pressing contacts in the first days after a cycle ended."""
    ended = now.requests.claim.previous_cycle_ended_day
    open_until = ended.astype("int64") + legs.most("gap_days")
    return find(
        legs,
        now.is_pressing & (ended != NO_DAY),
        refuses=(ended != UNKNOWN_DAY) & (now.day < open_until),
        unknown=ended == UNKNOWN_DAY,
    )


RULES = (
    Rule(
        ids=("CN-FREQ-04",),
        arises="had_cycle",
        needs=("at", "zone_set", "purpose", "previous_cycle_ended_day"),
        examine=gap_between_cycles,
    ),
)
