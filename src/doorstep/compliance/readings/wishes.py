"""Does the borrower wish to be contacted at this hour?"""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import any_of, matches
from doorstep.compliance.asked.masks import has_bits
from doorstep.compliance.counting.consents import in_window
from doorstep.compliance.situation import Mask, Situation


def is_against_wishes(now: Situation) -> Mask:
    """Say where the hour is against the borrower's wishes in any candidate zone."""
    against = np.zeros(len(now), dtype=bool)
    for zone in range(len(now.clocks.second)):
        against |= now.clocks.used[zone] & _against(now, now.clocks.second[zone])
    return against


def has_wishes(now: Situation) -> Mask:
    """Say whose borrowers have a wish about hours."""
    request, _ = matches(now.requests.contact.person_id, now.requests.wishes.by_person)
    return any_of(request, np.ones(len(request), dtype=bool), len(now))


def _against(now: Situation, second: NDArray[np.int32]) -> Mask:
    table = now.requests.wishes
    request, row = matches(now.requests.contact.person_id, table.by_person)
    inside = in_window(second[request], table.from_second[row], table.to_second[row])
    return any_of(request, inside != table.is_only[row], len(now))


def is_unwanted_place(now: Situation) -> Mask:
    """Say which visits go to a kind of place where the borrower is not to be met."""
    place = now.requests.visit.place.astype(np.int32)
    bit = np.left_shift(1, np.maximum(place, 0))
    named = has_bits(now.requests.people.unwanted_places, bit)
    return now.is_visit & (place >= 0) & named
