import numpy as np
import pytest

from doorstep.strategy.allocate import allocate
from doorstep.strategy.allocation import Why
from doorstep.strategy.capacity import Limit, Resources
from doorstep.strategy.explore import withhold_visits
from doorstep.strategy.visits import keep_appointments, settle_visits, visit_candidates
from doorstep.terms.codes import Treatment


@pytest.fixture(scope="module")
def portfolio(random_portfolio):
    values, mask, resources = random_portfolio(8, cases=300)
    return values, mask, allocate(values, mask, resources)


def test_candidates_are_lawful_and_worth_more_than_anything_else_after_prices(portfolio):
    values, mask, allocation = portfolio
    proposal = visit_candidates(values, mask, allocation)
    price = allocation.price_of()
    assert len(proposal.rows) == len(proposal.prize_fen) > 0
    for row, prize in zip(proposal.rows, proposal.prize_fen, strict=True):
        others = [
            values[row, k] - price[k] for k in range(7) if k != 4 and (mask[row, k] or not k)
        ]
        assert mask[row, Treatment.VISIT]
        assert prize == round(values[row, Treatment.VISIT] - max(others)) > 0


def test_candidates_come_best_first_and_not_more_than_six_for_each_visit(portfolio):
    values, mask, allocation = portfolio
    proposal = visit_candidates(values, mask, allocation)
    visits = allocation.resources.capacity[Limit.VISITS]
    assert proposal.rows.size <= 6 * visits
    assert (np.diff(proposal.prize_fen) <= 0).all()
    assert visit_candidates(values, mask, allocation, most=3).rows.size == 3


def test_every_case_chosen_for_a_visit_is_among_the_candidates(portfolio):
    values, mask, allocation = portfolio
    proposal = visit_candidates(values, mask, allocation)
    chosen = np.flatnonzero(allocation.chosen == Treatment.VISIT)
    assert np.isin(chosen, proposal.rows).all()


def test_after_routing_the_visits_are_those_of_the_routes_and_no_limit_is_passed(portfolio):
    values, mask, allocation = portfolio
    proposal = visit_candidates(values, mask, allocation)
    visited = proposal.rows[[0, 2, 5]]
    settled = settle_visits(values, mask, allocation, proposal, visited)
    assert sorted(np.flatnonzero(settled.chosen == Treatment.VISIT)) == sorted(visited)
    assert (settled.used() <= settled.resources.capacity + 1e-6).all()
    rows = np.arange(len(values))
    assert (mask[rows, settled.chosen] | (settled.chosen == 0)).all()
    assert settled.value_fen == pytest.approx(values[rows, settled.chosen].sum())
    assert settled.value_fen <= settled.bound_fen + 1e-6


def test_a_candidate_that_fits_no_route_says_so_and_gets_something_else(portfolio):
    values, mask, allocation = portfolio
    proposal = visit_candidates(values, mask, allocation)
    settled = settle_visits(values, mask, allocation, proposal, proposal.rows[1:2])
    assert settled.why[proposal.rows[0], Treatment.VISIT] == Why.DOES_NOT_FIT_ROUTES
    assert settled.chosen[proposal.rows[0]] != Treatment.VISIT


def test_what_visits_use_is_not_there_for_anything_else():
    # One visit and one call would each take the only hour of the pair.
    use = np.zeros((7, 2))
    use[Treatment.VISIT] = [1, 60]
    use[Treatment.CALL] = [0, 60]
    resources = Resources((Limit.VISITS, Limit.PAIR_MINUTES), use, np.array([1.0, 60.0]))
    values = np.zeros((2, 7))
    values[:, Treatment.VISIT], values[:, Treatment.CALL] = [900, 0], [0, 800]
    mask = np.ones((2, 7), dtype=bool)
    first = allocate(values, mask, resources)
    proposal = visit_candidates(values, mask, first)
    settled = settle_visits(values, mask, first, proposal, proposal.rows[:1])
    assert settled.chosen.tolist() == [Treatment.VISIT, Treatment.NONE]


def test_routes_may_hold_only_what_was_proposed(portfolio):
    values, mask, allocation = portfolio
    proposal = visit_candidates(values, mask, allocation, most=2)
    stranger = np.setdiff1d(np.arange(300), proposal.rows)[:1]
    with pytest.raises(ValueError, match="not proposed"):
        settle_visits(values, mask, allocation, proposal, stranger)


def test_routes_may_hold_no_more_visits_than_there_are(portfolio):
    values, mask, allocation = portfolio
    proposal = visit_candidates(values, mask, allocation)
    too_many = proposal.rows[: int(allocation.resources.capacity[Limit.VISITS]) + 1]
    with pytest.raises(ValueError, match="more than the limit"):
        settle_visits(values, mask, allocation, proposal, too_many)


def test_no_lot_withholds_a_booked_visit_and_one_of_no_worth_is_routed_as_well(portfolio):
    values, mask, allocation = portfolio
    full = visit_candidates(values, mask, allocation)
    drawn = withhold_visits(full, 3, np.random.default_rng(1), rate=1.0)
    withheld = drawn.rows[~drawn.offered]
    outside = np.flatnonzero(mask[:, Treatment.VISIT] & ~np.isin(np.arange(len(mask)), full.rows))
    booked = np.array([withheld[0], outside[0]])
    kept = keep_appointments(drawn, booked)
    rows, prizes = kept.to_route()
    assert np.isin(booked, rows).all()
    assert prizes[rows == outside[0]].tolist() == [0]
    assert (kept.propensity[np.isin(kept.rows, booked)] == 1.0).all()
    assert np.array_equal(drawn.rows, full.rows)
    settled = settle_visits(values, mask, allocation, kept, booked)
    assert (settled.chosen[booked] == Treatment.VISIT).all()


def test_without_appointments_the_proposal_stays_as_it_was(portfolio):
    values, mask, allocation = portfolio
    proposal = visit_candidates(values, mask, allocation)
    kept = keep_appointments(proposal, np.array([], dtype=np.int64))
    assert np.array_equal(kept.rows, proposal.rows)
    assert np.array_equal(kept.prize_fen, proposal.prize_fen)
    assert kept.offered.all()
