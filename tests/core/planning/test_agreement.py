"""From values to routes and back: strategy proposes, planning routes, strategy settles."""

from dataclasses import dataclass

import numpy as np
import pytest

from doorstep.facts.pairs import PairShift
from doorstep.facts.places import Coordinates
from doorstep.planning.day_plan import DayPlan, VisitCandidates, plan_day, prepare_day
from doorstep.planning.recheck import recheck
from doorstep.planning.windows import LawfulStarts
from doorstep.routing.travel import StraightLine
from doorstep.strategy.allocate import allocate
from doorstep.strategy.allocation import Allocation, Why
from doorstep.strategy.capacity import DayCapacity, day_resources
from doorstep.strategy.explain import explain_case
from doorstep.strategy.explore import explore, withhold_visits
from doorstep.strategy.treatment import house_costs
from doorstep.strategy.value import ValueFacts, value_treatments
from doorstep.strategy.visits import VisitProposal, settle_visits, visit_candidates
from doorstep.terms.codes import Treatment

CASES = 600


@dataclass(frozen=True, slots=True)
class WholeDay:
    values: np.ndarray
    mask: np.ndarray
    proposal: VisitProposal
    day: DayPlan
    settled: Allocation
    final: Allocation


def facts(rng):
    return ValueFacts(
        owed_fen=np.rint(rng.lognormal(13, 1, CASES)).astype(np.int64),
        affordable_fen=np.full(CASES, -1),
        sms_delivered=np.full(CASES, 0.9),
        email_read=np.full(CASES, 0.4),
        call_answered=rng.beta(2, 5, CASES),
        visit_met=rng.beta(3, 3, CASES),
        paid_anyway=rng.beta(2, 7, CASES),
        in_hardship=rng.beta(1, 6, CASES),
    )


@pytest.fixture(scope="module")
def whole_day() -> WholeDay:
    rng = np.random.default_rng(20261125)
    costs = house_costs()
    values = value_treatments(facts(rng), costs).value_fen
    mask = rng.random(values.shape) < 0.6
    pairs = tuple(
        PairShift(
            n + 1, "甲乙"[n], 540, 1080, Coordinates(42.9, 129.5), 8, frozenset({"zh", "ko"})
        )
        for n in range(2)
    )
    resources = day_resources(costs, DayCapacity(16, 1080, 480, 60, 60, 4, 2))
    first = allocate(values, mask, resources, seed=1)
    proposal = withhold_visits(visit_candidates(values, mask, first), 16, rng)
    rows, prizes = proposal.to_route()
    candidates = VisitCandidates(
        case_id=rows,
        value_fen=prizes,
        latitude=rng.normal(42.9, 0.1, rows.size),
        longitude=rng.normal(129.5, 0.1, rows.size),
        stay_minutes=np.full(rows.size, 20, dtype=np.int32),
        language=("",) * rows.size,
    )
    minutes = [np.full(rows.size, m, dtype=np.int32) for m in (540, 1170, 1200)]
    windows = LawfulStarts(np.arange(rows.size), *minutes)
    day = plan_day(candidates, pairs, windows, StraightLine(), seed=1, iterations=300)
    problem = prepare_day(candidates, pairs, windows, StraightLine())
    lawful = recheck(problem, day.plan, lambda cases, starts, ends: mask[cases, Treatment.VISIT])
    assert lawful == ()
    settled = settle_visits(values, mask, first, proposal, day.visited_cases())
    return WholeDay(
        values, mask, proposal, day, settled, explore(settled, values, mask, rng, 0.2, 2_000)
    )


def test_the_day_is_full_and_holds(whole_day):
    assert whole_day.day.visits > 10
    assert whole_day.day.violations == ()


def test_visits_in_the_choice_are_the_visits_in_the_routes(whole_day):
    chosen = np.flatnonzero(whole_day.final.chosen == Treatment.VISIT)
    assert chosen.tolist() == sorted(whole_day.day.visited_cases().tolist())


def test_every_case_has_one_lawful_treatment_and_no_limit_is_passed(whole_day):
    final = whole_day.final
    assert np.bincount(final.chosen, minlength=7).sum() == CASES
    rows = np.arange(CASES)
    assert (whole_day.mask[rows, final.chosen] | (final.chosen == 0)).all()
    assert (final.used() <= final.resources.capacity + 1e-6).all()


def test_a_case_that_did_not_fit_has_its_best_other_treatment(whole_day):
    settled, day = whole_day.settled, whole_day.day
    price = settled.price_of()
    left_out = [reason.case_id for reason in day.unplanned]
    assert left_out
    for row in left_out:
        others = [
            whole_day.values[row, k] - price[k]
            for k in range(7)
            if k != Treatment.VISIT and (whole_day.mask[row, k] or k == 0)
        ]
        mine = settled.chosen[row]
        assert settled.why[row, Treatment.VISIT] == Why.DOES_NOT_FIT_ROUTES
        assert (
            whole_day.values[row, mine] - price[mine] >= max(others) - 1e-6
            or (settled.why[row] == Why.LIMIT_REACHED).any()
        )


def test_every_case_can_be_explained_in_both_languages(whole_day):
    rows = range(0, CASES, 7)
    told = [explain_case(row, whole_day.final, whole_day.values) for row in rows]
    assert len(told) > 10
    assert all(each.headline.zh and each.headline.en for each in told)
    assert {len(each.by_treatment) for each in told} == {len(Treatment)}


def test_a_withheld_visit_is_recorded_with_its_chance(whole_day):
    withheld = whole_day.proposal.rows[~whole_day.proposal.offered]
    final = whole_day.final
    assert (final.why[withheld, Treatment.VISIT] == Why.DRAWN_BY_LOT).all()
    assert (final.propensity[withheld] < 1).all()
