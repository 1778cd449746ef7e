from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.affordability.lifecycle import (
    ENDED,
    STOPS_COLLECTION,
    ArrangementState,
    Standing,
    Step,
    move,
)

S = ArrangementState
FINE = Standing(maker="li", checker="wang", is_paid=True, days_since_agreed=9, cooling_off_days=3)


def after(state, step, standing=FINE):
    found = move(state, step, standing)
    return found if isinstance(found, ArrangementState) else found.code


WAY = [
    (S.PROPOSED, Step.SUBMIT, S.WAITING),
    (S.PROPOSED, Step.AGREE, S.AGREED),
    (S.PROPOSED, Step.WITHDRAW, S.WITHDRAWN),
    (S.WAITING, Step.APPROVE, S.APPROVED),
    (S.WAITING, Step.REFUSE, S.REFUSED),
    (S.WAITING, Step.WITHDRAW, S.WITHDRAWN),
    (S.APPROVED, Step.AGREE, S.AGREED),
    (S.APPROVED, Step.WITHDRAW, S.WITHDRAWN),
    (S.AGREED, Step.COOLING_OFF_OVER, S.IN_FORCE),
    (S.AGREED, Step.CONTEST, S.CONTESTED),
    (S.AGREED, Step.WITHDRAW, S.WITHDRAWN),
    (S.AGREED, Step.COMPLETE, S.COMPLETED),
    (S.IN_FORCE, Step.CONTEST, S.CONTESTED),
    (S.IN_FORCE, Step.COMPLETE, S.COMPLETED),
    (S.IN_FORCE, Step.BREAK, S.BROKEN),
    (S.IN_FORCE, Step.RESHAPE, S.RESHAPED),
    (S.CONTESTED, Step.UPHOLD, S.IN_FORCE),
    (S.CONTESTED, Step.WITHDRAW, S.WITHDRAWN),
    (S.COMPLETED, Step.REOPEN, S.IN_FORCE),
]


@pytest.mark.parametrize(("state", "step", "expected"), WAY)
def test_an_arrangement_goes_its_way(state, step, expected):
    assert after(state, step) == expected


def test_every_other_step_is_not_possible():
    ways = {(state, step) for state, step, _ in WAY}
    others = set(product(S, Step)) - ways
    assert {after(*each) for each in others} == {"step-not-possible"}
    assert len(others) == len(S) * len(Step) - 19


@pytest.mark.parametrize("state", sorted(ENDED))
def test_nothing_happens_to_an_arrangement_that_has_ended(state):
    steps = set(Step) - ({Step.REOPEN} if state == S.COMPLETED else set())
    assert {after(state, step) for step in steps} == {"step-not-possible"}


def test_only_a_completed_one_is_taken_up_again():
    assert [state for state in S if after(state, Step.REOPEN) == S.IN_FORCE] == [S.COMPLETED]


REFUSED = [
    (S.WAITING, Step.APPROVE, {"checker": "li"}, "maker-is-checker"),
    (S.WAITING, Step.APPROVE, {"checker": ""}, "maker-is-checker"),
    (S.WAITING, Step.REFUSE, {"checker": "li"}, "maker-is-checker"),
    (S.CONTESTED, Step.UPHOLD, {"checker": "li"}, "maker-is-checker"),
    (S.WAITING, Step.APPROVE, {"is_same_content": False}, "content-changed"),
    (S.APPROVED, Step.AGREE, {"is_same_content": False}, "content-changed"),
    (S.PROPOSED, Step.AGREE, {"needs_approval": True}, "approval-missing"),
    (S.AGREED, Step.COOLING_OFF_OVER, {"days_since_agreed": 2}, "cooling-off"),
    (S.IN_FORCE, Step.COMPLETE, {"is_paid": False}, "not-paid"),
    (S.AGREED, Step.COMPLETE, {"is_paid": False}, "not-paid"),
    (S.WAITING, Step.REFUSE, {"is_same_content": False}, "content-changed"),
    (S.CONTESTED, Step.UPHOLD, {"is_same_content": False}, "content-changed"),
]


@pytest.mark.parametrize(("state", "step", "changed", "code"), REFUSED)
def test_a_step_that_lacks_its_ground_is_refused(state, step, changed, code):
    ground = {name: getattr(FINE, name) for name in FINE.__slots__} | changed

    assert after(state, step, Standing(**ground)) == code


ALLOWED = [
    (S.PROPOSED, Step.AGREE, {"needs_approval": False}, S.AGREED),  # nothing is let off
    (S.APPROVED, Step.AGREE, {"needs_approval": True}, S.AGREED),  # a second person said yes
    (S.APPROVED, Step.AGREE, {"maker": "li", "checker": "li"}, S.AGREED),  # who proposed may sign
    (S.IN_FORCE, Step.BREAK, {"is_paid": False, "is_same_content": False}, S.BROKEN),
    (S.AGREED, Step.CONTEST, {"days_since_agreed": 0, "is_paid": False}, S.CONTESTED),
    (S.WAITING, Step.WITHDRAW, {"checker": "li"}, S.WITHDRAWN),
]


@pytest.mark.parametrize(("state", "step", "changed", "expected"), ALLOWED)
def test_a_step_asks_only_for_its_own_ground(state, step, changed, expected):
    ground = {name: getattr(FINE, name) for name in FINE.__slots__} | changed

    assert after(state, step, Standing(**ground)) == expected


def test_a_standing_of_which_nothing_is_said_has_nobody_and_nothing_paid():
    assert Standing() == Standing(False, "", "", True, False, 0, 0)


def test_cooling_off_is_over_on_its_last_day():
    assert after(S.AGREED, Step.COOLING_OFF_OVER, Standing("", days_since_agreed=3)) == S.IN_FORCE


def test_collection_stops_from_the_agreement_on_and_while_it_is_contested():
    assert STOPS_COLLECTION == {S.AGREED, S.IN_FORCE, S.CONTESTED}


steps = st.lists(
    st.tuples(
        st.sampled_from(Step),
        st.builds(
            Standing,
            needs_approval=st.just(True),
            maker=st.just("li"),
            checker=st.sampled_from(["li", "wang", ""]),
            is_paid=st.booleans(),
            days_since_agreed=st.integers(0, 5),
            cooling_off_days=st.just(3),
        ),
    ),
    max_size=12,
)


@given(steps)
def test_no_way_leads_to_an_agreement_that_lets_off_without_a_second_person(history):
    state, said_yes, ways = S.PROPOSED, False, []
    for step, standing in history:
        found = move(state, step, standing)
        if isinstance(found, ArrangementState):
            said_yes = said_yes or (step == Step.APPROVE and standing.checker == "wang")
            state = found
        ways.append((state in STOPS_COLLECTION, said_yes))
    assert (True, False) not in ways


def test_every_pair_of_state_and_step_has_an_answer():
    answers = [after(state, step) for state, step in product(ArrangementState, Step)]
    assert len(answers) == len(ArrangementState) * len(Step) > 0
    assert all(answers)
