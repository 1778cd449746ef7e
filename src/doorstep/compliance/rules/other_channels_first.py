"""Did other channels fail before, or did the borrower ask for the visit?"""

import numpy as np

from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.counting.counters import Counts, Past
from doorstep.compliance.finding import Finding, find
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Situation
from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import NO_INSTANT

_OTHERS = (Channel.CALL, Channel.SMS, Channel.IM, Channel.EMAIL, Channel.LETTER)
_WIDTH = max(_OTHERS) + 1
"""Lines per request, one for each channel."""
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
    few = ~now.is_visit_wanted & (_failed(now.past) < legs.most("channels"))
    return find(legs, now.is_visit, refuses=few)


def _failed(past: Past) -> Counts:
    """Count the channels whose last attempt reached nobody; of two at once the better counts."""
    n = len(past.contact_at)
    tried = np.flatnonzero(past.is_outbound & one_of(past.channel, _OTHERS))
    line, at = past.request[tried] * _WIDTH + past.channel[tried], past.at[tried]
    last = np.full(n * _WIDTH, NO_INSTANT, dtype=np.int64)
    np.maximum.at(last, line, at)
    is_last = equals(at, last[line])
    has_failed = np.zeros(n * _WIDTH, dtype=bool)
    has_failed[line[is_last]] = True
    has_failed[line[is_last & past.ended_in(*_SUCCESS)[tried]]] = False
    failed: Counts = has_failed.reshape(n, _WIDTH).sum(axis=1)
    return failed


RULES = (
    Rule(
        ids=("HP-VISIT-LAST",),
        arises="is_visit",
        needs=("medium", "is_requested", "known_attempts", "consents"),
        examine=other_channels_first,
    ),
)
