"""How likely is each thing a synthetic borrower may do?

One place for every constant of behaviour, used both for the imported history and for answers to
our own plans (with a shift). All of them are assumptions: no public data on field visits was
found. Directions follow common findings: early evening and the own mobile reach best, being
reached too often tires, and people keep promises that they can afford.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from doorstep.facts.columns import CodeColumn, Fen
from doorstep.simulation.chance import Reals
from doorstep.simulation.shift import Shift
from doorstep.simulation.traits import BAND_STARTS, Traits, band_of
from doorstep.terms.codes import Channel

_REACHED_BASE: Final = {
    Channel.CALL: -1.15,
    Channel.SMS: -3.0,
    Channel.EMAIL: -3.3,
    Channel.IM: -2.5,
    Channel.VISIT: -0.2,
    Channel.LETTER: -20.0,
    Channel.LEGAL_NOTICE: -20.0,
    Channel.THIRD_PARTY: -20.0,
}
"""Log-odds of an average borrower, in the wrong band and not tired."""

PAY_DAYS: Final = frozenset({10, 15, 16, 25, 26})
"""Days of the month when wages usually come."""

DAYS_MOVED: Final = 10
"""A talk moves payments for that many days."""


@dataclass(frozen=True, slots=True)
class Occasions:
    """One row per contact.

    Attributes:
        channel: ``codes.Channel``.
        minute: Minutes after Beijing midnight.
        recent_attempts: Outbound attempts on the borrower in the last 7 days.
        is_hardship_offer: Whether easier terms are offered.
    """

    channel: CodeColumn
    minute: NDArray[np.int64]
    recent_attempts: NDArray[np.int64]
    is_hardship_offer: NDArray[np.bool_]


def reached_chance(traits: Traits, on: Occasions, shift: Shift) -> Reals:
    """Return the chance that the borrower answers, replies or is met, shape ``(n,)``."""
    base = np.array([_REACHED_BASE[channel] for channel in Channel])[on.channel]
    evening = on.minute >= BAND_STARTS[-1]
    odds = (
        base
        - 0.95 * traits.avoidance
        + 0.8 * (band_of(on.minute) == traits.best_band)
        + 0.25 * evening
        + 0.6 * (on.channel == traits.best_channel)
        - 0.16 * np.minimum(on.recent_attempts, 8)
        + shift.reached
        + shift.evening_reached * evening
    )
    chance: Reals = expit(odds)
    return chance


def promised_chance(traits: Traits, on: Occasions, shift: Shift) -> Reals:
    """Return the chance of a promise once the borrower is reached, shape ``(n,)``."""
    in_person = (on.channel == Channel.VISIT) | (on.channel == Channel.CALL)
    odds = (
        -1.1
        + 0.7 * in_person
        + 0.35 * (on.channel == Channel.VISIT)
        + 0.6 * on.is_hardship_offer
        + 0.7 * traits.willingness
        + 0.25 * traits.ability
        + shift.promised
    )
    chance: Reals = expit(odds)
    return chance


def kept_chance(traits: Traits, amount_fen: Fen, shift: Shift) -> Reals:
    """Return the chance that a promise is kept in full: less when it is above the surplus."""
    strain = np.maximum(amount_fen / traits.surplus_fen - 1.0, 0.0)
    odds = 0.25 + 0.6 * traits.willingness + 0.6 * traits.ability - 1.1 * strain + shift.kept
    chance: Reals = expit(odds)
    return chance


def paid_unasked_chance(
    traits: Traits, day_of_month: NDArray[np.int64], days_since_reached: Reals, shift: Shift
) -> Reals:
    """Return the chance of a payment on a day that nobody promised.

    Args:
        traits: Shape ``(n,)``.
        day_of_month: 1 to 31; broadcast against ``(n,)``.
        days_since_reached: Days since the borrower was last reached, infinite if never.
        shift: By how much the world differs from the history.
    """
    is_moved = (days_since_reached >= 0) & (days_since_reached < DAYS_MOVED)
    odds = (
        -5.0
        + 0.75 * traits.willingness
        + 0.75 * traits.ability
        + 0.9 * np.isin(day_of_month, list(PAY_DAYS))
        + 0.6 * is_moved
        + shift.paid_unasked
    )
    chance: Reals = expit(odds)
    return chance


def leave_chance(traits: Traits) -> Reals:
    """Return the chance that a met borrower asks the visitors to leave."""
    chance: Reals = expit(-3.2 + 0.7 * traits.avoidance - 0.5 * traits.willingness)
    return chance


def promised_fen(traits: Traits, owed_fen: Fen, optimism: Reals) -> Fen:
    """Return the sum somebody promises: about a month's surplus, rounded to 10 yuan.

    Args:
        traits: Shape ``(n,)``.
        owed_fen: What is owed; the promise never exceeds it.
        optimism: Uniform in (0, 1); high values promise up to double the surplus.
    """
    wish = traits.surplus_fen * (0.35 + 1.65 * optimism**1.6)
    return rounded_fen(wish, owed_fen)


def unasked_fen(traits: Traits, owed_fen: Fen, share: Reals) -> Fen:
    """Return the sum of an unasked payment: all of a small debt, else part of the surplus.

    Args:
        traits: Shape ``(n,)``.
        owed_fen: What is owed; never exceeded.
        share: Uniform in (0, 1); above 0.93 the borrower clears what three surpluses can.
    """
    part = rounded_fen(traits.surplus_fen * (0.2 + share), owed_fen)
    clears = (share > 0.93) & (owed_fen <= 3 * traits.surplus_fen)
    return np.where(clears, owed_fen, part).astype(np.int64)


def rounded_fen(wish: Reals | Fen, owed_fen: Fen) -> Fen:
    """Return a wish in whole 10 yuan, at least 50 yuan, never above what is owed."""
    round_sum = np.maximum(np.asarray(wish) // 1000 * 1000, 5000)
    return np.minimum(round_sum, owed_fen).astype(np.int64)
