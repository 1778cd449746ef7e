"""When did something happen, if the phone's clock may be years off?

The surest answer needs no wall clock: how long ago it was by the phone's stopwatch, counted back
from the moment at which the office received the batch. It holds while the phone was not restarted
in between; otherwise the phone's own idea of the office's time is taken. Where the two contradict
each other, or the answer lies in the future, that is marked and never held against anybody alone.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from doorstep_desk.fieldwork.reading import Clocks

AGREE_WITHIN: Final = timedelta(minutes=5)
LONGEST_VISIT: Final = timedelta(hours=12)
OLDEST: Final = timedelta(days=60)
"""Nothing that a phone holds back is older; a clock that says so is wrong."""

_MILLISECOND: Final = timedelta(milliseconds=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """When it was, and whether the phone's clocks contradict each other."""

    at: datetime
    is_doubtful: bool


def happened_at(event: Clocks, sent: Clocks | None, received_at: datetime) -> Told:
    """Return when a record was made, by the office's clock.

    Args:
        event: The phone's clocks when it was made.
        sent: The phone's clocks when the batch left, if it said so.
        received_at: When the office received the batch.
    """
    claimed = _instant(event.claimed, received_at)
    if sent is not None and sent.boot_id == event.boot_id:
        ago = (sent.monotonic_ms - event.monotonic_ms) * _MILLISECOND
        if timedelta() <= ago <= OLDEST:
            counted = received_at - ago
            return Told(counted, claimed is None or abs(counted - claimed) > AGREE_WITHIN)
    if claimed is None:
        return Told(received_at, is_doubtful=True)
    return Told(min(claimed, received_at), claimed > received_at + AGREE_WITHIN)


def began_at(stated: datetime | None, left: Clocks, left_at: datetime) -> Told:
    """Return when a visit began, moved by as much as the phone's clock was off when it ended."""
    if stated is None:
        return Told(left_at, is_doubtful=True)
    stay = _EPOCH + left.claimed * _MILLISECOND - stated
    if timedelta() <= stay <= LONGEST_VISIT:
        return Told(left_at - stay, is_doubtful=False)
    return Told(left_at, is_doubtful=True)


def _instant(milliseconds: int, received_at: datetime) -> datetime | None:
    earliest = (received_at - OLDEST - _EPOCH) / _MILLISECOND
    latest = (received_at + timedelta(days=1) - _EPOCH) / _MILLISECOND
    if not earliest <= milliseconds <= latest:
        return None
    return _EPOCH + milliseconds * _MILLISECOND
