"""Does a list that looks at its cases once say what one says that counts them one by one?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import pair_out

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.attempts.lists import reached_in_all
from doorstep_desk.decisions.lists import CaseWish, found_cases, looked_through
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.tables.plans import plans_kept

SINCE = beijing_instant(DAY - timedelta(days=30), 0)
WISHES = {
    "all": CaseWish(),
    "part of a number": CaseWish(text="1"),
    "capitals": CaseWish(text="l"),
    "a Chinese name": CaseWish(text="金"),
    "a whole phone": CaseWish(text="15400000000"),
    "marks that mean something to a database": CaseWish(text="%_'\"{}\\"),
    "a bucket": CaseWish(bucket="M2"),
    "visits": CaseWish(treatment="visit"),
    "paused": CaseWish(state="paused"),
    "closed": CaseWish(state="closed"),
    "left out": CaseWish(without=frozenset({1, 2, 3})),
    "nobody": CaseWish(creditor_id=-1),
}
ORDERS = [("-owed", "id"), ("owed", "id"), ("-days", "id"), ("number", "id"), ("-number", "id")]


@pytest.mark.parametrize("wish", WISHES.values(), ids=WISHES)
@pytest.mark.parametrize("order", ORDERS, ids=[order[0] for order in ORDERS])
def test_one_look_says_what_counting_one_by_one_says(demo, wish, order):
    lead = demo.actor("lead")
    with acting_as(lead), plans_kept():
        rows = found_cases(lead, wish, DAY)
        seen = looked_through(rows, order, 5, SINCE)
        listed = list(rows.order_by(*order))
        assert seen.count == len(listed)
        assert seen.owed_fen == sum(row.owed for row in listed)
        assert list(seen.first) == [row.pk for row in listed[:5]]
        assert seen.reached_count == reached_in_all(rows.values("borrower_id"), SINCE)


def test_an_agent_is_told_of_nothing_but_the_cases_of_the_day(demo):
    out = pair_out()
    agent = demo.actor(out.agent)
    with acting_as(agent):
        rows = found_cases(agent, CaseWish(), DAY)
        seen = looked_through(rows, ORDERS[0], 50, SINCE)
        assert seen.reached_count == reached_in_all(rows.values("borrower_id"), SINCE)
    assert set(seen.first) == {stop.case_id for stop in out.stops}
    assert seen.count == len(out.stops)
