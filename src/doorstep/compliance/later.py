"""When, at the earliest, would the same request be allowed?

Facts and known history stay as they are; consents, dated facts and the law move along; a hold is
not an allow. The instants tried are those at which any rule can change its mind: some hours of
every day, the edges of consents, and whole days after past attempts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import matches
from doorstep.compliance.asked.masks import equals, has_bits, one_of
from doorstep.compliance.calendar import Calendar
from doorstep.compliance.counting.clocks import SECONDS_PER_DAY, offsets
from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts, attempts_in
from doorstep.compliance.judgement import Judgement
from doorstep.compliance.readings.notices import notice_seconds
from doorstep.compliance.registry import found_rules
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.trying import Trial, trial_of
from doorstep.compliance.words import Answer, Jurisdiction, Stage
from doorstep.facts.columns import AttemptColumns
from doorstep.terms.codes import Channel, Verdict
from doorstep.terms.local_time import NO_INSTANT, Instants, instant_of

Rows = NDArray[np.intp]

HOURS: Final = (0, 6, 7, 8, 9, 10)
_OPENING_KEYS: Final = ("arrival_from", "calls_from")
AFTER_ATTEMPTS: Final = (1, 7, 30)
HORIZON_DAYS: Final = 400
_STEPS: Final = (2, 9, 40, 160, HORIZON_DAYS)
"""Times of 24 hours at which each search window ends; most answers lie in the first two."""
_BLOCK: Final = 200_000
"""Most candidate instants that are judged at once."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Instants to try: row of the request and instant of each."""

    row: Rows
    at: Instants


def next_allowed_at(
    requests: ContactRequests,
    history: AttemptColumns | Attempts,
    rulebook: Rulebook,
    calendar: Calendar,
    days: int = HORIZON_DAYS,
) -> Instants:
    """Return the earliest later instant at which each refused request would be allowed.

    Args:
        requests: The planned contacts.
        history: All attempts.
        rulebook: The rules.
        calendar: Holidays.
        days: Look at most this many times 24 hours ahead.

    Returns:
        Seconds, shape ``(n,)``; ``NO_INSTANT`` for requests that are not refused, at the door, or
        not allowed within the horizon.
    """
    attempts = attempts_in(history)
    trial = trial_of(_frozen(requests), attempts, rulebook, calendar)
    first = judge(requests, attempts, rulebook, calendar)
    found = np.full(len(requests), NO_INSTANT, dtype=np.int64)
    open_rows = np.flatnonzero(_may_change(trial, first))
    start = 0
    for step in _STEPS:
        end = min(step, days)
        if end > start and len(open_rows):
            _try_window(trial, open_rows, (start, end), found)
            open_rows = open_rows[found[open_rows] == NO_INSTANT]
        start = max(start, end)
    return found


def next_allowed(
    requests: ContactRequests,
    row: int,
    history: AttemptColumns | Attempts,
    rulebook: Rulebook,
    calendar: Calendar,
) -> datetime | None:
    """Return the earliest later instant for one request, in UTC, or None."""
    one = requests.take(np.array([row]))
    found = next_allowed_at(one, history, rulebook, calendar)[0]
    return None if found == NO_INSTANT else instant_of(int(found))


def _frozen(requests: ContactRequests) -> ContactRequests:
    """Return the same requests that never learn more than they knew at their own instant."""
    contact = requests.contact
    known = np.minimum(contact.at, contact.known_at)
    return replace(requests, contact=replace(contact, known_at=known))


def _may_change(trial: Trial, first: Judgement) -> NDArray[np.bool_]:
    """Say which refused requests waiting could help.

    A rule that looks at nothing that moves, and whose sources have no end, stays as it is.
    """
    contact = trial.requests.contact
    open_rows = equals(first.decision, Verdict.DENY) & ~equals(contact.stage, Stage.AT_DOOR)
    open_rows &= has_bits(contact.jurisdictions, trial.rulebook.jurisdictions)
    blocked = one_of(first.answers, (Answer.DENY, Answer.HOLD, Answer.UNKNOWN))
    for rule in found_rules():
        for rule_id in rule.ids:
            entry = trial.rulebook.entries.get(rule_id)
            if entry is None or rule.changes_with(trial.moving):
                continue
            if all(leg.effective_to is None for leg in entry.legs):
                open_rows &= ~blocked[first.rules.index(rule_id)]
    return open_rows


def _try_window(trial: Trial, rows: Rows, window: tuple[int, int], found: Instants) -> None:
    """Try the candidate instants of a window and note the earliest allowed ones."""
    for some in _blocks(trial, rows, window):
        since = some.at - trial.requests.contact.at[some.row]
        keep = (since > window[0] * SECONDS_PER_DAY) & (since <= window[1] * SECONDS_PER_DAY)
        row, at = some.row[keep], some.at[keep]
        for passes in (trial.passes_clock, trial.passes_moving):
            good = passes(row, at)
            row, at = row[good], at[good]
        # What time cannot change was asked at the start; only a change of law can still refuse,
        # so that the first of a request's remaining instants is nearly always the answer.
        first = _first_of_each(row)
        good = trial.is_allowed(row[first], at[first])
        found[row[first][good]] = at[first][good]
        again = np.isin(row, row[first][~good])
        _note_earliest(trial, row[again], at[again], found)


def _note_earliest(trial: Trial, row: Rows, at: Instants, found: Instants) -> None:
    good = trial.is_allowed(row, at)
    row, at = row[good], at[good]
    first = _first_of_each(row)
    found[row[first]] = at[first]


def _first_of_each(row: Rows) -> NDArray[np.bool_]:
    """Say where another request begins; rows ascend, and instants ascend within a row."""
    first = np.ones(len(row), dtype=bool)
    first[1:] = row[1:] != row[:-1]
    return first


def _blocks(trial: Trial, rows: Rows, window: tuple[int, int]) -> Iterator[_Candidates]:
    width = (window[1] - window[0]) * len(_hours(trial)) * 2
    size = max(1, _BLOCK // width)
    for start in range(0, len(rows), size):
        yield _candidates(trial, rows[start : start + size], window)


def _candidates(trial: Trial, rows: Rows, window: tuple[int, int]) -> _Candidates:
    parts = [*_of_the_clock(trial, rows, window), *_of_the_past(trial, rows)]
    parts.extend(_of_consents(trial, rows, window))
    parts.extend(_of_wishes(trial, rows, window))
    row = np.concatenate([part.row for part in parts])
    at = np.concatenate([part.at for part in parts])
    different = np.unique(np.stack([row.astype(np.int64), at]), axis=1)
    return _Candidates(different[0].astype(np.intp), different[1])


def _of_the_clock(trial: Trial, rows: Rows, window: tuple[int, int]) -> Iterator[_Candidates]:
    """Yield the hours of each day in Beijing (China) and in every candidate zone."""
    contact = trial.requests.contact
    seconds = np.array(_hours(trial), dtype=np.int64)
    in_china = (contact.jurisdictions[rows] & Jurisdiction.CN) != 0
    yield from _days_in("Asia/Shanghai", trial, rows[in_china], (seconds, window))
    for chosen in np.unique(contact.zone_set[rows]):
        members = rows[contact.zone_set[rows] == chosen]
        for zone in trial.requests.zone_sets[int(chosen)] or ("UTC",):
            if zone != "Asia/Shanghai" or not in_china.all():
                yield from _days_in(zone, trial, members, (seconds, window))


def _hours(trial: Trial) -> tuple[int, ...]:
    """Return seconds of the day at which a contact may become possible, ascending.

    An organisation's own policy may open the day at a minute of its own.
    """
    own = {
        value
        for entry in trial.rulebook.entries.values()
        for leg in entry.legs
        if leg.label == "policy"
        for key, value in leg.values.items()
        if key in _OPENING_KEYS
    }
    return tuple(sorted(own.union(hour * 3600 for hour in HOURS)))


def _days_in(
    zone: str,
    trial: Trial,
    rows: Rows,
    what: tuple[NDArray[np.int64], tuple[int, int]],
) -> Iterator[_Candidates]:
    """Yield these seconds of each day of the window in one zone."""
    seconds, (start, end) = what
    if not len(rows) or not len(seconds):
        return
    at = trial.requests.contact.at[rows]
    first = (at + offsets(zone, at)) // SECONDS_PER_DAY
    days = first[:, None] + np.arange(start, end + 2)[None, :]
    local = (days[:, :, None] * SECONDS_PER_DAY + seconds[None, None, :]).reshape(-1)
    guess = local - offsets(zone, local)
    instants = local - offsets(zone, guess)
    repeated = np.repeat(rows, (end + 2 - start) * len(seconds))
    yield _Candidates(repeated, instants)


def _of_the_past(trial: Trial, rows: Rows) -> Iterator[_Candidates]:
    """Yield whole days after known attempts, and a day after the notice of a visit."""
    contact, visit = trial.requests.contact, trial.requests.visit
    pair, attempt = matches(contact.target_id[rows], trial.attempts.by_person)
    then = trial.attempts.at[attempt]
    for days in AFTER_ATTEMPTS:
        yield _Candidates(rows[pair], then + days * SECONDS_PER_DAY)
    noticed = rows[(visit.notice_at[rows] != NO_INSTANT) & (contact.medium[rows] == Channel.VISIT)]
    after = visit.notice_at[noticed] + notice_seconds(trial.rulebook)
    yield _Candidates(noticed, after)


def _of_consents(trial: Trial, rows: Rows, window: tuple[int, int]) -> Iterator[_Candidates]:
    """Yield when consents begin: their instant, and the clock time from which they hold."""
    table, contact = trial.requests.consents, trial.requests.contact
    if not len(table):
        return
    pair, consent = matches(contact.person_id[rows], table.by_person)
    given = table.given_at[consent]
    dated = given != NO_INSTANT
    yield _Candidates(rows[pair][dated], given[dated])
    yield from _edges(trial, (rows[pair], table.from_second[consent]), window)


def _of_wishes(trial: Trial, rows: Rows, window: tuple[int, int]) -> Iterator[_Candidates]:
    """Yield when an hour becomes one that the borrower does not mind."""
    table, contact = trial.requests.wishes, trial.requests.contact
    pair, wish = matches(contact.person_id[rows], table.by_person)
    opens = np.where(table.is_only[wish], table.from_second[wish], table.to_second[wish])
    yield from _edges(trial, (rows[pair], opens), window)


def _edges(
    trial: Trial, edges: tuple[Rows, NDArray[np.int32]], window: tuple[int, int]
) -> Iterator[_Candidates]:
    """Yield clock times of each day in all candidate zones, for the requests they belong to."""
    rows, seconds = edges
    for second in np.unique(seconds):
        edge = np.array([second], dtype=np.int64)
        for zone in {zone for zones in trial.requests.zone_sets for zone in zones}:
            members = np.unique(rows[seconds == second])
            yield from _days_in(zone, trial, members, (edge, window))
