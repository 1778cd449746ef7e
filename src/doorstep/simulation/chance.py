"""Which chance number belongs to a person, an occasion and a question?

A twin must answer the same question the same way however often, in whatever order and on
whatever machine it is asked. So chance here is no stream that one draws from but a fixed
function: person and seed give a 64-bit number, and mixing it with the occasion gives numbers
that pass for independent uniform ones. (Where order is fixed, as in building a world, a
``numpy.random.Generator`` is used instead.)
"""

from collections.abc import Sequence
from enum import IntEnum
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Numbers = NDArray[np.uint64]
Reals = NDArray[np.float64]

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_SECOND: Final = np.uint64(0xD1B54A32D192ED03)
_THIRD: Final = np.uint64(0x8CB92BA72F3D8DD7)
_MIX_ONE: Final = np.uint64(0xBF58476D1CE4E5B9)
_MIX_TWO: Final = np.uint64(0x94D049BB133111EB)


class Question(IntEnum):
    """What a chance number is for; each question has numbers of its own."""

    WILLINGNESS = 1
    ABILITY = 2
    AVOIDANCE = 3
    SURPLUS = 4
    BEST_BAND = 5
    BEST_CHANNEL = 6
    REASON = 7
    REACHED = 10
    ALTERNATIVE = 11
    PROMISED = 12
    PROMISED_SHARE = 13
    PROMISED_WAIT = 14
    ASKED_TO_LEAVE = 15
    WORDS = 16
    KEPT = 20
    KEPT_SHARE = 21
    PAID_WHEN = 22
    PAID_UNASKED = 23
    UNASKED_SHARE = 24


def key_numbers(seed: int, keys: Sequence[str]) -> Numbers:
    """Return the number that stands for each person in the world of a seed, shape ``(n,)``."""
    secret = seed.to_bytes(8, "big", signed=True)
    return np.array(
        [
            int.from_bytes(blake2b(key.encode(), digest_size=8, key=secret).digest(), "big")
            for key in keys
        ],
        dtype=np.uint64,
    )


def uniforms(
    numbers: Numbers, question: Question, day: NDArray[np.int64] | int = 0, occasion: int = 0
) -> Reals:
    """Return one uniform number in (0, 1) per person for a question on a day.

    Args:
        numbers: From ``key_numbers``, shape ``(n,)``.
        question: What the number is for.
        day: Day number, one for all or shape ``(n,)``; 0 for what never changes.
        occasion: Which of several occasions of the same day.

    Returns:
        Shape ``(n,)``. The finaliser is SplitMix64's: Steele, Lea and Flood (2014), OOPSLA,
        doi.org/10.1145/2660193.2660195.
    """
    with np.errstate(over="ignore"):
        # Unsigned overflow is the modular arithmetic that the mixer is made of.
        state = numbers + _GOLDEN * np.uint64(question)
        state = _mixed(state + _SECOND * np.asarray(day).astype(np.uint64))
        state = _mixed(state + _THIRD * np.uint64(occasion))
    return ((state >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53


def normals(numbers: Numbers, question: Question) -> Reals:
    """Return one standard normal number per person for a question about what never changes."""
    normal: Reals = ndtri(uniforms(numbers, question))
    return normal


def _mixed(state: Numbers) -> Numbers:
    state = (state ^ (state >> np.uint64(30))) * _MIX_ONE
    state = (state ^ (state >> np.uint64(27))) * _MIX_TWO
    mixed: Numbers = state ^ (state >> np.uint64(31))
    return mixed
