"""Do the stored models give the numbers of a stored day again?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.app.demonstration import DAY, Demonstration, quiet

from doorstep_desk.commands.outcomes import answer_day
from doorstep_desk.decisions.models import Decision
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.workdays.actions.run_day import run_day
from doorstep_desk.workdays.replay import replay


def some_case(demo: Demonstration) -> int:
    return Decision.objects.order_by("-value_fen").first().case_id


def test_what_was_never_decided_is_not_replayed(demo):
    with pytest.raises(Refused, match="Nothing was decided"):
        replay(demo.runner, some_case(demo), date(2020, 1, 1))


def test_a_decision_gives_the_same_numbers_from_the_same_facts(demo):
    found = replay(demo.runner, some_case(demo))
    assert found.is_same
    assert found.has_same_facts
    assert found.again["paid"]["basis"] == "learned"


@pytest.mark.parametrize(("changed", "same"), [({}, True), ({"p": 0.5}, False)])
def test_a_day_before_a_number_was_kept_is_replayed_by_those_that_were(demo, changed, same):
    found = replay(demo.runner, some_case(demo))
    old = {name: {key: n for key, n in chance.items() if key not in ("as_no", "as_yes")} | changed
           for name, chance in found.stored.items()}  # fmt: skip
    assert replace(found, stored=old).is_same is same


def test_a_day_whose_chances_had_moved_is_replayed_with_its_moves(demo):
    answer_day(actor=demo.runner, on=DAY)
    run_day(actor=demo.runner, on=DAY + timedelta(days=1), watch=quiet())
    case = some_case(demo)
    for on in (DAY, DAY + timedelta(days=1)):
        assert replay(demo.runner, case, on).is_same
