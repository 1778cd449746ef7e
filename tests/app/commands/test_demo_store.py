"""The demonstration is whole whenever somebody looks at it, in the night too."""

from datetime import timedelta

import pytest
from tests.app.portfolio import DAY

from doorstep_desk.commands.demo_store import make_demo
from doorstep_desk.declarations.queries import answers_in_force
from doorstep_desk.plumbing import clock
from doorstep_desk.workdays.actions.run_day import day_begins

pytestmark = pytest.mark.django_db


def test_before_the_day_has_begun_the_practice_is_stated_already():
    night = day_begins(DAY) - timedelta(hours=2)
    with clock.fixed(night):
        runner = make_demo(on=DAY, at=day_begins(DAY), accounts=20)
    assert answers_in_force(runner.agency_id, DAY, night)
