"""Which attempts were made on the borrowers of the synthetic Yanbian in the last 180 days?

Attempts are spread by what staff could see, how long an account has been due, and never by the
hidden traits; the traits decide only what came of them. So what a model can learn is there to be
learned, and nothing is given away.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from doorstep.facts.columns import CodeColumn
from doorstep.simulation.behaviour import Occasions
from doorstep.simulation.borrower import Outcomes, outcomes
from doorstep.simulation.shift import NO_SHIFT
from doorstep.simulation.traits import Traits
from doorstep.terms.codes import Channel

HISTORY_DAYS: Final = 180
VISIT_GAP_DAYS: Final = 35
"""The earlier agency rarely visited, and never the same door within that many days."""

_DAYS_BEFORE_FIRST: Final = 3
_ATTEMPTS_PER_ACCOUNT: Final = 13
_CHANNELS: Final = (Channel.CALL, Channel.SMS, Channel.EMAIL, Channel.LETTER, Channel.VISIT)
_SHARES: Final = (0.62, 0.27, 0.05, 0.04, 0.02)
_HOURS: Final = {
    Channel.CALL: (8 * 60 + 10, 20 * 60 + 50),
    Channel.SMS: (9 * 60, 19 * 60),
    Channel.EMAIL: (9 * 60, 18 * 60),
    Channel.LETTER: (10 * 60, 11 * 60),
    Channel.VISIT: (9 * 60 + 20, 19 * 60 + 20),
}
_NIGHT_SHARE: Final = 0.001
"""A few calls of the earlier agency came after ten at night; logs show such things."""

_NIGHT_MINUTE: Final = 22 * 60 + 20


@dataclass(frozen=True, slots=True)
class Borrowers:
    """What the history needs to know of each borrower, one row per person.

    Attributes:
        first_due_day: Oldest due date over all accounts.
        placed_day: First placement with us.
        owed_fen: Owed over all accounts.
        has_email: Whether there is an e-mail address.
        last_day: Last day on which anybody tried; ``day - 1`` for nearly all.
    """

    first_due_day: NDArray[np.int64]
    placed_day: NDArray[np.int64]
    owed_fen: NDArray[np.int64]
    has_email: NDArray[np.bool_]
    last_day: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PastContacts:
    """Past attempts by person and time, one row per attempt.

    Attributes:
        person: Row of the person.
        day: Day number.
        minute: Minutes after Beijing midnight.
        channel: ``codes.Channel``.
        outcome: What came of it.
    """

    person: NDArray[np.intp]
    day: NDArray[np.int64]
    minute: NDArray[np.int64]
    channel: CodeColumn
    outcome: Outcomes


def first_days(borrowers: Borrowers, day: int) -> NDArray[np.int64]:
    """Return the day from which each borrower was worked on, within the history."""
    first = np.maximum(borrowers.first_due_day + _DAYS_BEFORE_FIRST, day - HISTORY_DAYS)
    days: NDArray[np.int64] = np.minimum(first, borrowers.last_day)
    return days


def draw_contacts(
    borrowers: Borrowers, traits: Traits, accounts: int, day: int, chance: Generator
) -> PastContacts:
    """Draw about 12 attempts per account, from each borrower's first day to the day before.

    Args:
        borrowers: One row per person.
        traits: In the same order.
        accounts: Number of accounts; sets how many attempts there are.
        day: The world's day number; nothing happens on it or after it.
        chance: Source of chance.
    """
    first = first_days(borrowers, day)
    span = borrowers.last_day - first + 1
    weight = span**0.7 * np.exp(0.3 * chance.standard_normal(len(span)))
    count = accounts * _ATTEMPTS_PER_ACCOUNT
    person = chance.choice(len(span), size=count, p=weight / weight.sum())
    when = first[person] + (chance.random(count) * span[person]).astype(np.int64)
    channels = np.array(_CHANNELS, dtype=np.int8)
    channel = channels[chance.choice(len(channels), size=count, p=_SHARES)]
    channel[(channel == Channel.EMAIL) & ~borrowers.has_email[person]] = Channel.SMS
    minute = _minutes(channel, when < borrowers.placed_day[person], chance)
    keep = _kept(person, when, channel, minute)
    person, when, channel, minute = person[keep], when[keep], channel[keep], minute[keep]
    on = Occasions(channel, minute, recent_attempts(person, when), np.zeros(len(keep), np.bool_))
    outcome = outcomes(traits.take(person), on, when, borrowers.owed_fen[person], NO_SHIFT)
    return PastContacts(person, when, minute, channel, outcome)


def recent_attempts(person: NDArray[np.intp], day: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the attempts on the same person in the 7 days before each; rows are in order."""
    key = person.astype(np.int64) * 1_000_000 + day
    earliest = np.searchsorted(key, key - 7, side="left")
    count: NDArray[np.int64] = np.searchsorted(key, key, side="left") - earliest
    return count


def _minutes(
    channel: CodeColumn, is_earlier: NDArray[np.bool_], chance: Generator
) -> NDArray[np.int64]:
    opens = np.array([_HOURS.get(each, (0, 0))[0] for each in Channel])[channel]
    closes = np.array([_HOURS.get(each, (0, 0))[1] for each in Channel])[channel]
    minute = opens + (chance.random(len(channel)) * (closes - opens)).astype(np.int64)
    is_night = (chance.random(len(channel)) < _NIGHT_SHARE) & (channel == Channel.CALL)
    return np.where(is_night & is_earlier, _NIGHT_MINUTE, minute).astype(np.int64)


def _kept(
    person: NDArray[np.intp],
    day: NDArray[np.int64],
    channel: CodeColumn,
    minute: NDArray[np.int64],
) -> NDArray[np.intp]:
    """Return rows by person and time, one per channel and day, without visits too close."""
    order = np.lexsort((minute, day, person))
    key = (person * 1_000_000 + day)[order] * 16 + channel[order]
    _, first = np.unique(key, return_index=True)
    rows: NDArray[np.intp] = order[np.sort(first)]
    visit = np.flatnonzero(channel[rows] == Channel.VISIT)
    too_close = []
    last_person, last_day = -1, 0
    for index in visit:
        who, when = int(person[rows[index]]), int(day[rows[index]])
        if who == last_person and when - last_day < VISIT_GAP_DAYS:
            too_close.append(index)
        else:
            last_person, last_day = who, when
    kept: NDArray[np.intp] = np.delete(rows, np.array(too_close, dtype=np.intp))
    return kept
