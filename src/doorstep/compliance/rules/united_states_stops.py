"""In the United States: what follows from a request to stop?"""

import numpy as np

from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.finding import Finding, find, merged
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation
from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import NO_INSTANT, Instants

_EXCEPTED = (Purpose.CONFIRM_END, Purpose.LEGAL_REMEDY)


def cease(now: Situation, legs: Legs) -> Finding:
    """Refuse everything after a written stop, but one closing note and one notice of remedy."""
    since = now.requests.people.stopped_in_writing_at
    stopped = (since != NO_INSTANT) & ~now.is_third_party
    past = now.past
    same = past.purpose == now.requests.contact.purpose[past.request]
    after = past.is_outbound & same & (past.at >= since[past.request])
    first = now.has_purpose(*_EXCEPTED) & (past.count(after) == 0)
    return find(legs, stopped, refuses=~first)


def refused_medium(now: Situation, legs: Legs) -> Finding:
    """Refuse a medium that the consumer refused by name."""
    named = now.is_medium_stopped & ~now.is_third_party
    return find(legs, named, refuses=named)


def automated_contact(now: Situation, legs: Legs) -> Finding:
    """Refuse automated calls and texts once the days to honour a revocation are over."""
    people, one, all_of = now.requests.people, legs.only("rule"), legs.only("revoke-all")
    machine = one_of(now.requests.contact.channel, (Channel.CALL, Channel.SMS))
    machine &= now.requests.contact.is_automated
    own = _is_over(now, people.medium_stopped_at, one.least("business_days"))
    every = _is_over(now, people.automated_stopped_at, all_of.least("business_days"))
    rule = find(one, machine & own, refuses=own)
    return merged(rule, find(all_of, machine & every, refuses=every))


def _is_over(now: Situation, received: Instants, days: np.ndarray) -> Mask:
    """Say where so many business days have passed since a stop; its own day is not counted."""
    there = ~equals(received, NO_INSTANT)
    rows = np.flatnonzero(there)
    over = np.zeros(len(now), dtype=bool)
    if len(rows):
        first = now.clocks.days_of(rows, received[rows])[0].astype("datetime64[D]")
        holidays = now.calendar.of("us").holidays.astype("datetime64[D]")
        last = np.busday_offset(first, days[rows], roll="backward", holidays=holidays)
        over[rows] = now.day[rows].astype("datetime64[D]") > last
    return over


RULES = (
    Rule(
        ids=("US-CEASE-01",),
        needs=("channel", "purpose", "stopped_in_writing_at", "known_attempts"),
        examine=cease,
    ),
    Rule(
        ids=("US-MEDIUM-01",), needs=("channel", "medium", "stop_channels"), examine=refused_medium
    ),
    Rule(
        ids=("US-TCPA-01",),
        needs=(
            "at",
            "zone_set",
            "channel",
            "is_automated",
            "medium_stopped_at",
            "automated_stopped_at",
            "holidays",
        ),
        examine=automated_contact,
    ),
)
