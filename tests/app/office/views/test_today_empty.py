"""What does the board say when there is nothing to show?"""

import pytest
from tests.app.doors import signed_in, text_of
from tests.app.portfolio import NOON, place

from doorstep_desk.plumbing import clock

pytestmark = pytest.mark.django_db


def test_a_day_that_nobody_has_run_says_so(cast):
    place(cast, 1)
    with clock.fixed(NOON):
        assert "This day has not been run yet" in text_of(signed_in("lead").get("/"))


def test_an_empty_store_says_what_comes_first(cast):
    assert "Import the creditor" in text_of(signed_in("lead").get("/"))
