"""What is expected back, and when is nothing said?"""

from tests.app.demonstration import DAY

from doorstep_desk.decisions.outlook.effects import effects_known
from doorstep_desk.decisions.outlook.recovery import recovery_of


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
    for effect in effects_known(demo.agency_id, DAY):
        assert (effect.answer, effect.value) == ("too_few", None)
