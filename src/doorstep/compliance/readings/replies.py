"""Is this one answer to a contact that the borrower has just started?"""

import numpy as np

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.situation import Mask, Situation
from doorstep.terms.codes import Direction, Purpose
from doorstep.terms.local_time import NO_INSTANT

_DAY = 86_400


def is_good_reply(now: Situation) -> Mask:
    """Say which replies answer, by the same means, the last word of the borrower within a day."""
    past, n = now.borrowers_past, len(now)
    inbound = equals(past.column("direction"), Direction.INBOUND)
    last_in = np.full(n, NO_INSTANT, dtype=np.int64)
    np.maximum.at(last_in, past.request[inbound], past.at[inbound])
    last_out = np.full(n, NO_INSTANT, dtype=np.int64)
    np.maximum.at(last_out, past.request[past.is_outbound], past.at[past.is_outbound])
    medium = now.requests.contact.medium[past.request]
    by_same = inbound & (past.at == last_in[past.request]) & (past.channel == medium)
    answered = np.zeros(n, dtype=bool)
    answered[past.request[by_same]] = True
    fresh = now.requests.contact.at - np.maximum(last_in, 0) <= _DAY
    return now.has_purpose(Purpose.REPLY) & answered & fresh & (last_out <= last_in)
