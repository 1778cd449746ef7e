"""What is expected back, and when is nothing said?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY

from doorstep_desk.decisions.models import Decision
from doorstep_desk.decisions.outlook.effects import effects_known, lots_of
from doorstep_desk.decisions.outlook.recovery import recovery_of
from doorstep_desk.decisions.queries import latest_assessment


def test_nothing_is_said_before_a_day_was_judged(demo):
    assert recovery_of(demo.agency_id + 1_000) is None


def test_what_is_expected_grows_with_the_days_and_lies_in_its_interval(demo):
    found = recovery_of(demo.agency_id)
    assert found.payments > 100
    assert [each.by_day for each in found.days] == [7, 14, 30, 60]
    expected = [each.expected_fen for each in found.days]
    assert expected == sorted(expected)
    for each in found.days:
        assert 0 < each.low_fen <= each.expected_fen <= each.high_fen < found.owed_fen
    assert found == recovery_of(demo.agency_id)


def test_no_effect_is_claimed_before_any_window_is_over(demo):
    said = {(effect.answer, effect.value) for effect in effects_known(demo.agency_id, DAY)}
    assert said == {("too_few", None)}


@pytest.mark.parametrize(
    ("chosen", "runner_up", "propensity", "marked", "sides"),
    [
        ("visit", "sms", 0.95, "", ("visit", "sms")),  # left to the routes, and routed
        ("none", "call", 0.95, "", ("visit", "none")),  # left to the routes, without room
        ("sms", "none", 0.05, "visit", ("sms", "visit")),  # withheld
        ("call", "none", 0.5, "none", ("call", "none")),  # a coin between two
    ],
)
def test_a_visit_left_to_the_routes_and_one_withheld_are_the_two_sides_of_a_lot(
    demo, chosen, runner_up, propensity, marked, sides
):
    day = latest_assessment(demo.agency_id, DAY)
    row = Decision.objects.filter(assessment=day).first()
    day.pk, day.version = None, day.version + 1
    day.save()
    row.pk, row.assessment, row.treatment, row.runner_up = None, day, chosen, runner_up
    row.propensity = propensity
    row.candidates = {
        name: each | {"why": "drawn_by_lot" if name == marked else "less_than_chosen"}
        for name, each in row.candidates.items()
    }
    row.save()
    drawn = {lot.case_id: lot for lot in lots_of(demo.agency_id, DAY + timedelta(days=20))}
    lot = drawn[row.case_id]
    assert (lot.given, lot.denied, lot.propensity) == (*sides, propensity)


def test_a_lot_carries_what_was_known_of_its_case_when_it_was_drawn(demo):
    drawn = lots_of(demo.agency_id, DAY + timedelta(days=20))
    assert drawn
    for lot in drawn:
        late, log_owed, *chances = lot.known
        assert late > 0
        assert log_owed > 0
        assert len(chances) == 3
        assert all(0 < each < 1 for each in chances)
        assert 0 < lot.propensity < 1
