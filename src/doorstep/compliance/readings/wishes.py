"""Does the borrower wish to be contacted at this time?"""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import any_of, matches
from doorstep.compliance.asked.masks import has_bits
from doorstep.compliance.calendar import weekday_bits
from doorstep.compliance.counting.clocks import SECONDS_PER_DAY
from doorstep.compliance.situation import Mask, Situation
from doorstep.terms.local_time import Days

Seconds = NDArray[np.int32]


def is_against_wishes(now: Situation) -> Mask:
    """Say where the instant is against the borrower's wishes in any candidate zone."""
    against = np.zeros(len(now), dtype=bool)
    stay = np.zeros(len(now), dtype=np.int32)
    for zone, second in enumerate(now.clocks.second):
        there = against_wishes(now, now.clocks.day[zone], second, stay)
        against |= now.clocks.used[zone] & there
    return against


def against_wishes(now: Situation, day: Days, second: Seconds, stay: Seconds) -> Mask:
    """Say where a contact of this length is not wholly within what the borrower wishes.

    Args:
        now: The contacts.
        day: Local day of each.
        second: Local second of the day at which it begins.
        stay: Its length, seconds; 0 where only the beginning counts.
    """
    table = now.requests.wishes
    request, row = matches(now.requests.contact.person_id, table.by_person)
    opens, closes = table.from_second[row], table.to_second[row]
    # Seconds since the window opened, and its length: so a window over midnight is no exception.
    since = (second[request] - opens) % SECONDS_PER_DAY
    length = (closes - opens) % SECONDS_PER_DAY
    length = np.where(length == 0, SECONDS_PER_DAY, length)
    lasts = stay[request]
    stands = has_bits(table.weekdays[row], weekday_bits(day)[request])
    begins_inside = since < length
    ends_inside = begins_inside & (since + lasts <= length)
    reaches = begins_inside | (SECONDS_PER_DAY - since < lasts)
    against = np.where(table.is_only[row], ~(stands & ends_inside), stands & reaches)
    return any_of(request, against, len(now))


def is_unwanted_place(now: Situation) -> Mask:
    """Say which visits go to a kind of place where the borrower is not to be met."""
    place = now.requests.visit.place.astype(np.int32)
    bit = np.left_shift(1, np.maximum(place, 0))
    named = has_bits(now.requests.people.unwanted_places, bit)
    return now.is_visit & (place >= 0) & named
