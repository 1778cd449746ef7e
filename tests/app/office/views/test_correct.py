"""How is a wrong record put right?"""

import uuid

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, nothing_written, signed_in, text_of, verbs_of


@pytest.fixture
def case_id(demo) -> int:
    return case_with(demo.agency_id, DAY, treatment="visit")


def first_record(client, case_id):
    page = client.get(f"/cases/{case_id}").context["page"]
    calls = (line for line in page.history.lines if line.text.startswith("Phone call"))
    return next(line.record_id for line in calls if line.record_id)


def sent(client, case_id, **changed):
    wanted = {"record": "", "disposition": "no_answer", "because": "misheard"} | changed
    return client.post(f"/cases/{case_id}/correct", wanted)


def test_an_agent_corrects_nothing(demo, case_id):
    with nothing_written(f"case:{case_id}"):
        assert sent(signed_in("agent1"), case_id).status_code == 403


@pytest.mark.parametrize(
    "record",
    [
        "",  # none
        "not-an-identifier",  # no identifier
        str(uuid.UUID(int=7)),  # of nothing
    ],
)
def test_a_record_that_does_not_exist_cannot_be_corrected(demo, case_id, record):
    with nothing_written(f"case:{case_id}"):
        assert sent(signed_in("lead"), case_id, record=record).status_code in (400, 409)


def test_a_correction_without_its_reason_comes_back_open(demo, case_id):
    client = signed_in("lead")
    answer = sent(client, case_id, record=first_record(client, case_id), because="")
    assert answer.status_code == 400
    assert "Say why the record was wrong" in text_of(answer)
    assert answer.context["page"].correcting is not None


def test_the_old_entry_stays_struck_through_and_the_new_one_counts(demo, case_id):
    client = signed_in("lead")
    record = first_record(client, case_id)
    assert client.get(f"/cases/{case_id}", {"correct": record}).context["page"].correcting
    assert sent(client, case_id, record=record).status_code == 302
    history = client.get(f"/cases/{case_id}").context["page"].history.lines
    assert [line.is_corrected for line in history if line.record_id == record] == [True]
    assert [line.note for line in history if line.corrects] == ["misheard"]
    assert verbs_of(f"case:{case_id}")[0] == "attempt.corrected"


def test_an_entry_is_corrected_once(demo, case_id):
    client = signed_in("lead")
    record = first_record(client, case_id)
    sent(client, case_id, record=record)
    with nothing_written(f"case:{case_id}"):
        answer = sent(client, case_id, record=record)
    assert answer.status_code == 409
    assert "corrected already" in text_of(answer)


def test_a_record_of_another_case_is_not_corrected_from_here(demo, case_id):
    client = signed_in("lead")
    other = case_with(demo.agency_id, DAY, treatment="sms")
    with nothing_written(f"case:{other}"):
        assert sent(client, case_id, record=first_record(client, other)).status_code == 409


def test_an_outcome_of_another_channel_does_not_fit(demo, case_id):
    client = signed_in("lead")
    answer = sent(client, case_id, record=first_record(client, case_id), disposition="posted")
    assert answer.status_code == 400
