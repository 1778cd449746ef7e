"""Does the borrower count as unreachable, and since when?

Counted are failed calls to a number reserved with the lender after the borrower's last sign of
life. Days are Beijing days.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.asked.masks import equals
from doorstep.compliance.counting.counters import Past
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, unsure, yes
from doorstep.terms.codes import Channel, Direction, Disposition
from doorstep.terms.local_time import NO_INSTANT, beijing_days

_FAILED = (Disposition.NO_ANSWER, Disposition.BUSY, Disposition.NOT_CONNECTED)
_SIGNS = (
    Disposition.RIGHT_PARTY_CONTACT,
    Disposition.THIRD_PARTY_CONTACT,
    Disposition.CONNECTED_SHORT,
    Disposition.REPLIED,
    Disposition.MET_BORROWER,
)
_SPAN = 2**20
"""More days than any history holds, to keep requests apart in one number."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The test for each request, shape ``(n,)``.

    Attributes:
        is_met: Met by what happened before today.
        is_met_today: Met only by what happened today, so that the next day counts.
        is_unsure: Not met, but whether a reserved number is valid is unknown.
    """

    is_met: Mask
    is_met_today: Mask
    is_unsure: Mask


def unreachable(now: Situation, legs: Legs) -> Unreachable:
    """Apply the test: an invalid number, failures in a row on one day, or on days in a row."""
    past, n = now.borrowers_past, len(now)
    dials, days = legs.least("dials"), legs.least("days")
    failed = _failures(past)
    request, day, count = _per_day(past, failed)
    today = day == now.beijing_day[request]
    enough = count >= dials[request]
    met = _any(request[enough & ~today], n) | _in_a_row(request, day, days, n)
    met_today = _any(request[enough & today], n)
    invalid = now.requests.people.has_invalid_reserved_point
    found = now.requests.people.invalid_found_day
    before = yes(invalid) & (found != UNKNOWN_DAY) & (found < now.beijing_day)
    met |= before
    met_today |= yes(invalid) & ~before
    return Unreachable(met, met_today & ~met, unsure(invalid) & ~met & ~met_today)


def _failures(past: Past) -> Mask:
    """Say which pairs are failed direct calls to a reserved number after the last sign."""
    inbound = past.column("direction") == Direction.INBOUND
    own = past.column("is_own") & (~equals(past.channel, Channel.THIRD_PARTY))
    signs = inbound | (own & past.ended_in(*_SIGNS))
    last = np.full(len(past.contact_at), NO_INSTANT, dtype=np.int64)
    np.maximum.at(last, past.request[signs], past.at[signs])
    failed: Mask = past.is_call_out & past.column("is_reserved") & past.ended_in(*_FAILED)
    return failed & np.greater(past.at, last[past.request])


def _per_day(
    past: Past, failed: Mask
) -> tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.intp]]:
    """Count failures per request and Beijing day, in ascending order of both."""
    keys = past.request[failed].astype(np.int64) * _SPAN + beijing_days(past.at[failed])
    different, count = np.unique(keys, return_counts=True)
    request = different // _SPAN
    return request.astype(np.intp), (different - request * _SPAN).astype(np.int32), count


def _in_a_row(
    request: NDArray[np.intp], day: NDArray[np.int32], days: NDArray[np.int32], n: int
) -> Mask:
    """Say which requests have failures on so many days in a row."""
    breaks = np.ones(len(day), dtype=bool)
    breaks[1:] = (np.diff(day) != 1) | (np.diff(request) != 0)
    start = np.maximum.accumulate(np.where(breaks, np.arange(len(day)), 0))
    length = np.arange(len(day)) - start + 1
    return _any(request[length >= days[request]], n)


def _any(requests: NDArray[np.intp], n: int) -> Mask:
    found = np.zeros(n, dtype=bool)
    found[requests] = True
    return found
