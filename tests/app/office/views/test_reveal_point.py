"""Who sees a number or an address in full, and what stays of it?"""

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, nothing_written, pair_out, signed_in, text_of, verbs_of

from doorstep_desk.cases.queries import case_of, points_of


@pytest.fixture
def case_id(demo) -> int:
    return case_with(demo.agency_id, DAY, treatment="visit")


@pytest.fixture
def point(demo, case_id):
    return points_of(case_of(demo.actor("lead"), case_id).borrower_id)[0]


def asked(client, case_id, point_id, purpose="call"):
    return client.post(f"/cases/{case_id}/points/{point_id}", {"purpose": purpose})


@pytest.mark.parametrize("username", ["analyst", "admin"])
def test_who_does_not_contact_borrowers_sees_no_number(demo, case_id, point, username):
    with nothing_written(f"case:{case_id}"):
        assert asked(signed_in(username), case_id, point.pk).status_code == 403


def test_a_link_shows_nothing(demo, case_id, point):
    assert signed_in("lead").get(f"/cases/{case_id}/points/{point.pk}").status_code == 405


def test_an_agent_of_another_pair_sees_nothing(demo):
    out = pair_out()
    foreign = out.stops[0].case_id
    point = points_of(case_of(demo.actor("lead"), foreign).borrower_id)[0]
    with nothing_written(f"case:{foreign}"):
        answer = asked(signed_in(out.elsewhere), foreign, point.pk)
    assert point.value not in text_of(answer)


def test_without_a_purpose_nothing_is_shown(demo, case_id, point):
    with nothing_written(f"case:{case_id}"):
        answer = asked(signed_in("lead"), case_id, point.pk, purpose="curiosity")
    assert answer.status_code == 409
    assert point.value not in text_of(answer)


def test_a_point_of_another_borrower_is_not_on_this_case(demo, case_id):
    other = case_with(demo.agency_id, DAY, treatment="sms")
    point = points_of(case_of(demo.actor("lead"), other).borrower_id)[0]
    assert asked(signed_in("lead"), case_id, point.pk).status_code == 409


def test_the_value_is_shown_once_and_the_log_remembers_who_looked(demo, case_id, point):
    client = signed_in("lead")
    answer = asked(client, case_id, point.pk)
    assert point.value in text_of(answer)
    assert answer["Cache-Control"] == "no-store"
    assert verbs_of(f"case:{case_id}")[0] == "contact_point.revealed"
    assert point.value not in text_of(client.get(f"/cases/{case_id}"))
