"""What do the clocks show where the borrower may be?

A request has one or more candidate zones. Everything here has the shape ``(zones, n)``: row 0 is
the main zone; rows that a request does not use are marked in ``used``. If the zones are unknown,
Beijing (in China) or UTC stands in for days and counters, and ``is_known`` is false.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.request import ContactRequests
from doorstep.compliance.words import Jurisdiction
from doorstep.terms.local_time import BEIJING_OFFSET_SECONDS, Days, Instants, instant_of

Seconds = NDArray[np.int32]
Rows = NDArray[np.intp]

SECONDS_PER_DAY: Final = 86_400
_BEIJING: Final = "Asia/Shanghai"
_FIXED_SINCE: Final = 684_867_600  # 1991-09-15 01:00 +08:00, the end of Chinese summer time
_SLOT: Final = 900
"""No zone changes its offset within a quarter of an hour that starts on the hour's quarters."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Local clocks of requests.

    Attributes:
        zones: Zones of each zone set, the stand-ins filled in, as ``(sets)`` tuples of names.
        set_of: Row of ``zones`` for each request, shape ``(n,)``.
        used: Whether a request has that many zones, shape ``(zones, n)``.
        day: Local day, shape ``(zones, n)``.
        second: Second of the local day, shape ``(zones, n)``.
        is_known: The zones are known, shape ``(n,)``.
    """

    zones: tuple[tuple[str, ...], ...]
    set_of: Rows
    used: NDArray[np.bool_]
    day: Days
    second: Seconds
    is_known: NDArray[np.bool_]

    def days_of(self, rows: Rows, instants: Instants) -> Days:
        """Return the local days of other instants in the zones of these requests.

        Args:
            rows: Request of each instant, shape ``(k,)``.
            instants: Seconds, shape ``(k,)``.

        Returns:
            Day numbers, shape ``(zones, k)``; unused zones repeat the main one.
        """
        return _local(self.zones, self.set_of[rows], instants)[0]


def clocks_of(requests: ContactRequests) -> Clocks:
    """Return the local clocks at the instants of the requests."""
    in_china = (requests.contact.jurisdictions & Jurisdiction.CN) != 0
    known = np.array([bool(zones) for zones in requests.zone_sets])
    zones, set_of = _with_stand_ins(requests, in_china)
    day, second = _local(zones, set_of, requests.contact.at)
    width = np.array([len(names) for names in zones])
    used = np.arange(day.shape[0])[:, None] < width[set_of][None, :]
    return Clocks(zones, set_of, used, day, second, known[requests.contact.zone_set])


def offsets(zone: str, instants: Instants) -> NDArray[np.int64]:
    """Return the offset of a zone from UTC at each instant, seconds."""
    if zone == _BEIJING and (instants.size == 0 or int(instants.min()) >= _FIXED_SINCE):
        return np.full(instants.shape, BEIJING_OFFSET_SECONDS, dtype=np.int64)
    place = ZoneInfo(zone)
    slots, where = np.unique(instants // _SLOT, return_inverse=True)
    values = [_offset(place, instant_of(int(slot) * _SLOT)) for slot in slots]
    return np.array(values, dtype=np.int64)[where]


def _offset(place: ZoneInfo, at: datetime) -> int:
    shift = at.astimezone(place).utcoffset()
    if shift is None:
        raise ValueError(f"{place} has no offset")
    return int(shift.total_seconds())


def _with_stand_ins(
    requests: ContactRequests, in_china: NDArray[np.bool_]
) -> tuple[tuple[tuple[str, ...], ...], Rows]:
    """Add the two stand-in sets and send requests of unknown zone to one of them."""
    zones = (*requests.zone_sets, (_BEIJING,), ("UTC",))
    known = np.array([bool(names) for names in requests.zone_sets])
    own = requests.contact.zone_set.astype(np.intp)
    stand_in = np.where(in_china, len(zones) - 2, len(zones) - 1)
    used = np.where(known[own] if len(own) else np.ones(0, dtype=bool), own, stand_in)
    return zones, used.astype(np.intp)


def _local(
    zones: tuple[tuple[str, ...], ...], set_of: Rows, instants: Instants
) -> tuple[Days, Seconds]:
    present = np.unique(set_of) if len(set_of) else np.array([len(zones) - 1])
    width = max(len(zones[chosen]) for chosen in present)
    local = np.empty((width, len(instants)), dtype=np.int64)
    for chosen in present:
        rows = np.flatnonzero(set_of == chosen)
        for position in range(width):
            name = zones[chosen][min(position, len(zones[chosen]) - 1)]
            local[position, rows] = instants[rows] + offsets(name, instants[rows])
    day = np.floor_divide(local, SECONDS_PER_DAY)
    return day.astype(np.int32), (local - day * SECONDS_PER_DAY).astype(np.int32)
