"""Which decisions of a stored day would the law of another day change?"""

from datetime import date

import pytest
from tests.app.demonstration import DAY, demo, demo_clone, demo_database

from doorstep.cli.failure import CommandFailed
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.commands.law_diff_day import law_diff_day, stored_day_under
from doorstep_desk.decisions.queries import latest_assessment
from doorstep_desk.plumbing.scope import acting_as

__all__ = ["demo", "demo_clone", "demo_database"]
BEFORE_ALL_LAW = date(1990, 1, 1)


def under(agency_id, old, new, on=None):
    runner = day_runner(agency_id)
    with acting_as(runner):
        return stored_day_under(runner, old, new, on)


@pytest.mark.parametrize(("old", "new"), [("soon", "2026-11-25"), ("2026-11-25", "later")])
def test_what_is_no_day_is_named_before_anything_is_opened(tmp_path, old, new):
    with pytest.raises(CommandFailed, match="is no day"):
        law_diff_day(old, new, data_dir=tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_day_that_was_never_run_is_named(demo):
    with pytest.raises(CommandFailed, match="2020-01-01"):
        under(demo.agency_id, DAY, DAY, date(2020, 1, 1))


def test_every_case_of_the_day_is_compared_and_the_same_law_changes_nothing(demo):
    same = under(demo.agency_id, DAY, DAY)
    other = under(demo.agency_id, BEFORE_ALL_LAW, DAY, DAY)
    assert same.on == other.on == DAY
    assert same.flips == ()
    assert other.compared == same.compared > 0
    assert other.left_out == 0
    assert latest_assessment(demo.agency_id, DAY).on == DAY
    assert all(flip.old is not flip.new for _, _, flip in other.flips)
