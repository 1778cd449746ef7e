"""What is each synthetic borrower like, underneath?

These traits steer what a borrower does. They are never written into a world's rows, and no
feature may be built from them: a model must find out from what people did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import CodeColumn, Fen
from doorstep.simulation.chance import Numbers, Question, Reals, key_numbers, normals, uniforms
from doorstep.terms.codes import Channel

REASONS: Final = (
    "income_lost",
    "illness",
    "business_slow",
    "many_debts",
    "forgot",
    "disputes_amount",
    "away_for_work",
)
"""Why a borrower is in arrears, in words of one closed list."""

BAND_STARTS: Final = (8 * 60, 11 * 60 + 30, 14 * 60, 17 * 60 + 30)
"""First minute of each band of the day: morning, noon, afternoon, evening."""

_BAND_SHARES: Final = (0.2, 0.2, 0.2, 0.4)
_CHANNELS: Final = (Channel.CALL, Channel.SMS, Channel.EMAIL, Channel.VISIT)
_CHANNEL_SHARES: Final = (0.45, 0.3, 0.1, 0.15)
_REASON_SHARES: Final = (0.24, 0.12, 0.2, 0.18, 0.1, 0.06, 0.1)
_MEDIAN_SURPLUS_YUAN: Final = 900.0


@dataclass(frozen=True, slots=True)
class Traits:
    """One row per borrower.

    Attributes:
        numbers: The borrowers' chance numbers.
        willingness: Standard normal; wants to pay.
        ability: Standard normal; can pay.
        avoidance: Standard normal; stays away from contact.
        surplus_fen: Left over in a month, in fen; positive.
        best_band: Index into ``BAND_STARTS`` when the borrower is easiest to reach.
        best_channel: ``codes.Channel`` the borrower answers best.
        reason: Index into ``REASONS``.
    """

    numbers: Numbers
    willingness: Reals
    ability: Reals
    avoidance: Reals
    surplus_fen: Fen
    best_band: CodeColumn
    best_channel: CodeColumn
    reason: CodeColumn

    def take(self, rows: NDArray[np.intp]) -> "Traits":
        """Return the traits of some rows, which may repeat."""
        return Traits(
            self.numbers[rows],
            self.willingness[rows],
            self.ability[rows],
            self.avoidance[rows],
            self.surplus_fen[rows],
            self.best_band[rows],
            self.best_channel[rows],
            self.reason[rows],
        )


def traits_of(seed: int, keys: Sequence[str]) -> Traits:
    """Return the traits of the borrowers with these keys in the world of a seed.

    Willing people are somewhat more often able (correlation 0.35) and hide less (-0.45).
    """
    numbers = key_numbers(seed, keys)
    willingness = normals(numbers, Question.WILLINGNESS)
    ability = 0.35 * willingness + np.sqrt(1 - 0.35**2) * normals(numbers, Question.ABILITY)
    avoidance = -0.45 * willingness + np.sqrt(1 - 0.45**2) * normals(numbers, Question.AVOIDANCE)
    surplus = _MEDIAN_SURPLUS_YUAN * np.exp(
        0.55 * ability + 0.35 * normals(numbers, Question.SURPLUS)
    )
    channels = np.array(_CHANNELS, dtype=np.int8)
    return Traits(
        numbers=numbers,
        willingness=willingness,
        ability=ability,
        avoidance=avoidance,
        surplus_fen=(surplus * 100).astype(np.int64),
        best_band=_chosen(uniforms(numbers, Question.BEST_BAND), _BAND_SHARES),
        best_channel=channels[_chosen(uniforms(numbers, Question.BEST_CHANNEL), _CHANNEL_SHARES)],
        reason=_chosen(uniforms(numbers, Question.REASON), _REASON_SHARES),
    )


def band_of(minute: NDArray[np.int64]) -> CodeColumn:
    """Return the band of the day of each minute after midnight; before the first is the first."""
    return np.maximum(np.searchsorted(BAND_STARTS, minute, side="right") - 1, 0).astype(np.int8)


def _chosen(chance: Reals, shares: tuple[float, ...]) -> CodeColumn:
    return np.searchsorted(np.cumsum(shares)[:-1], chance, side="right").astype(np.int8)
