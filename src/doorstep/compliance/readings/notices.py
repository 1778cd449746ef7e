"""How long before the visit was it announced?"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.columns import UNKNOWN_NUMBER
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.situation import Mask, Situation
from doorstep.terms.local_time import NO_INSTANT


@dataclass(frozen=True, slots=True)
class Notice:
    """Whether a notice that was sent was early enough, shape ``(n,)``.

    Attributes:
        is_late: It was sent too short before the visit.
        is_unknown: Nobody knows when it was sent.
    """

    is_late: Mask
    is_unknown: Mask


NOTICE_RULE: Final = "HP-VISIT-NOTICE"


def notice_seconds(rulebook: Rulebook) -> int:
    """Return the longest time that a notice must lie before a visit, 0 if none is wanted."""
    entry = rulebook.entries.get(NOTICE_RULE)
    hours = max((leg.values["hours"] for leg in entry.legs), default=0) if entry else 0
    return hours * 3600


def notice_of(now: Situation, hours: NDArray[np.int32]) -> Notice:
    """Compare the time between notice and visit with the hours that are wanted.

    The instant of the notice counts where it is known, so that a later visit has a longer notice;
    otherwise the fixed time before the visit.
    """
    visit = now.requests.visit
    has_instant = visit.notice_at != NO_INSTANT
    since = now.requests.contact.at - np.where(has_instant, visit.notice_at, 0)
    before = np.where(has_instant, since, visit.notice_seconds_before)
    unknown = ~has_instant & (visit.notice_seconds_before == UNKNOWN_NUMBER)
    return Notice(is_late=~unknown & (before < hours * 3600), is_unknown=unknown)
