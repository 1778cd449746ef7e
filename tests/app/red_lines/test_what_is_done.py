"""Does work stop when an agency or a lender says that it does what nobody may do?

Nothing in the desk can do these things. An agency that states that it does them gets no leave for
a call or a visit, and its day has no stop.
"""

import pytest
from tests.app.demonstration import DAY, quiet
from tests.app.doors import case_with
from tests.app.red_lines.trying import against_a_visit, leave_to_call, state

from doorstep_desk.dayplans.queries import latest_run, planned_stops
from doorstep_desk.permits.models import Permit
from doorstep_desk.workdays.actions.run_day import run_day

STATED = [
    ("agency", "has_threat_or_insult", "yes", "CN-CONT-03"),  # RL-02 scripts as deterrence
    ("agency", "has_invented_consequence", "yes", "CN-CONT-02"),  # RL-02
    ("agency", "poses_as_other", "yes", "CN-CONT-01"),  # RL-08
    ("agency", "names_institution", "no", "CN-CHAN-03"),  # RL-08 nobody says who is calling
    ("agency", "urges_new_borrowing", "yes", "CN-CONT-04"),  # RL-11
    ("lender", "is_lawful", "no", "RL-12"),
]
ON_THE_PHONE = [
    ("agency", "uses_private_device", "yes", "CN-CHAN-01"),  # RL-07 numbers nobody can call back
    ("agency", "has_registered_number", "no", "CN-CHAN-02"),  # RL-07
]
AT_THE_DOOR = [
    ("dress", "police_like", "CN-VISIT-06"),  # RL-08
    ("has_id_documents", "no", "CN-VISIT-02"),  # RL-08 visitors who cannot show who they are
    ("is_inside", "yes", "CN-VISIT-03"),  # RL-09 entering
    ("matches_faces", "yes", "CN-PI-03"),  # RL-09 faces
]


@pytest.mark.parametrize(("about", "key", "answer", "rule"), [*STATED, *ON_THE_PHONE])
def test_who_states_that_a_line_is_crossed_gets_leave_for_no_call(demo, about, key, answer, rule):
    state(demo, about, key, answer)
    leave = leave_to_call(demo)
    assert leave.until is None
    assert rule in leave.answer.because
    assert not Permit.objects.filter(channel="call").exists()


@pytest.mark.parametrize(
    ("about", "key", "answer", "rule"), [*STATED, *(("agency", *each) for each in AT_THE_DOOR)]
)
def test_who_states_that_a_line_is_crossed_visits_nobody(demo, about, key, answer, rule):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    assert against_a_visit(case_id) == set()
    state(demo, about, key, answer)
    assert rule in against_a_visit(case_id)


def test_a_lender_of_unlawful_debts_empties_the_day_and_takes_back_its_leave(demo):
    assert len(planned_stops(latest_run(demo.agency_id, DAY))) > 0
    state(demo, "lender", "is_lawful", "no")
    done = run_day(actor=demo.runner, on=DAY, watch=quiet())
    assert done["changed"] is True
    assert planned_stops(latest_run(demo.agency_id, DAY)) == []
    assert not Permit.objects.filter(channel="visit", cancelled_at=None).exists()
