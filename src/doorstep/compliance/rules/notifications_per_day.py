"""How many announcing calls of this lender got through today?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.calls import is_direct_call, is_same_creditor
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.terms.codes import Disposition, Purpose

_CONNECTED = (
    Disposition.RIGHT_PARTY_CONTACT,
    Disposition.THIRD_PARTY_CONTACT,
    Disposition.CONNECTED_SHORT,
    Disposition.VOICEMAIL,
    Disposition.WRONG_PERSON,
    Disposition.UNKNOWN,
    Disposition.IN_PROGRESS,
)


def notifications_per_day(now: Situation, legs: Legs) -> Finding:
    """Refuse an announcing call after the allowed number of connected ones on this local day."""
    past = now.past
    counted = past.is_call_out & (equals(past.purpose, Purpose.NOTIFY)) & is_same_creditor(now)
    connected = past.today(counted & past.ended_in(*_CONNECTED))
    return find(
        legs,
        is_direct_call(now) & now.has_purpose(Purpose.NOTIFY),
        refuses=connected >= legs.least("per_day"),
    )


RULES = (
    Rule(
        ids=("CN-FREQ-02",),
        arises="is_call",
        needs=("at", "zone_set", "channel", "purpose", "relation", "creditor_id", "attempts"),
        examine=notifications_per_day,
    ),
)
