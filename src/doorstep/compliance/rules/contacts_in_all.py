"""How often was this person reached lately, over all channels and agencies?"""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.counting.counters import Past
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation
from doorstep.terms.codes import Channel, Disposition

_MAYBE = (Disposition.UNKNOWN, Disposition.IN_PROGRESS)
_BY_CALL = (
    Disposition.RIGHT_PARTY_CONTACT,
    Disposition.THIRD_PARTY_CONTACT,
    Disposition.CONNECTED_SHORT,
    *_MAYBE,
)
_BY_MESSAGE = (Disposition.DELIVERED, Disposition.REPLIED, *_MAYBE)
_BY_VISIT = (Disposition.MET_BORROWER, *_MAYBE)
_MESSAGES = (Channel.SMS, Channel.IM, Channel.EMAIL)
_COUNTED = (Channel.CALL, *_MESSAGES, Channel.VISIT)


def contacts_in_all(now: Situation, legs: Legs) -> Finding:
    """Refuse after the allowed number of contacts that reached the person, whoever made them."""
    past = now.past
    reached = past.is_pressing & past.is_outbound & _reached(past)
    enough = past.today(reached) >= legs.least("per_day")
    enough |= past.within_days(legs.most("week_days"), reached) >= legs.least("per_week")
    counted = one_of(now.requests.contact.channel, _COUNTED)
    return find(legs, now.is_pressing & counted, refuses=enough)


def _reached(past: Past) -> Mask:
    channel: NDArray[np.int8] = past.channel
    reached: Mask = (equals(channel, Channel.CALL)) & past.ended_in(*_BY_CALL)
    reached |= one_of(channel, _MESSAGES) & past.ended_in(*_BY_MESSAGE)
    reached |= (equals(channel, Channel.VISIT)) & past.ended_in(*_BY_VISIT)
    return reached


RULES = (
    Rule(
        ids=("HP-TOTAL",),
        needs=("at", "zone_set", "channel", "purpose", "attempts"),
        examine=contacts_in_all,
    ),
)
