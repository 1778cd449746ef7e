"""How often was this number dialled in vain today?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.calls import is_direct_call
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation
from doorstep.terms.codes import Disposition

_PERHAPS_UNANSWERED = (
    Disposition.NO_ANSWER,
    Disposition.BUSY,
    Disposition.NOT_CONNECTED,
    Disposition.UNKNOWN,
    Disposition.IN_PROGRESS,
)


def unanswered_dials_per_point(now: Situation, legs: Legs) -> Finding:
    """Refuse a call to a contact point that was not answered so often on this local day.

    Dials that did not connect count by the house's reading only. So do dials whose contact point
    is not on record: it may have been this one.
    """
    past, cap = now.past, legs.least("per_day")
    theirs = past.column("point_id")
    ours = now.requests.contact.point_id[past.request]
    same: Mask = past.is_call_out & (theirs == ours) & (theirs != -1)
    perhaps_same = past.is_call_out & ((theirs == ours) | (theirs == -1) | (ours == -1))
    certain = past.today(same & past.ended_in(Disposition.NO_ANSWER))
    perhaps = past.today(perhaps_same & past.ended_in(*_PERHAPS_UNANSWERED))
    return find(legs, is_direct_call(now), refuses=perhaps >= cap, as_policy=certain < cap)


RULES = (
    Rule(
        ids=("CN-FREQ-03",),
        arises="is_call",
        needs=("at", "zone_set", "channel", "relation", "point_id", "attempts"),
        examine=unanswered_dials_per_point,
    ),
)
