import numpy as np
import pytest

from doorstep.planning.day_plan import plan_day, prepare_day
from doorstep.planning.recheck import recheck
from doorstep.routing.check import Breach


@pytest.fixture(scope="module")
def planned(build_morning):
    morning = build_morning([(10, 0), (20, 0)])
    problem = prepare_day(morning.candidates, morning.pairs, morning.windows, morning.travel)
    day = plan_day(
        morning.candidates, morning.pairs, morning.windows, morning.travel, 1, iterations=20
    )
    return problem, day.plan


def test_a_lawful_plan_may_be_published(planned):
    problem, plan = planned
    assert recheck(problem, plan, lambda cases, starts, ends: starts >= 540) == ()


def test_the_law_is_asked_about_the_very_minutes_of_each_visit(planned):
    problem, plan = planned
    asked = []

    def may_visit(cases, starts, ends):
        asked.extend(zip(cases.tolist(), starts.tolist(), ends.tolist(), strict=True))
        return np.ones(cases.shape, dtype=bool)

    recheck(problem, plan, may_visit)
    assert asked == [
        (stop.case_id, stop.starts_minute, stop.leaves_minute) for stop in plan.routes[0].stops
    ]


def test_a_visit_that_the_law_refuses_now_forbids_the_plan(planned):
    problem, plan = planned
    found = recheck(problem, plan, lambda cases, starts, ends: cases != 101)
    assert [(violation.breach, violation.case_id) for violation in found] == [
        (Breach.REFUSED_BY_LAW, 101)
    ]


def test_an_answer_about_other_visits_is_an_error(planned):
    problem, plan = planned
    with pytest.raises(ValueError, match="asked about 2 visits"):
        recheck(problem, plan, lambda cases, starts, ends: np.ones(1, dtype=bool))
