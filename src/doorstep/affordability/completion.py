"""How likely is it that an arrangement is kept to its end?

A chance of one promise being kept is learned elsewhere; here it is carried over a row of dues.
Dues of one household are not independent: who kept the last one keeps the next one more often.
So each household is given its own chance, spread around the learned one as a beta distribution
whose width is the correlation between two dues of one household. The chance that all dues are
kept is then a product in which each factor is the chance of the next after those before it:
``(a + i) / (a + b + i)`` with ``a = chance * c``, ``b = (1 - chance) * c`` and
``c = (1 - correlation) / correlation``. A due that may be skipped moves to the end, so that an
arrangement of ``n`` dues and ``s`` skips is completed when ``n`` are kept before more than ``s``
are missed.

What it does not know: how heavy an instalment is. That is learned apart (``weight``), and only
where plans that are over show it; no offer is ever sorted by these chances.
"""

from dataclasses import dataclass
from math import comb
from typing import Final

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms
from doorstep.terms.refusal import Refusal

FEWEST: Final = 30
"""Outcomes behind a chance below which nothing is said."""
CORRELATION_PRIOR: Final = 0.2
"""House assumption until our own promises speak."""
PRIOR_PAIRS: Final = 100.0
"""Weight of that assumption, counted in pairs of promises of one case."""
MOST_CORRELATION: Final = 0.9


@dataclass(frozen=True, slots=True)
class KeptChance:
    """The chance that one promise of a household is kept.

    Attributes:
        value: 0 to 1.
        low: Lower end of its 90 % interval.
        high: Upper end.
        support: Past outcomes behind it.
    """

    value: float
    low: float
    high: float
    support: int

    def __post_init__(self) -> None:
        """Refuse what is no chance.

        Raises:
            ValueError: The three are not in order between 0 and 1.
        """
        if not 0 <= self.low <= self.value <= self.high <= 1:
            raise ValueError(f"{self.low} ≤ {self.value} ≤ {self.high} is no chance with its ends")


@dataclass(frozen=True, slots=True)
class Completion:
    """The chance of an arrangement.

    Attributes:
        value: That it is kept to its end.
        low: Lower end of the interval of the chance of one due, carried over.
        high: Upper end.
        support: Past outcomes behind it.
        holds: The chance that it has not broken after each due, in order; never rises.
    """

    value: float
    low: float
    high: float
    support: int
    holds: tuple[float, ...]


def completion(
    terms: ArrangementTerms, chance: KeptChance, correlation: float
) -> Completion | Refusal:
    """Return how likely an arrangement is kept, or why nothing can be said about it.

    The interval is that of one due carried over; that the correlation may be off is not in it.

    Args:
        terms: What would be agreed.
        chance: That one due of this household is kept.
        correlation: Between two dues of one household, at least 0 and below 1.

    Raises:
        ValueError: The correlation is not in that range.
    """
    if not 0 <= correlation < 1:
        raise ValueError(f"a correlation of dues is at least 0 and below 1; got {correlation}")
    if terms.kind == ArrangementKind.PAUSE or not terms.instalments:
        return Refusal("nothing-due", "Nothing is due in a pause, so there is nothing to keep.")
    if chance.support < FEWEST:
        return Refusal(
            "not-enough-evidence",
            f"Only {chance.support} promises of the past stand behind it; {FEWEST} are needed.",
        )
    dues, skips = len(terms.instalments), terms.may_skip
    value, low, high = (
        completed(dues, skips, each, correlation)
        for each in (chance.value, chance.low, chance.high)
    )
    holds = tuple(held(due, skips, chance.value, correlation) for due in range(1, dues + 1))
    return Completion(value, low, high, chance.support, holds)


def completed(dues: int, skips: int, chance: float, correlation: float) -> float:
    """Return the chance that all dues are kept before more than the skips are missed."""
    return sum(
        comb(dues - 1 + missed, missed) * _row(dues, missed, chance, correlation)
        for missed in range(skips + 1)
    )


def held(dues: int, skips: int, chance: float, correlation: float) -> float:
    """Return the chance that no more than the skips were missed among the first dues."""
    return sum(
        comb(dues, missed) * _row(dues - missed, missed, chance, correlation)
        for missed in range(min(skips, dues) + 1)
    )


@dataclass(frozen=True, slots=True)
class Pairs:
    """How promises of one case went together.

    Attributes:
        settled: Promises of which it is known whether they were kept.
        kept: How many of them were kept.
        pairs: Pairs of settled promises of one case.
        both: Pairs of which both were kept.
    """

    settled: int
    kept: int
    pairs: int
    both: int

    def __post_init__(self) -> None:
        """Refuse counts that cannot be.

        Raises:
            ValueError: More were kept than there were.
        """
        if not (0 <= self.kept <= self.settled and 0 <= self.both <= self.pairs):
            raise ValueError(f"{self} holds more kept promises than promises")


def correlation_of(seen: Pairs) -> float:
    """Return how far promises of one case move together, drawn to the house assumption when few.

    Of all pairs of promises of one case, both were kept as often as ``p² + correlation · p(1-p)``
    says. Pairs speak, so a case with one promise says nothing here.
    """
    if not 0 < seen.kept < seen.settled:
        return CORRELATION_PRIOR
    rate = seen.kept / seen.settled
    found = (seen.both - seen.pairs * rate * rate) / (rate * (1 - rate))
    drawn = (found + PRIOR_PAIRS * CORRELATION_PRIOR) / (seen.pairs + PRIOR_PAIRS)
    return min(max(drawn, 0.0), MOST_CORRELATION)


def _row(kept: int, missed: int, chance: float, correlation: float) -> float:
    """Return the chance of one given order of kept and missed dues."""
    if correlation == 0:
        return chance**kept * (1 - chance) ** missed
    weight = (1 - correlation) / correlation
    found = 1.0
    for place in range(kept):
        found *= (chance * weight + place) / (weight + place)
    for place in range(missed):
        found *= ((1 - chance) * weight + place) / (weight + kept + place)
    return found
