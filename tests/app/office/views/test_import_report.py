"""What does the report of a file say, and what can be taken along?"""

import csv
import io
import json

import pytest
from tests.app.doors import signed_in, text_of
from tests.app.office.views.test_imports import BAD, GOOD, HEADER, sent
from tests.app.portfolio import NOON

from doorstep_desk.intake.queries import imported_files
from doorstep_desk.plumbing import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def file_id(cast) -> int:
    with clock.fixed(NOON):
        sent(signed_in("lead"), HEADER + GOOD + BAD)
    return imported_files(cast.agency_id)[0].pk


@pytest.mark.parametrize("part", ["", "/rows.csv", "/report.json"])
def test_another_agency_finds_no_such_file(file_id, part):
    answer = signed_in("rival").get(f"/imports/{file_id}{part}")
    assert answer.status_code == 404


@pytest.mark.parametrize("part", ["", "/rows.csv", "/report.json"])
def test_an_agent_reads_no_report(file_id, part):
    assert signed_in("agent").get(f"/imports/{file_id}{part}").status_code == 403


def test_the_rows_to_be_corrected_go_back_to_the_sender(file_id):
    answer = signed_in("lead").get(f"/imports/{file_id}/rows.csv")
    header, *lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert header == ["Sheet", "Row", "Column", "Problem", "Remedy"]
    assert {line[1] for line in lines} == {"3"}


def test_the_report_as_json_has_every_entry(file_id):
    report = json.loads(signed_in("lead").get(f"/imports/{file_id}/report.json").content)
    assert report["rows"] == {"total": 2, "accepted": 1, "rejected": 1}


def test_one_reason_can_be_looked_at_alone(file_id):
    client = signed_in("lead")
    page = client.get(f"/imports/{file_id}").context["page"]
    rule = page.by_rule[0].rule
    narrowed = client.get(f"/imports/{file_id}", {"rule": rule}).context["page"]
    assert {finding.rule for finding in narrowed.findings} == {rule}
    assert narrowed.by_rule[0].is_chosen


def test_chinese_readers_are_told_in_chinese(file_id):
    page = text_of(signed_in("lead", "zh").get(f"/imports/{file_id}"))
    assert "金额" in page
