"""Did other channels fail before, or did the borrower ask for the visit?"""

import numpy as np

from doorstep.compliance.asked.joins import any_of
from doorstep.compliance.counting.counters import Past
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation
from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import NO_INSTANT

_OTHERS = (Channel.CALL, Channel.SMS, Channel.IM, Channel.EMAIL, Channel.LETTER)
_SUCCESS = (
    Disposition.RIGHT_PARTY_CONTACT,
    Disposition.THIRD_PARTY_CONTACT,
    Disposition.CONNECTED_SHORT,
    Disposition.REPLIED,
)


def other_channels_first(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit before enough other channels have failed.

    A channel has failed when the last attempt on it, however old, reached nobody. A message that
    was delivered but not answered is a failure; a channel that was never tried is none.
    """
    failed = np.zeros(len(now), dtype=np.int64)
    for channel in _OTHERS:
        failed += _has_failed(now.past, channel)
    few = ~now.requests.visit.is_requested & (failed < legs.most("channels"))
    return find(legs, now.is_visit, refuses=few)


def _has_failed(past: Past, channel: Channel) -> Mask:
    """Say where the last attempt on a channel reached nobody; of two at once the better counts."""
    tried, n = past.is_outbound & (past.channel == channel), len(past.contact_at)
    last = np.full(n, NO_INSTANT, dtype=np.int64)
    np.maximum.at(last, past.request[tried], past.at[tried])
    is_last = tried & (past.at == last[past.request])
    succeeded = any_of(past.request, is_last & past.ended_in(*_SUCCESS), n)
    return any_of(past.request, is_last, n) & ~succeeded


RULES = (
    Rule(
        ids=("HP-VISIT-LAST",),
        arises="is_visit",
        needs=("medium", "is_requested", "known_attempts"),
        examine=other_channels_first,
    ),
)
