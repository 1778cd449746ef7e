"""What do the clocks show where the borrower may be?

A request has one or more candidate zones. Everything here has the shape ``(zones, n)``: row 0 is
the main zone; rows that a request does not use are marked in ``used``. If the zones are unknown,
Beijing (in China) or UTC stands in for days and counters, and ``is_known`` is false.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
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
        present: Zone sets that some request uses.
        is_beijing: For each row of ``day``, whether it shows Beijing time for every request.
    """

    zones: tuple[tuple[str, ...], ...]
    set_of: Rows
    used: NDArray[np.bool_]
    day: Days
    second: Seconds
    is_known: NDArray[np.bool_]
    present: tuple[int, ...]
    is_beijing: tuple[bool, ...]

    def take(self, rows: Rows) -> "Clocks":
        """Return the clocks of these requests."""
        return replace(
            self,
            set_of=self.set_of[rows],
            used=self.used[:, rows],
            day=self.day[:, rows],
            second=self.second[:, rows],
            is_known=self.is_known[rows],
        )

    def days_of(self, rows: Rows, instants: Instants) -> Days:
        """Return the local days of other instants in the zones of these requests.

        Args:
            rows: Request of each instant, shape ``(k,)``.
            instants: Seconds, shape ``(k,)``.

        Returns:
            Day numbers, shape ``(zones, k)``; unused zones repeat the main one.
        """
        local = _local(self.zones, self.present, self.set_of[rows], instants)
        return np.floor_divide(local, SECONDS_PER_DAY).astype(np.int32)


def clocks_of(requests: ContactRequests) -> Clocks:
    """Return the local clocks at the instants of the requests."""
    contact = requests.contact
    known = np.array([bool(zones) for zones in requests.zone_sets])
    zones, set_of = _with_stand_ins(requests, known)
    present = _present(set_of, len(zones))
    local = _local(zones, present, set_of, contact.at)
    day = np.floor_divide(local, SECONDS_PER_DAY)
    second = np.subtract(local, day * SECONDS_PER_DAY)
    width = np.array([len(names) for names in zones])
    is_beijing = _is_beijing(zones, present, len(day), contact.at)
    return Clocks(
        zones=zones,
        set_of=set_of,
        used=np.arange(len(day))[:, None] < width[set_of][None, :],
        day=day.astype(np.int32),
        second=second.astype(np.int32),
        is_known=known[contact.zone_set],
        present=present,
        is_beijing=is_beijing,
    )


def _is_beijing(
    zones: tuple[tuple[str, ...], ...], present: tuple[int, ...], width: int, at: Instants
) -> tuple[bool, ...]:
    """Say which candidates are Beijing time for every request; before 1992 none is."""
    if len(at) and int(at.min()) < _FIXED_SINCE:
        return (False,) * width
    return tuple(
        all(zones[chosen][min(position, len(zones[chosen]) - 1)] == _BEIJING for chosen in present)
        for position in range(width)
    )


def offsets(zone: str, instants: Instants) -> NDArray[np.int64]:
    """Return the offset of a zone from UTC at each instant, seconds."""
    if zone == _BEIJING and (instants.size == 0 or int(instants.min()) >= _FIXED_SINCE):
        return np.full(instants.shape, BEIJING_OFFSET_SECONDS, dtype=np.int64)
    slots, where = np.unique(instants // _SLOT, return_inverse=True)
    values = [_offset(zone, slot) for slot in slots.tolist()]
    return np.array(values, dtype=np.int64)[where]


@lru_cache(maxsize=65_536)
def _offset(zone: str, slot: int) -> int:
    shift = instant_of(slot * _SLOT).astimezone(ZoneInfo(zone)).utcoffset()
    if shift is None:
        raise ValueError(f"{zone} has no offset")
    return int(shift.total_seconds())


def _with_stand_ins(
    requests: ContactRequests, known: NDArray[np.bool_]
) -> tuple[tuple[tuple[str, ...], ...], Rows]:
    """Add the two stand-in sets and send requests of unknown zone to one of them."""
    zones = (*requests.zone_sets, (_BEIJING,), ("UTC",))
    own = requests.contact.zone_set.astype(np.intp)
    if known.all():
        return zones, own
    in_china = (requests.contact.jurisdictions & int(Jurisdiction.CN)) != 0
    stand_in = np.where(in_china, len(zones) - 2, len(zones) - 1)
    used = np.where(known[own] if len(own) else np.ones(0, dtype=bool), own, stand_in)
    return zones, used.astype(np.intp)


def _present(set_of: Rows, sets: int) -> tuple[int, ...]:
    """Return the zone sets that some request uses; the last one if there is no request."""
    if not len(set_of):
        return (sets - 1,)
    return tuple(np.flatnonzero(np.bincount(set_of, minlength=sets)).tolist())


def _local(
    zones: tuple[tuple[str, ...], ...],
    present: tuple[int, ...],
    set_of: Rows,
    instants: Instants,
) -> NDArray[np.int64]:
    """Return local seconds since 1970-01-01, shape ``(zones, k)``."""
    width = max(len(zones[chosen]) for chosen in present)
    local = np.empty((width, len(instants)), dtype=np.int64)
    for chosen in present:
        names = zones[chosen]
        rows = slice(None) if len(present) == 1 else np.flatnonzero(set_of == chosen)
        for position in range(width):
            name = names[min(position, len(names) - 1)]
            local[position, rows] = instants[rows] + offsets(name, instants[rows])
    return local
