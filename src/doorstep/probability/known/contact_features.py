"""What had been tried in a case, and what had come of it?"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import AttemptColumns, CodeColumn
from doorstep.probability.known.rows import Rows
from doorstep.probability.known.timeline import Timeline
from doorstep.terms.codes import Channel, Direction, Disposition

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]

DAY_SECONDS: Final = 86_400

_GROUPS: Final = {
    "call": (Channel.CALL,),
    "message": (Channel.SMS, Channel.EMAIL, Channel.IM),
    "visit": (Channel.VISIT,),
}
_DELIVERED: Final = (Disposition.DELIVERED, Disposition.POSTED, Disposition.VOICEMAIL)
_THIRD: Final = (
    Disposition.THIRD_PARTY_CONTACT, Disposition.MET_THIRD_PARTY, Disposition.WRONG_PERSON,
)  # fmt: skip
_WITHOUT_OUTCOME: Final = (Disposition.UNKNOWN, Disposition.IN_PROGRESS, Disposition.CANCELLED)

REACHED: Final = tuple(code for code in Disposition if code.reached_borrower)


def answer_class(disposition: CodeColumn) -> Floats:
    """Return 0 nobody, 1 delivered only, 2 a third party, 3 the borrower, shape ``(n,)``."""
    return np.select(
        [
            np.isin(disposition, REACHED),
            np.isin(disposition, _THIRD),
            np.isin(disposition, _DELIVERED),
        ],
        [3.0, 2.0, 1.0],
        0.0,
    )


def has_outcome(attempts: AttemptColumns) -> Flags:
    """Say which attempts are over and have a known result."""
    return ~np.isin(attempts.disposition, _WITHOUT_OUTCOME)


def known_at(attempts: AttemptColumns) -> Integers:
    """Return the instant from which each attempt counts: it was made and its record arrived."""
    return np.maximum(attempts.at, attempts.received_at)


def _timeline(attempts: AttemptColumns, chosen: Flags) -> Timeline:
    return Timeline.of(attempts.case_id[chosen], known_at(attempts)[chosen])


def contact_columns(attempts: AttemptColumns, rows: Rows) -> dict[str, Floats]:
    """Return each case's attempts before each row's instant, shape ``(n,)`` each."""
    is_outbound = (attempts.direction == Direction.OUTBOUND) & has_outcome(attempts)
    is_reached = np.isin(attempts.disposition, REACHED)
    everything = _timeline(attempts, is_outbound)
    reached = _timeline(attempts, is_reached)
    outbound_reached = _timeline(attempts, is_outbound & is_reached)
    quarter = _window(rows, 90)
    found = {
        "reached_30_days": reached.count(*_window(rows, 30)),
        "reached_90_days": reached.count(*quarter),
        "reached_share_90_days": _share(
            outbound_reached.count(*quarter), everything.count(*quarter)
        ),
        "days_since_attempt": _days_since(everything, rows),
        "days_since_reached": _days_since(reached, rows),
        "inbound_90_days": _timeline(attempts, attempts.direction == Direction.INBOUND).count(
            *quarter
        ),
        "asked_to_leave": _timeline(attempts, attempts.asked_to_leave).count(*_ever(rows)),
    }
    for word, channels in _GROUPS.items():
        chosen = is_outbound & np.isin(attempts.channel, channels)
        found |= _group_columns(attempts, rows, word, chosen)
    return found


def _group_columns(
    attempts: AttemptColumns, rows: Rows, word: str, chosen: Flags
) -> dict[str, Floats]:
    timeline = _timeline(attempts, chosen)
    found = {f"{word}s_{days}_days": timeline.count(*_window(rows, days)) for days in (7, 30, 90)}
    answers = answer_class(attempts.disposition[chosen])
    found[f"last_{word}"] = timeline.last_value(rows.case_id, rows.at, answers)
    reached = timeline.total(*_ever(rows), (answers == 3.0).astype(np.float64))
    found[f"{word}_reached_share"] = _share(reached, timeline.count(*_ever(rows)))
    return found


def planned_columns(
    attempts: AttemptColumns, rows: Rows, channel: CodeColumn
) -> dict[str, Floats]:
    """Return the planned channel and how calls at that time of day went, shape ``(n,)`` each.

    The day has four bands: before 11:00, to 14:00, to 18:00, and the evening.

    Raises:
        ValueError: ``channel`` has not one entry per row.
    """
    if channel.shape != rows.at.shape:
        raise ValueError(f"{rows.at.shape} rows but {channel.shape} channels")
    is_call = (attempts.channel == Channel.CALL) & (attempts.direction == Direction.OUTBOUND)
    is_call &= has_outcome(attempts) & (attempts.case_id >= 0)
    hours = ((attempts.at[is_call] + 8 * 3600) % DAY_SECONDS) // 3600
    timeline = Timeline.of(
        attempts.case_id[is_call] * 4 + _band(hours), known_at(attempts)[is_call]
    )
    window = (rows.case_id * 4 + _band(rows.hour), np.zeros_like(rows.at), rows.at)
    reached = np.isin(attempts.disposition[is_call], REACHED).astype(np.float64)
    return {
        "planned_channel": channel.astype(np.float64),
        "band_reached_share": _share(timeline.total(*window, reached), timeline.count(*window)),
    }


def _band(hour: Integers) -> Integers:
    return np.searchsorted(np.array([11, 14, 18]), hour, side="right").astype(np.int64)


def _window(rows: Rows, days: int) -> tuple[Integers, Integers, Integers]:
    return rows.case_id, rows.at - days * DAY_SECONDS, rows.at


def _ever(rows: Rows) -> tuple[Integers, Integers, Integers]:
    return rows.case_id, np.zeros_like(rows.at), rows.at


def _days_since(timeline: Timeline, rows: Rows) -> Floats:
    return np.floor((rows.at - timeline.last_time(rows.case_id, rows.at)) / DAY_SECONDS)


def _share(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.maximum(whole, 1.0), np.nan)
