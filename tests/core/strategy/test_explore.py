import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.strategy.allocate import allocate
from doorstep.strategy.allocation import Why
from doorstep.strategy.explore import explore, withhold_visits
from doorstep.strategy.visits import settle_visits, visit_candidates
from doorstep.terms.codes import Treatment


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_lots_change_no_count_choose_nothing_refused_and_keep_their_chance(random_portfolio, seed):
    values, mask, resources = random_portfolio(seed, cases=120)
    before = allocate(values, mask, resources)
    after = explore(before, values, mask, np.random.default_rng(seed), 0.5, 5_000)
    rows = np.arange(120)
    assert np.bincount(after.chosen, minlength=7).tolist() == (
        np.bincount(before.chosen, minlength=7).tolist()
    )
    assert (mask[rows, after.chosen] | (after.chosen == 0)).all()
    assert set(after.propensity.tolist()) <= {0.5, 1.0}
    in_lot = after.propensity == 0.5
    assert (after.chosen[~in_lot] == before.chosen[~in_lot]).all()
    assert ((after.why == Why.DRAWN_BY_LOT).sum(axis=1) == in_lot).all()
    assert (after.chosen[before.chosen == 4] == 4).all()


def test_a_trade_never_loses_more_than_it_may(random_portfolio):
    values, mask, resources = random_portfolio(4, cases=2_000)
    before = allocate(values, mask, resources)
    after = explore(before, values, mask, np.random.default_rng(1), 0.05, 300)
    trades = int((after.propensity == 0.5).sum()) // 2
    assert trades > 0
    assert before.value_fen - after.value_fen <= 300 * trades


def test_the_slice_is_small(random_portfolio):
    values, mask, resources = random_portfolio(4, cases=2_000)
    before = allocate(values, mask, resources)
    after = explore(before, values, mask, np.random.default_rng(1))
    assert (after.propensity == 0.5).mean() <= 0.15


def test_a_coin_is_thrown_for_each_pair_of_cases(random_portfolio):
    values, mask, resources = random_portfolio(4, cases=2_000)
    before = allocate(values, mask, resources)
    share = []
    for seed in range(20):
        after = explore(before, values, mask, np.random.default_rng(seed), 0.2, 2_000)
        in_lot = after.propensity == 0.5
        share.append((after.chosen[in_lot] != before.chosen[in_lot]).mean())
    assert np.mean(share) == pytest.approx(0.5, abs=0.04)


def test_without_a_rate_nothing_is_drawn(random_portfolio):
    values, mask, resources = random_portfolio(4, cases=200)
    before = allocate(values, mask, resources)
    after = explore(before, values, mask, np.random.default_rng(1), 0.0)
    assert (after.chosen == before.chosen).all()
    assert (after.propensity == 1).all()


@pytest.mark.parametrize("rate", [-0.1, 1.1])
def test_a_rate_is_a_share(random_portfolio, rate):
    values, mask, resources = random_portfolio(4, cases=50)
    allocation = allocate(values, mask, resources)
    proposal = visit_candidates(values, mask, allocation)
    with pytest.raises(ValueError, match="between 0 and 1"):
        explore(allocation, values, mask, np.random.default_rng(1), rate)
    with pytest.raises(ValueError, match="between 0 and 1"):
        withhold_visits(proposal, 1, np.random.default_rng(1), rate)


def test_only_visits_near_the_cut_may_be_withheld_and_their_chance_is_kept(random_portfolio):
    values, mask, resources = random_portfolio(8, cases=1_000)
    allocation = allocate(values, mask, resources)
    proposal = visit_candidates(values, mask, allocation)
    drawn = withhold_visits(proposal, 40, np.random.default_rng(2), rate=0.3)
    cut = proposal.prize_fen[39]
    near = np.abs(proposal.prize_fen - cut) <= 0.25 * cut
    assert drawn.offered[~near].all()
    assert (~drawn.offered).sum() > 0
    assert (drawn.propensity[~near] == 1).all()
    assert (drawn.propensity[~drawn.offered] == 0.3).all()
    assert (drawn.propensity[near & drawn.offered] == 0.7).all()
    assert drawn.to_route()[0].size == drawn.offered.sum()


def test_where_there_is_room_for_all_nobody_is_withheld(random_portfolio):
    values, mask, resources = random_portfolio(8, cases=100)
    allocation = allocate(values, mask, resources)
    proposal = visit_candidates(values, mask, allocation)
    assert withhold_visits(proposal, 10_000, np.random.default_rng(2)) is proposal


def test_a_withheld_visit_is_not_made_says_why_and_is_not_drawn_again(random_portfolio):
    values, mask, resources = random_portfolio(8, cases=1_000)
    allocation = allocate(values, mask, resources)
    proposal = withhold_visits(
        visit_candidates(values, mask, allocation), 40, np.random.default_rng(2), rate=0.3
    )
    visited = proposal.to_route()[0][:20]
    settled = settle_visits(values, mask, allocation, proposal, visited)
    withheld = proposal.rows[~proposal.offered]
    assert (settled.why[withheld, Treatment.VISIT] == Why.DRAWN_BY_LOT).all()
    assert (settled.propensity[withheld] == 0.3).all()
    with pytest.raises(ValueError, match="not proposed"):
        settle_visits(values, mask, allocation, proposal, withheld[:1])
    explored = explore(settled, values, mask, np.random.default_rng(3), 0.5, 5_000)
    assert (explored.propensity[withheld] == 0.3).all()
    assert (explored.why[withheld, Treatment.VISIT] == Why.DRAWN_BY_LOT).all()
