"""How many talks has this lender had with this person today?"""

from doorstep.compliance.finding import Finding, find
from doorstep.compliance.readings.calls import is_direct_call, is_same_creditor
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.terms.codes import Disposition, Purpose

_TALKS = (Disposition.RIGHT_PARTY_CONTACT, Disposition.THIRD_PARTY_CONTACT)
_PERHAPS_TALKS = (
    Disposition.CONNECTED_SHORT,
    Disposition.VOICEMAIL,
    Disposition.WRONG_PERSON,
    Disposition.UNKNOWN,
    Disposition.IN_PROGRESS,
)
_ASKING = (Purpose.COLLECT, Purpose.REMIND)


def conversations_per_day(now: Situation, legs: Legs) -> Finding:
    """Refuse a call after the allowed number of effective conversations on this local day.

    "Effective" is not defined in what is published; calls that may have been one count too, but a
    refusal that rests on them is shown as policy.
    """
    past, cap = now.past, legs.least("per_day")
    counted = past.is_call_out & ((past.purpose == _ASKING[0]) | (past.purpose == _ASKING[1]))
    counted &= is_same_creditor(now)
    certain = past.today(counted & past.ended_in(*_TALKS))
    perhaps = past.today(counted & past.ended_in(*_TALKS, *_PERHAPS_TALKS))
    return find(
        legs,
        is_direct_call(now) & now.has_purpose(*_ASKING),
        refuses=perhaps >= cap,
        as_policy=certain < cap,
    )


RULES = (
    Rule(
        ids=("CN-FREQ-01",),
        arises="is_call",
        needs=("at", "zone_set", "channel", "purpose", "relation", "creditor_id", "attempts"),
        examine=conversations_per_day,
    ),
)
