"""Has this outsider asked us to leave them alone?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation


def refusal_by_outsider(now: Situation, legs: Legs) -> Finding:
    """Refuse for good, whatever channel the outsider named."""
    stopped = now.requests.people.stop_channels > 0
    return find(legs, now.is_outsider, refuses=stopped, unknown=~now.is_stop_known)


RULES = (
    Rule(
        ids=("CN-TGT-03",),
        arises="is_outsider",
        needs=("relation", "stop_channels"),
        examine=refusal_by_outsider,
    ),
)
