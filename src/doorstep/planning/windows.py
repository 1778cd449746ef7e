"""Between which minutes may each visit begin today, by law and by shift?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.pairs import PairShift
from doorstep.routing.problem import WindowColumns

MINUTES_PER_DAY: Final = 24 * 60

Minutes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class LawfulStarts:
    """When compliance lets a visit begin; one row per window, all columns of one length.

    Attributes:
        row: Row of the candidate; several windows per candidate allowed, in any order.
        early_minute: First minute of the local day at which the visit may begin.
        late_minute: Last minute at which it may begin; itself allowed.
        end_minute: Minute by which it must be over.
    """

    row: NDArray[np.int64]
    early_minute: Minutes
    late_minute: Minutes
    end_minute: Minutes

    def __post_init__(self) -> None:
        """Refuse columns of different lengths and minutes outside the day.

        Raises:
            ValueError: One of these holds.
        """
        sizes = {
            column.size
            for column in (self.row, self.early_minute, self.late_minute, self.end_minute)
        }
        if len(sizes) > 1:
            raise ValueError(f"columns differ in length: {sorted(sizes)}")
        for column in (self.early_minute, self.late_minute, self.end_minute):
            if column.size and (column.min() < 0 or column.max() > MINUTES_PER_DAY):
                raise ValueError(f"minutes of the day run from 0 to {MINUTES_PER_DAY}")


def stop_windows(
    lawful: LawfulStarts, stay_minutes: Minutes, pairs: Sequence[PairShift]
) -> WindowColumns:
    """Return the start windows of each candidate that some shift can use.

    The stay counts: a window ends early enough for the whole stay to be over by the lawful end
    and by the end of the latest shift. Windows that meet or overlap become one.

    Args:
        lawful: Windows as compliance gives them; a candidate without one gets none.
        stay_minutes: Minutes at the door of each candidate, shape ``(n,)``.
        pairs: Who is on shift; without anybody there are no windows.

    Returns:
        Windows sorted by candidate and first start; ``end_minute`` is the lawful one.

    Raises:
        ValueError: A window names a candidate that does not exist.
    """
    if lawful.row.size and (lawful.row.min() < 0 or lawful.row.max() >= stay_minutes.size):
        raise ValueError("a lawful window names a candidate that does not exist")
    opens = min((pair.starts_minute for pair in pairs), default=0)
    closes = max((pair.ends_minute for pair in pairs), default=-1)
    stay = stay_minutes[lawful.row]
    early = np.maximum(lawful.early_minute, opens)
    late = np.minimum(lawful.late_minute, np.minimum(lawful.end_minute, closes) - stay)
    order = np.lexsort((early, lawful.row))
    merged = _merge(
        [
            (int(lawful.row[at]), int(early[at]), int(late[at]), int(lawful.end_minute[at]))
            for at in order
            if late[at] >= early[at]
        ]
    )
    table = np.array(merged, dtype=np.int64).reshape(len(merged), 4)
    return WindowColumns(
        stop=table[:, 0],
        early_minute=table[:, 1].astype(np.int32),
        late_minute=table[:, 2].astype(np.int32),
        end_minute=table[:, 3].astype(np.int32),
    )


def _merge(windows: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Return sorted windows with those of one candidate joined where they meet or overlap.

    Windows with different ends stay apart: a start in the first may not lean on the second's end.
    """
    found: list[tuple[int, int, int, int]] = []
    for stop, early, late, end in windows:
        if found and found[-1][0] == stop and early <= found[-1][2] + 1 and end == found[-1][3]:
            last = found.pop()
            found.append((stop, last[1], max(last[2], late), end))
        else:
            found.append((stop, early, late, end))
    return found
