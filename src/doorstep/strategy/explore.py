"""Which few choices are drawn by lot, so that effects can be measured for good?

Lots are drawn only among lawful treatments that are worth nearly the same, and cost no capacity:

- between two cases that could just as well trade treatments, a coin decides who gets which, so the
  number of each treatment, and with it every limit, stays exactly as it was;
- a visit near the cut may be withheld from the routes, and the next case takes its place.

Each lot's chance is kept with the choice. Nobody is given a treatment that the law refuses.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.parameters.dated import dated_value
from doorstep.strategy.allocate import choose_again, lawful_worth
from doorstep.strategy.allocation import Allocation, Choices, Flags, Floats, Why
from doorstep.strategy.visits import VisitProposal
from doorstep.terms.codes import Treatment

Rows = NDArray[np.int64]

RATE: Final = 0.05
"""Share of choices that may be drawn by lot; a permanent part of the work, not a campaign."""

TOLERANCE_FEN: Final = 500
"""Two choices are nearly equal when trading them loses no more than this."""

_FILE: Final = ("odds", "lots.yaml")
_KEYS: Final = frozenset({"share_percent", "visits_withheld_percent", "tolerance_fen"})

NEAR_THE_CUT: Final = 0.25
"""A visit is near the cut when its prize lies within this share of the least prize that is
likely to be routed."""


@dataclass(frozen=True, slots=True)
class LotPolicy:
    """How much is drawn by lot.

    Attributes:
        rate: Share of the cases with the rarer of two treatments that may enter a lot, 0 to 1.
        withheld: Chance with which a visit near the cut is withheld, 0 to 1.
        tolerance_fen: Most that one trade may lose.
    """

    rate: float = RATE
    withheld: float = RATE
    tolerance_fen: float = TOLERANCE_FEN


def lots_on(on: date) -> LotPolicy:
    """Return how much is drawn by lot on a day.

    Raises:
        ParameterError: The parameter file is wrong, or names no value for the day.
    """
    value = dated_value(_FILE, _KEYS, on)
    return LotPolicy(
        value["share_percent"] / 100,
        value["visits_withheld_percent"] / 100,
        float(value["tolerance_fen"]),
    )


@dataclass(frozen=True, slots=True)
class _Trade:
    """Cases that may trade treatments, and what that loses.

    Attributes:
        first: Rows that hold one treatment.
        second: Rows that hold the other, one for each.
        loss_fen: What each trade would lose.
    """

    first: Rows
    second: Rows
    loss_fen: Floats


def explore(
    allocation: Allocation,
    values: Floats,
    mask: Flags,
    rng: np.random.Generator,
    rate: float = RATE,
    tolerance_fen: float = TOLERANCE_FEN,
) -> Allocation:
    """Draw lots for a small share of choices; visits are left as they are routed.

    Args:
        allocation: Choices after the routes are settled.
        values: As given to ``allocate``.
        mask: As given to ``allocate``.
        rng: Where chance comes from.
        rate: Share of the cases with the rarer of two treatments that may enter a lot, 0 to 1.
        tolerance_fen: Most that one trade may lose.

    Returns:
        Choices under the same limits. Cases in a lot have the propensity one half, and
        ``Why.DRAWN_BY_LOT`` for the treatment that the coin denied them.

    Raises:
        ValueError: ``rate`` does not lie between 0 and 1.
    """
    if not 0 <= rate <= 1:
        raise ValueError(f"a share lies between 0 and 1; got {rate}")
    worth = lawful_worth(values, mask)
    before = allocation.chosen
    chosen = before.copy()
    free = allocation.propensity == 1.0
    denied = np.full(len(before), -1, dtype=np.int8)
    others = [int(member) for member in Treatment if member is not Treatment.VISIT]
    for one, other in combinations(others, 2):
        trade = _possible_trades(before, worth, one, other, free)
        first, second = _draw(trade, before, (one, other), rate, tolerance_fen, rng)
        heads = rng.random(first.size) < 0.5
        chosen[first[heads]], chosen[second[heads]] = other, one
        for rows in (first, second):
            denied[rows] = one + other - chosen[rows]
            free[rows] = False
    again = choose_again(allocation, worth, chosen)
    in_lot = np.flatnonzero(denied >= 0)
    why, propensity = _keep_marks(allocation, again), allocation.propensity.copy()
    why[in_lot, denied[in_lot]] = Why.DRAWN_BY_LOT
    propensity[in_lot] = 0.5
    return replace(again, why=why, propensity=propensity)


def withhold_visits(
    proposal: VisitProposal, visits: int, rng: np.random.Generator, rate: float = RATE
) -> VisitProposal:
    """Withhold some visits near the cut from the routes, by lot.

    The cut is the prize of the last visit that there is room for. Each case within a quarter of
    it is withheld with the chance ``rate``; comparing withheld with offered cases then measures
    what being offered a visit adds, whatever the routes do.

    Args:
        proposal: Visits proposed, best first.
        visits: How many there is room for.
        rng: Where chance comes from.
        rate: Chance of being withheld, 0 to 1.

    Returns:
        The proposal with ``offered`` and ``propensity`` filled in.

    Raises:
        ValueError: ``rate`` does not lie between 0 and 1.
    """
    if not 0 <= rate <= 1:
        raise ValueError(f"a share lies between 0 and 1; got {rate}")
    if not 0 < visits < proposal.rows.size:
        return proposal
    cut = proposal.prize_fen[visits - 1]
    near = np.abs(proposal.prize_fen - cut) <= NEAR_THE_CUT * cut
    withheld = near & (rng.random(near.size) < rate)
    propensity = np.where(near, np.where(withheld, rate, 1 - rate), 1.0)
    return replace(proposal, offered=~withheld, propensity=propensity)


def _possible_trades(chosen: Choices, worth: Floats, one: int, other: int, free: Flags) -> _Trade:
    """Return matched pairs of cases, cheapest trade first, that could trade lawfully."""
    both = free & np.isfinite(worth[:, one]) & np.isfinite(worth[:, other])
    holds_one = np.flatnonzero(both & (chosen == one))
    holds_other = np.flatnonzero(both & (chosen == other))
    # How much more each case makes of its own treatment than of the other one.
    first_edge = worth[holds_one, one] - worth[holds_one, other]
    second_edge = worth[holds_other, other] - worth[holds_other, one]
    count = min(holds_one.size, holds_other.size)
    first_order = np.argsort(first_edge, kind="stable")[:count]
    second_order = np.argsort(second_edge, kind="stable")[:count]
    return _Trade(
        first=holds_one[first_order].astype(np.int64),
        second=holds_other[second_order].astype(np.int64),
        loss_fen=first_edge[first_order] + second_edge[second_order],
    )


def _draw(
    trade: _Trade,
    chosen: Choices,
    treatments: tuple[int, int],
    rate: float,
    tolerance_fen: float,
    rng: np.random.Generator,
) -> tuple[Rows, Rows]:
    """Return the pairs of cases between which a coin will be thrown."""
    rarer = min(int((chosen == treatment).sum()) for treatment in treatments)
    near = np.flatnonzero(trade.loss_fen <= tolerance_fen)
    quota = int(np.ceil(rate * rarer)) if rate else 0
    if near.size > quota:
        near = np.sort(rng.choice(near, quota, replace=False))
    return trade.first[near], trade.second[near]


def _keep_marks(before: Allocation, after: Allocation) -> Choices:
    """Return the new reasons, keeping what routes and lots had already said about visits."""
    marks = (Why.DOES_NOT_FIT_ROUTES, Why.DRAWN_BY_LOT)
    why = after.why.copy()
    column = before.why[:, Treatment.VISIT]
    kept = np.isin(column, marks)
    why[kept, Treatment.VISIT] = column[kept]
    return why
