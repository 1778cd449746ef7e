"""Which treatment does each case get, when there is not enough of everything?

Prices first, then whole choices: every case takes what is worth most to it after prices; where
that still uses too much, those who lose least step back; what is left goes to those who gain most.
The law is a mask: what it refuses is worth minus infinity before any price is looked at.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from doorstep.strategy.allocation import Allocation, Choices, Flags, Floats, describe
from doorstep.strategy.capacity import Resources
from doorstep.strategy.prices import Priced, best_at, find_prices

FILL_ROUNDS: Final = 12
ROOM: Final = 1e-9


def allocate(values: Floats, mask: Flags, resources: Resources, seed: int = 0) -> Allocation:
    """Choose one treatment per case so that the whole is worth most and no limit is passed.

    Args:
        values: Worth of each treatment over doing nothing, fen, shape ``(n, k)``; column 0
            ("none") must be 0.
        mask: Whether the law allows it, shape ``(n, k)``; "none" is allowed whatever it says.
        resources: What each treatment uses, and how much there is.
        seed: Seed for the sample that prices of large portfolios start from; the same inputs and
            seed give the same choices.

    Returns:
        Choices with reasons, prices and a certified gap.

    Raises:
        ValueError: Shapes do not match, a value is not a number, or "none" is not worth 0.
    """
    _refuse(values, mask, resources)
    worth = lawful_worth(values, mask)
    priced = find_prices(worth, resources, np.random.default_rng(seed))
    price_of = resources.use @ priced.prices_fen
    chosen, _ = best_at(worth, price_of)
    chosen = _step_back(chosen, worth, price_of, resources)
    chosen = _fill(chosen, worth, resources)
    return _finish(chosen, worth, resources, priced, seed)


def choose_again(allocation: Allocation, worth: Floats, chosen: Choices) -> Allocation:
    """Return an allocation with other choices and everything that follows from them."""
    runner_up, margin, why = describe(chosen, worth, allocation.price_of())
    return replace(
        allocation,
        chosen=chosen,
        runner_up=runner_up,
        margin_fen=margin,
        why=why,
        value_fen=float(worth[np.arange(len(chosen)), chosen].sum()),
    )


def lawful_worth(values: Floats, mask: Flags) -> Floats:
    """Return values with minus infinity where the law refuses; "none" is worth 0 everywhere."""
    worth = np.where(mask, values, -np.inf).astype(np.float64)
    worth[:, 0] = 0.0
    return np.asfortranarray(worth)


def _refuse(values: Floats, mask: Flags, resources: Resources) -> None:
    if values.ndim != 2 or values.shape != mask.shape:
        raise ValueError(f"values {values.shape} and mask {mask.shape} must be one table")
    if values.shape[1] != len(resources.use):
        raise ValueError(f"{values.shape[1]} treatments, but use of {len(resources.use)}")
    if not np.isfinite(values[mask]).all():
        raise ValueError("a lawful treatment has no value; every one needs a number")
    if values[:, 0].any():
        raise ValueError("doing nothing must be worth 0; values are over doing nothing")


def _finish(
    chosen: Choices, worth: Floats, resources: Resources, priced: Priced, seed: int
) -> Allocation:
    runner_up, margin, why = describe(chosen, worth, resources.use @ priced.prices_fen)
    return Allocation(
        chosen=chosen,
        runner_up=runner_up,
        margin_fen=margin,
        why=why,
        propensity=np.ones(len(chosen)),
        prices_fen=priced.prices_fen,
        resources=resources,
        value_fen=float(worth[np.arange(len(chosen)), chosen].sum()),
        bound_fen=priced.bound_fen,
        seed=seed,
    )


def _step_back(chosen: Choices, worth: Floats, price_of: Floats, resources: Resources) -> Choices:
    """Return choices that pass no limit: whoever loses least by it takes something else.

    What they take instead uses nothing that is full, so each round leaves fewer limits passed;
    "none" uses nothing, so it ends.
    """
    chosen = chosen.copy()
    full = np.zeros(len(resources.limits), dtype=bool)
    while True:
        over = resources.used_by(chosen) - resources.capacity
        full |= over > ROOM
        passed = np.flatnonzero(over > ROOM)
        if not passed.size:
            return chosen
        limit = int(passed[np.argmax(over[passed] / np.maximum(resources.capacity[passed], 1.0))])
        closed = (resources.use[:, full] > 0).any(axis=1)
        users = np.flatnonzero(resources.use[chosen, limit] > 0)
        open_price = np.where(closed, np.inf, price_of)
        instead, then = best_at(worth[users], open_price)
        now = worth[users, chosen[users]] - price_of[chosen[users]]
        uses = resources.use[chosen[users], limit]
        order = np.argsort((now - then) / uses, kind="stable")
        leaving = int(np.searchsorted(np.cumsum(uses[order]), over[limit] - ROOM)) + 1
        chosen[users[order[:leaving]]] = instead[order[:leaving]]


def _fill(chosen: Choices, worth: Floats, resources: Resources) -> Choices:
    """Give what is left over to those who gain most; never takes from anybody."""
    chosen = chosen.copy()
    rows = np.arange(len(chosen))
    for _ in range(FILL_ROUNDS):
        changed = False
        for treatment in range(1, worth.shape[1]):
            gain = worth[:, treatment] - worth[rows, chosen]
            room = _room(chosen, treatment, resources)
            takers = np.flatnonzero(gain > ROOM)
            if not takers.size or not room:
                continue
            order = np.argsort(-gain[takers], kind="stable")[: min(room, takers.size)]
            chosen[takers[order]] = treatment
            changed = True
        if not changed:
            break
    return chosen


def _room(chosen: Choices, treatment: int, resources: Resources) -> int:
    """Return how many more of a treatment fit into what is left, counted without what is freed."""
    use = resources.use[treatment]
    left = resources.capacity - resources.used_by(chosen)
    if not (use > 0).any():
        return len(chosen)
    return max(0, int(np.floor((left[use > 0] / use[use > 0]).min() + ROOM)))
