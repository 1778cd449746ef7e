"""Has this person asked us to stop?"""

import numpy as np

from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation
from doorstep.compliance.words import Delivery
from doorstep.terms.codes import Channel

_BY_POST = (Delivery.POST, Delivery.REGISTERED_POST)


def stop_request(now: Situation, legs: Legs) -> Finding:
    """Refuse what a live stop names; after a stop of everything only legal notices by post."""
    wholly, named = now.is_stopped_wholly, now.is_medium_stopped & ~_is_legal_notice(now)
    by_post = _is_legal_notice(now) & one_of(now.requests.contact.delivery, _BY_POST)
    refuses = np.where(wholly, ~by_post, named)
    asked = ~now.is_outsider & (wholly | named | ~now.is_stop_known)
    return find(legs, asked, refuses=refuses, unknown=~now.is_stop_known)


def refused_channel(now: Situation, legs: Legs) -> Finding:
    """Refuse a channel that the person has refused; a legal notice is never stopped."""
    named = now.is_stopped_wholly | now.is_medium_stopped
    asked = ~now.is_outsider & ~_is_legal_notice(now)
    return find(
        legs,
        asked & (named | ~now.is_stop_known),
        refuses=named,
        unknown=~now.is_stop_known,
    )


def _is_legal_notice(now: Situation) -> Mask:
    return equals(now.requests.contact.medium, Channel.LEGAL_NOTICE)


_NEEDS = ("relation", "medium", "stop_channels")

RULES = (
    Rule(ids=("CN-CHAN-05",), arises="is_stop_possible", needs=_NEEDS, examine=refused_channel),
    Rule(
        ids=("HP-STOP",),
        arises="is_stop_possible",
        needs=(*_NEEDS, "delivery"),
        examine=stop_request,
    ),
)
