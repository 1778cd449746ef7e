"""Do plans and answers keep to the times at which a borrower wishes to be contacted?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with

from doorstep.terms.codes import Channel, Verdict
from doorstep.terms.local_time import beijing_instant, instant_number
from doorstep_desk.cases.queries import case_of
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.decisions.facts import day_facts
from doorstep_desk.decisions.may_i import may_i
from doorstep_desk.decisions.one_case import case_row
from doorstep_desk.decisions.requests import CONTACTS, contact_requests
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.permits.actions import any_time_again, wish_times
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.queries import actor_named

EVERY_DAY = 0b1111111
DAWN, TEN = beijing_instant(DAY, 6), beijing_instant(DAY, 10)
AFTERNOON = WishedTime(EVERY_DAY, 14, 18)
ANOTHER_DAY = WishedTime(EVERY_DAY & ~(1 << DAY.weekday()), 8, 22)


@pytest.fixture
def case_id(demo):
    return case_with(demo.agency_id, DAY, treatment="call")


def wished(case_id, wish, at=DAWN):
    lead = actor_named("lead")
    with acting_as(lead):
        wish_times(actor=lead, case_id=case_id, wish=wish, form="call", at=at)


def asked(case_id, channel, at):
    lead = actor_named("lead")
    with acting_as(lead):
        return may_i(case_asked(case_of(lead, case_id), DAY, TEN), channel, at)


@pytest.mark.parametrize(
    ("wish", "hour", "refused"),
    [
        (AFTERNOON, 10, True),
        (AFTERNOON, 13, True),
        (AFTERNOON, 14, False),
        (AFTERNOON, 18, True),
        (ANOTHER_DAY, 14, True),
    ],
)
def test_may_i_call_follows_the_wish(case_id, wish, hour, refused):
    wished(case_id, wish)
    answer = asked(case_id, Channel.CALL, beijing_instant(DAY, hour))
    assert answer.verdict is (Verdict.DENY if refused else Verdict.ALLOW)
    assert "HP-WISH" in answer.because


def test_the_next_call_is_at_the_first_wished_hour(case_id):
    before = asked(case_id, Channel.CALL, TEN)
    assert before.verdict is Verdict.ALLOW
    wished(case_id, AFTERNOON)
    after = asked(case_id, Channel.CALL, TEN)
    assert after.next_allowed_at == beijing_instant(DAY, 14)


def test_the_plan_of_the_day_judges_a_contact_at_the_first_wished_hour(demo, case_id):
    wished(case_id, AFTERNOON)
    day = day_facts(demo.agency_id, DAY, DAWN, {})
    row = next(each for each in day.cases if each.case_id == case_id)
    others = [each.wish for each in day.cases if each.case_id != case_id]
    assert row.wish == AFTERNOON
    assert set(others) == {None}
    lead = actor_named("lead")
    with acting_as(lead):
        alone = case_row(case_asked(case_of(lead, case_id), DAY, TEN))
        workers = case_asked(case_of(lead, case_id), DAY, TEN).workers
    assert alone.wish == AFTERNOON
    requests = contact_requests([row], DAY, instant_number(DAWN), workers)
    assert set(requests.contact.at) == {instant_number(beijing_instant(DAY, 14))}
    assert len(requests) == len(CONTACTS)


def test_a_wish_counts_from_when_it_was_said_until_it_was_taken_back(demo, case_id):
    wished(case_id, AFTERNOON, TEN)
    lead = actor_named("lead")
    with acting_as(lead):
        any_time_again(actor=lead, case_id=case_id, at=TEN + timedelta(hours=1))
    for hours, wish in ((-1, None), (0, AFTERNOON), (1, None)):
        as_of = TEN + timedelta(hours=hours)
        day = day_facts(demo.agency_id, DAY, as_of, {})
        assert next(row.wish for row in day.cases if row.case_id == case_id) == wish
