"""At which minutes of a day may a visit begin?

A verdict changes only at a few minutes of a day: at clock times that stand in a rule, at the end
of the notice period, whole days after past attempts, when one of the day itself was made or
became known, and at the edges of consents and of wishes. The visit is
judged once between any two of them, by the same rules as everywhere.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import matches
from doorstep.compliance.calendar import Calendar
from doorstep.compliance.counting.clocks import SECONDS_PER_DAY, offsets
from doorstep.compliance.history import Attempts, attempts_in
from doorstep.compliance.readings.notices import notice_seconds
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.trying import trial_of
from doorstep.facts.columns import AttemptColumns
from doorstep.parameters.register import CLOCK_KEYS
from doorstep.terms.local_time import (
    BEIJING_OFFSET_SECONDS,
    NO_INSTANT,
    Instants,
    day_number,
)

Rows = NDArray[np.intp]
Minutes = NDArray[np.int32]
Clock = NDArray[np.int64]

MINUTES_PER_DAY: Final = 1440
_AFTER_ATTEMPTS: Final = (0, 1, 7, 30)
"""Days; an attempt of the day itself counts from the minute it was made."""


@dataclass(frozen=True, slots=True)
class StartWindows:
    """Lawful starts; one row per window, ordered by request and time.

    Attributes:
        request: Row of the request, shape ``(k,)``; a request may have none or several.
        opens_minute: First minute after Beijing midnight at which the visit may begin.
        closes_minute: Last minute at which it may begin, included.
    """

    request: Rows
    opens_minute: Minutes
    closes_minute: Minutes

    def of(self, request: int) -> tuple[tuple[int, int], ...]:
        """Return the windows of one request as pairs of minutes."""
        own = self.request == request
        pairs = zip(self.opens_minute[own], self.closes_minute[own], strict=True)
        return tuple((int(opens), int(closes)) for opens, closes in pairs)


def permitted_starts(
    requests: ContactRequests,
    day: date,
    history: AttemptColumns | Attempts,
    rulebook: Rulebook,
    calendar: Calendar,
) -> StartWindows:
    """Return when on a Beijing day each visit may begin, to the minute.

    Args:
        requests: Visits; their own instants do not matter, their ``known_at`` does.
        day: The day.
        history: All attempts.
        rulebook: The rules.
        calendar: Holidays.

    Returns:
        Windows in which every whole minute is allowed. A request without a window may not begin
        on that day; judge it at any minute to see why.
    """
    attempts = attempts_in(history)
    midnight = day_number(day) * SECONDS_PER_DAY - BEIJING_OFFSET_SECONDS
    trial = trial_of(requests, attempts, rulebook, calendar)
    chance = np.flatnonzero(trial.may_be_allowed(midnight, midnight + SECONDS_PER_DAY - 60))
    row, minute = changing_minutes(requests.part(chance), attempts, rulebook, midnight)
    request = chance[row]
    allowed = trial.is_allowed(request, midnight + minute.astype(np.int64) * 60)
    return _joined(request, minute, allowed)


def changing_minutes(
    requests: ContactRequests, attempts: Attempts, rulebook: Rulebook, midnight: int
) -> tuple[Rows, Minutes]:
    """Return every minute at which some rule may change its mind, per request, ascending."""
    n = len(requests)
    clock = _clock_minutes(requests, rulebook, midnight)
    stays = requests.contact.duration_seconds // 60
    everywhere = np.repeat(np.arange(n), len(clock))
    parts = [
        (everywhere, np.tile(clock, n)),
        # A stay must have ended by a clock time, so its start depends on its length.
        (everywhere, np.tile(clock, n) - np.repeat(stays, len(clock))),
        *(_at(row, at, midnight) for row, at in _dated(requests, attempts, rulebook)),
        *_wished(requests, midnight),
    ]
    request = np.concatenate([np.arange(n), *(row for row, _ in parts)])
    minute = np.concatenate([np.zeros(n, dtype=np.int64), *(at for _, at in parts)])
    # A rule that allows the minute itself may refuse the next one.
    request, minute = np.tile(request, 2), np.concatenate([minute, minute + 1])
    inside = (minute >= 0) & (minute < MINUTES_PER_DAY)
    # Sorting and comparing neighbours is several times as quick as ``np.unique`` here.
    keys = np.sort(request[inside] * MINUTES_PER_DAY + minute[inside])
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    return (keys // MINUTES_PER_DAY).astype(np.intp), (keys % MINUTES_PER_DAY).astype(np.int32)


def _clock_minutes(requests: ContactRequests, rulebook: Rulebook, midnight: int) -> Clock:
    """Return the clock times that stand in the rules, as Beijing minutes in every zone."""
    written = {
        value
        for entry in rulebook.entries.values()
        for leg in entry.legs
        for key, value in leg.values.items()
        if key in CLOCK_KEYS
    }
    ahead = _ahead(requests, midnight)
    minutes = {(second + shift) // 60 % MINUTES_PER_DAY for second in written for shift in ahead}
    return np.array(sorted(minutes), dtype=np.int64)


def _ahead(requests: ContactRequests, midnight: int) -> set[int]:
    """Return by how many seconds Beijing's clock is ahead of each zone on the day."""
    zones = {zone for zones in requests.zone_sets for zone in zones} | {"Asia/Shanghai"}
    ends = np.array([midnight, midnight + SECONDS_PER_DAY], dtype=np.int64)
    return {int(BEIJING_OFFSET_SECONDS - off) for zone in zones for off in offsets(zone, ends)}


def _wished(requests: ContactRequests, midnight: int) -> list[tuple[Rows, Clock]]:
    """Return the edges of what each borrower wishes, and the local midnight between two days.

    At an edge a visit may begin or must have ended, so its length is taken off as well.
    """
    table, contact = requests.wishes, requests.contact
    pair, wish = matches(contact.person_id, table.by_person)
    if not len(pair):
        return []
    stay = contact.duration_seconds[pair] // 60
    found = []
    for shift in _ahead(requests, midnight):
        for second in (table.from_second[wish], table.to_second[wish], np.zeros_like(wish)):
            minute = (second.astype(np.int64) + shift) // 60 % MINUTES_PER_DAY
            found += [(pair, minute), (pair, minute - stay), (pair, minute - 1)]
    return found


def _dated(
    requests: ContactRequests, attempts: Attempts, rulebook: Rulebook
) -> list[tuple[Rows, Instants]]:
    """Return the instants of each request's own dated facts."""
    contact, visit, consents = requests.contact, requests.visit, requests.consents
    pair, attempt = matches(contact.target_id, attempts.by_person)
    then = attempts.at[attempt]
    dated = [(pair, then + days * SECONDS_PER_DAY) for days in _AFTER_ATTEMPTS]
    dated.append((pair, attempts.received_at[attempt]))
    noticed = np.flatnonzero(visit.notice_at != NO_INSTANT)
    dated.append((noticed, visit.notice_at[noticed] + notice_seconds(rulebook)))
    pair, consent = matches(contact.person_id, consents.by_person)
    dated.append((pair, consents.given_at[consent]))
    dated.append((pair, consents.ends_at[consent]))
    return dated


def _at(row: Rows, at: Instants, midnight: int) -> tuple[Rows, NDArray[np.int64]]:
    """Return the first whole minute not before each instant, and the one before it."""
    near = (at >= midnight) & (at <= midnight + SECONDS_PER_DAY)
    minute = -((midnight - at[near]) // 60)
    return np.tile(row[near], 2), np.concatenate([minute, minute - 1])


def _joined(request: Rows, minute: Minutes, allowed: NDArray[np.bool_]) -> StartWindows:
    """Put neighbouring allowed stretches together."""
    ends = np.full(len(minute), MINUTES_PER_DAY - 1, dtype=np.int32)
    same = request[1:] == request[:-1]
    ends[:-1] = np.where(same, minute[1:] - 1, ends[:-1])
    begins = allowed.copy()
    begins[1:] &= ~(same & allowed[:-1])
    closes = allowed.copy()
    closes[:-1] &= ~(same & allowed[1:])
    return StartWindows(request[begins], minute[begins], ends[closes])
