"""Is what a borrower said about times noted on their case by those who work on it?"""

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, signed_in, text_of, verbs_of

from doorstep_desk.cases.facts import time_wishes_of
from doorstep_desk.cases.models import Case

EVENING = {"day": ["0", "2"], "from": "18", "to": "20", "heard": "call"}


@pytest.fixture
def case_id(demo):
    return case_with(demo.agency_id, DAY, treatment="call")


def wishes(case_id):
    return time_wishes_of(Case.objects.get(pk=case_id).borrower_id)


@pytest.mark.parametrize("who", ["analyst", "admin"])
def test_who_works_on_no_case_notes_nothing(case_id, who):
    assert signed_in(who).post(f"/cases/{case_id}/times", EVENING).status_code == 403
    assert wishes(case_id) == ()


@pytest.mark.parametrize(
    "changed", [{"day": []}, {"to": "18"}, {"from": "x"}, {"heard": "rumour"}]
)
def test_times_that_cannot_be_are_said_beside_the_open_form(case_id, changed):
    answer = signed_in("lead").post(f"/cases/{case_id}/times", {**EVENING, **changed})
    assert answer.status_code == 400
    assert "times-err" in text_of(answer)
    assert wishes(case_id) == ()


def test_what_was_said_is_noted_shown_and_taken_back(case_id):
    lead = signed_in("lead")
    answer = lead.post(f"/cases/{case_id}/times", EVENING)
    assert answer["Location"] == f"/cases/{case_id}#times"
    assert "Mon, Wed, 18:00–20:00" in text_of(lead.get(f"/cases/{case_id}"))
    (row,) = wishes(case_id)
    assert (row.form, row.noted_by, row.withdrawn_at) == ("call", "lead", None)
    assert "borrower.times_wished" in verbs_of(f"case:{case_id}")
    lead.post(f"/cases/{case_id}/times", {"any": "1"})
    assert wishes(case_id)[0].withdrawn_by == "lead"
    assert "Mon, Wed" not in text_of(lead.get(f"/cases/{case_id}"))
