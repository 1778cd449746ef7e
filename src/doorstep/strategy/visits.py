"""How do the choice of treatments and the routes of the day come to agree?

Strategy knows what a visit is worth; only the routes know what it takes. So strategy proposes
more visits than there can be, each with a prize: its worth beyond the best other treatment after
prices. Planning routes them. Then everything else is chosen again, with the routed visits settled,
so that a case that did not fit gets its best other treatment and no limit is passed.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.strategy.allocate import allocate, lawful_worth
from doorstep.strategy.allocation import Allocation, Choices, Flags, Floats, Why, describe
from doorstep.strategy.capacity import Limit
from doorstep.terms.codes import Treatment

Rows = NDArray[np.int64]

CANDIDATES_PER_VISIT: Final = 6
"""Visits proposed per visit that the pairs can make; routing narrows them down by place."""


@dataclass(frozen=True, slots=True)
class VisitProposal:
    """Cases that are worth routing, ``m`` of them, best first.

    Attributes:
        rows: Rows of the portfolio, shape ``(m,)``.
        prize_fen: Worth of the visit beyond the best other treatment, shape ``(m,)``, above 0;
            0 for a booked visit that is worth less.
        offered: Whether the case goes to the routes; False where a lot withheld it.
        propensity: Chance with which that lot fell as it did; 1 where none was drawn.
    """

    rows: Rows
    prize_fen: NDArray[np.int64]
    offered: Flags
    propensity: Floats

    def to_route(self) -> tuple[Rows, NDArray[np.int64]]:
        """Return rows and prizes of the cases that go to the routes."""
        return self.rows[self.offered], self.prize_fen[self.offered]


def visit_candidates(
    values: Floats, mask: Flags, allocation: Allocation, most: int | None = None
) -> VisitProposal:
    """Return the lawful visits worth more than anything else that could be done instead.

    Args:
        values: As given to ``allocate``.
        mask: As given to ``allocate``.
        allocation: Its answer, whose prices value the alternatives.
        most: Longest proposal; by default six times the visits that there can be.

    Returns:
        The best by prize; ties go to the earlier row.
    """
    worth = lawful_worth(values, mask)
    instead = worth - allocation.price_of()
    instead[:, Treatment.VISIT] = -np.inf
    prize = worth[:, Treatment.VISIT] - instead.max(axis=1)
    prize = np.where(np.isfinite(prize), np.rint(prize), 0).astype(np.int64)
    if most is None:
        visits = allocation.resources.capacity[allocation.resources.limits.index(Limit.VISITS)]
        most = CANDIDATES_PER_VISIT * int(visits)
    rows = np.flatnonzero(prize > 0)
    rows = rows[np.argsort(-prize[rows], kind="stable")][:most]
    return VisitProposal(
        rows=rows.astype(np.int64),
        prize_fen=prize[rows],
        offered=np.ones(rows.size, dtype=bool),
        propensity=np.ones(rows.size),
    )


def keep_appointments(proposal: VisitProposal, booked: Rows) -> VisitProposal:
    """Return the proposal with every booked visit in it, none of them withheld by a lot.

    A visit that the borrower booked is routed although something else would be worth more.

    Args:
        proposal: What was proposed for its worth.
        booked: Rows with an appointment that day, lawful ones only.
    """
    known = np.isin(proposal.rows, booked)
    added = booked[~np.isin(booked, proposal.rows)]
    return VisitProposal(
        rows=np.concatenate([proposal.rows, added]),
        prize_fen=np.concatenate([proposal.prize_fen, np.zeros(added.size, dtype=np.int64)]),
        offered=np.concatenate([proposal.offered | known, np.ones(added.size, dtype=bool)]),
        propensity=np.concatenate(
            [np.where(known, 1.0, proposal.propensity), np.ones(added.size)]
        ),
    )


def settle_visits(
    values: Floats,
    mask: Flags,
    allocation: Allocation,
    proposal: VisitProposal,
    visited: Rows,
) -> Allocation:
    """Return the final choice: the routed visits, and the best of the rest for everybody else.

    Args:
        values: As given to ``allocate``.
        mask: As given to ``allocate``.
        allocation: The first answer, before the routes were known.
        proposal: What was proposed.
        visited: Rows that the routes visit.

    Returns:
        An allocation under the same limits; its bound holds for the visits as routed.

    Raises:
        ValueError: A visit was not proposed or was withheld, or there are more than the limit.
    """
    settled = np.zeros(len(values), dtype=bool)
    settled[visited] = True
    if not np.isin(visited, proposal.rows[proposal.offered]).all():
        raise ValueError("the routes hold a visit that was not proposed to them")
    worth = lawful_worth(values, mask)
    resources = allocation.resources
    of_visits = resources.use[Treatment.VISIT] * settled.sum()
    if (
        of_visits[resources.limits.index(Limit.VISITS)]
        > resources.capacity[resources.limits.index(Limit.VISITS)]
    ):
        raise ValueError(f"{settled.sum()} visits are more than the limit allows")
    others = ~settled
    without_visits = mask[others].copy()
    without_visits[:, Treatment.VISIT] = False
    rest = allocate(values[others], without_visits, resources.less(of_visits), allocation.seed)
    chosen: Choices = np.full(len(values), Treatment.VISIT, dtype=np.int8)
    chosen[others] = rest.chosen
    prices = _both_prices(allocation, rest)
    runner_up, margin, why = describe(chosen, worth, resources.use @ prices)
    of_settled = float(worth[settled, Treatment.VISIT].sum())
    answer = replace(
        allocation,
        chosen=chosen,
        runner_up=runner_up,
        margin_fen=margin,
        why=why,
        prices_fen=prices,
        value_fen=rest.value_fen + of_settled,
        bound_fen=rest.bound_fen + of_settled,
    )
    return _mark_proposed(answer, proposal, settled)


def _both_prices(before: Allocation, after: Allocation) -> Floats:
    """Return the new prices, with those of visits as they were before the routes settled them."""
    prices = after.prices_fen.copy()
    for limit in (Limit.VISITS, Limit.PAIR_MINUTES):
        column = before.resources.limits.index(limit)
        prices[column] = before.prices_fen[column]
    return prices


def _mark_proposed(allocation: Allocation, proposal: VisitProposal, settled: Flags) -> Allocation:
    """Return the allocation with the reasons and lots of the visits that were proposed."""
    why, propensity = allocation.why.copy(), allocation.propensity.copy()
    left_out = proposal.rows[proposal.offered & ~settled[proposal.rows]]
    why[left_out, Treatment.VISIT] = Why.DOES_NOT_FIT_ROUTES
    why[proposal.rows[~proposal.offered], Treatment.VISIT] = Why.DRAWN_BY_LOT
    propensity[proposal.rows] = proposal.propensity
    return replace(allocation, why=why, propensity=propensity)
