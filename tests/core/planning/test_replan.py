import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.planning.day_plan import plan_day, prepare_day
from doorstep.planning.replan import drop_pair, withdraw_stop
from doorstep.routing.check import check_plan
from doorstep.routing.explain import WhyNot
from doorstep.routing.plan import Method
from doorstep.routing.solve import finish


def problem_of(morning):
    return prepare_day(morning.candidates, morning.pairs, morning.windows, morning.travel)


def stops_of(plan, pair_id):
    route = next(route for route in plan.routes if route.pair_id == pair_id)
    return [(stop.case_id, stop.starts_minute) for stop in route.stops]


@pytest.fixture(scope="module")
def two_pairs(build_morning, build_shift):
    """Pair 甲 goes east (100, 101), pair 乙 goes west (102, 103); each leaves at 9:00."""
    problem = problem_of(
        build_morning(
            [(10, 0), (20, 0), (-10, 0), (-20, 0)], pairs=[build_shift(0), build_shift(1)]
        )
    )
    return problem, finish(problem, [[0, 1], [2, 3]], Method.SEARCH)


def test_an_unknown_pair_and_an_unknown_case_are_refused(two_pairs):
    problem, plan = two_pairs
    with pytest.raises(ValueError, match="pair 9 is not"):
        drop_pair(problem, plan, 9, 500)
    for stranger in (99, 104):
        with pytest.raises(ValueError, match="has no visit"):
            withdraw_stop(problem, plan, stranger, 500)


def test_a_visit_that_has_begun_cannot_be_withdrawn(two_pairs):
    problem, plan = two_pairs
    assert plan.routes[0].stops[0].starts_minute == 550
    with pytest.raises(ValueError, match="already begun"):
        withdraw_stop(problem, plan, 100, 550)


def test_a_withdrawn_visit_leaves_everything_else_where_it_was(two_pairs):
    problem, plan = two_pairs
    again = withdraw_stop(problem, plan, 100, 500)
    # Case 101 was told 9:40, so it stays at 9:40 although 9:20 would be possible now.
    assert stops_of(again.plan, 1) == [(101, 580)]
    assert again.plan.routes[1] == plan.routes[1]
    assert again.plan.unvisited == (100,)
    assert (again.moved, again.shifted, again.unplaced) == ((), (), ())
    assert again.plan.method is Method.REPAIRED
    assert check_plan(problem, again.plan) == ()


def test_the_drive_saved_by_a_withdrawn_visit_is_reported(two_pairs):
    problem, plan = two_pairs
    again = withdraw_stop(problem, plan, 101, 500)
    assert (again.extra_metres, again.extra_minutes) == (-20_000, -20)


def test_a_visit_being_driven_to_may_still_be_withdrawn(two_pairs):
    problem, plan = two_pairs
    again = withdraw_stop(problem, plan, 101, 575)
    assert stops_of(again.plan, 1) == [(100, 550)]


def test_when_a_pair_drops_out_before_leaving_the_other_takes_what_it_can(two_pairs):
    problem, plan = two_pairs
    again = drop_pair(problem, plan, 1, 500)
    assert stops_of(again.plan, 1) == []
    assert sorted(case for case, _ in stops_of(again.plan, 2)) == [100, 101, 102, 103]
    assert sorted(move.case_id for move in again.moved) == [100, 101]
    assert {(move.from_pair_id, move.to_pair_id) for move in again.moved} == {(1, 2)}
    assert again.unplaced == ()
    assert check_plan(problem, again.plan) == ()


@pytest.mark.parametrize("now", [550, 560])  # the minute it begins, and in the middle
def test_begun_visits_stay_with_the_pair_that_drops_out(two_pairs, now):
    problem, plan = two_pairs
    again = drop_pair(problem, plan, 1, now)
    assert stops_of(again.plan, 1) == [(100, 550)]
    assert [move.case_id for move in again.moved] == [101]
    assert check_plan(problem, again.plan) == ()


@pytest.mark.parametrize("prizes", [(6000, 9000), (9000, 6000)])
def test_the_most_valuable_visit_takes_the_last_place(build_morning, build_shift, prizes):
    problem = problem_of(
        build_morning(
            [(10, 0), (20, 0), (-10, 0)],
            [*prizes, 9000],
            pairs=[build_shift(0), build_shift(1, most=2)],
        )
    )
    plan = finish(problem, [[0, 1], [2]], Method.SEARCH)
    again = drop_pair(problem, plan, 1, 500)
    assert [gone.value_fen for gone in again.unplaced] == [6000]
    assert [gone.why for gone in again.unplaced] == [WhyNot.NO_VISIT_LEFT]


def test_the_visit_it_was_driving_to_goes_to_another_pair(two_pairs):
    problem, plan = two_pairs
    again = drop_pair(problem, plan, 1, 575)
    assert stops_of(again.plan, 1) == [(100, 550)]
    assert [move.case_id for move in again.moved] == [101]


def test_what_other_pairs_have_begun_or_are_driving_to_is_not_touched(two_pairs):
    problem, plan = two_pairs
    again = drop_pair(problem, plan, 1, 575)
    assert stops_of(again.plan, 2)[:2] == stops_of(plan, 2)
    moved = again.moved[0]
    # 乙 is free at 10:00 at (-20, 0) and needs 40 minutes to (20, 0).
    assert (moved.started_minute, moved.starts_minute) == (580, 640)
    # Its way home was 20 minutes; now it drives 40 there and 20 home, and 甲 saves 20.
    assert again.extra_minutes == 20


def test_visits_after_an_inserted_one_begin_later_and_that_is_reported(build_morning, build_shift):
    problem = problem_of(
        build_morning([(10, 0), (30, 0), (20, 0)], pairs=[build_shift(0), build_shift(1)])
    )
    plan = finish(problem, [[0, 1], [2]], Method.SEARCH)
    again = drop_pair(problem, plan, 2, 500)
    assert [case for case, _ in stops_of(again.plan, 1)] == [100, 102, 101]
    assert [(late.case_id, late.later_minutes) for late in again.shifted] == [(101, 20)]
    assert check_plan(problem, again.plan) == ()


@pytest.fixture
def last_hope(build_morning, build_shift):
    """Return what keeps 甲's only visit out when 甲 drops out at 8:20."""

    def why(other, now=500, prize=9000, window=(0, 540, 1000, 1200), language=""):
        problem = problem_of(
            build_morning(
                [(60, 0), (-10, 0)],
                [prize, 9000],
                pairs=[build_shift(0, languages=("zh", "ko")), other],
                windows=[window, (1, 540, 1000, 1200)],
                languages=[language, ""],
            )
        )
        plan = finish(problem, [[0], [1]], Method.SEARCH)
        return drop_pair(problem, plan, 1, now)

    return why


def test_a_window_that_nobody_else_can_hold_is_counted_as_broken(last_hope, build_shift):
    again = last_hope(build_shift(1, starts=620), window=(0, 600, 610, 630))
    assert [(gone.case_id, gone.why) for gone in again.unplaced] == [(100, WhyNot.NO_TIME_LEFT)]
    assert again.broken_windows == 1
    assert again.plan.unvisited == (100,)


@pytest.mark.parametrize(
    ("other", "case", "why"),
    [
        ({"most": 1}, {}, WhyNot.NO_VISIT_LEFT),
        ({}, {"language": "ko"}, WhyNot.NO_PAIR_SPEAKS),
        ({}, {"prize": 9_600}, WhyNot.WORTH_LESS_THAN_DETOUR),  # 120 km at 80 fen
        ({}, {"prize": 9_601}, None),
    ],
)
def test_the_limit_that_keeps_a_visit_out_is_named(last_hope, build_shift, other, case, why):
    again = last_hope(build_shift(1, **other), **case)
    assert [gone.why for gone in again.unplaced] == ([why] if why else [])
    assert again.broken_windows == 0


def test_a_pair_that_dropped_out_earlier_gets_nothing(two_pairs):
    problem, plan = two_pairs
    first = drop_pair(problem, plan, 1, 500)
    second = drop_pair(problem, first.plan, 2, 510, absent=frozenset({1}))
    assert {gone.why for gone in second.unplaced} == {WhyNot.NO_PAIR_ON_SHIFT}
    assert second.plan.visits == 0


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 1_000),
    now=st.integers(480, 1_100),
    gone=st.integers(0, 2),
    withdraws=st.booleans(),
)
def test_a_repaired_day_breaks_nothing_and_touches_nothing_begun(
    random_morning, seed, now, gone, withdraws
):
    morning = random_morning(seed, stops=14, pairs=3)
    problem = problem_of(morning)
    plan = plan_day(
        morning.candidates, morning.pairs, morning.windows, morning.travel, seed, iterations=20
    ).plan
    open_cases = [s.case_id for r in plan.routes for s in r.stops if s.starts_minute > now]
    if withdraws and open_cases:
        again = withdraw_stop(problem, plan, open_cases[0], now)
        assert again.plan.pair_of(open_cases[0]) is None
    else:
        again = drop_pair(problem, plan, gone + 1, now)
    assert check_plan(problem, again.plan) == ()
    for before, after in zip(plan.routes, again.plan.routes, strict=True):
        begun = [stop for stop in before.stops if stop.starts_minute <= now]
        assert list(after.stops[: len(begun)]) == begun
        started = {stop.case_id: stop.starts_minute for stop in before.stops}
        assert all(stop.starts_minute >= started.get(stop.case_id, now) for stop in after.stops)
    assert again.plan.visits + len(again.unplaced) + bool(withdraws and open_cases) == plan.visits
