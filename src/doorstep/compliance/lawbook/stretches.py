"""What is the answer at each minute of a day, and why is it closed when it is?

The same minutes as ``intervals`` are judged, by the same rules; but each answer keeps its reasons,
so that a drawing of the day can say why a stretch is closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.intervals import MINUTES_PER_DAY, changing_minutes
from doorstep.compliance.judgement import Judgement
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.facts.columns import AttemptColumns
from doorstep.terms.codes import Verdict
from doorstep.terms.local_time import BEIJING_OFFSET_SECONDS, day_number

_SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes of a day that have one answer.

    Attributes:
        opens_minute: First minute after Beijing midnight.
        closes_minute: Last minute, included.
        verdict: The answer to a contact that begins in any of these minutes.
        because: Rules that refuse or hold, in alphabetical order; empty where it is allowed.
    """

    opens_minute: int
    closes_minute: int
    verdict: Verdict
    because: tuple[str, ...]


def stretches_of_day(
    requests: ContactRequests,
    day: date,
    history: AttemptColumns | Attempts,
    rulebook: Rulebook,
    calendar: Calendar,
) -> tuple[tuple[Stretch, ...], ...]:
    """Return for each request the stretches of a Beijing day, from midnight to midnight.

    Args:
        requests: Planned contacts; their own instants do not matter, their ``known_at`` does.
        day: The day.
        history: All attempts.
        rulebook: The rules.
        calendar: Holidays.

    Returns:
        One tuple per request, in their order; the stretches of each cover the whole day without
        a gap, and two neighbours differ in verdict or reasons.
    """
    attempts = history if isinstance(history, Attempts) else Attempts.of(history)
    midnight = day_number(day) * _SECONDS_PER_DAY - BEIJING_OFFSET_SECONDS
    request, minute = changing_minutes(requests, attempts, rulebook, midnight)
    tried = requests.take(request).moved_to(midnight + minute.astype(np.int64) * 60)
    judgement = judge(tried, attempts, rulebook, calendar)
    return tuple(
        tuple(_stretches(judgement, np.flatnonzero(request == number), minute))
        for number in range(len(requests))
    )


def _stretches(judgement: Judgement, rows: np.ndarray, minute: np.ndarray) -> Iterator[Stretch]:
    """Put neighbouring minutes with the same answer together; ``rows`` ascend in time."""
    answers = [(judgement.verdict(row), _against(judgement, row)) for row in rows]
    starts = [
        place for place in range(len(rows)) if place == 0 or answers[place] != answers[place - 1]
    ]
    for place, following in pairwise([*starts, len(rows)]):
        is_last = following == len(rows)
        ends = MINUTES_PER_DAY if is_last else int(minute[rows[following]])
        verdict, because = answers[place]
        yield Stretch(int(minute[rows[place]]), ends - 1, verdict, because)


def _against(judgement: Judgement, row: int) -> tuple[str, ...]:
    return () if judgement.verdict(row) is Verdict.ALLOW else judgement.because(row)
