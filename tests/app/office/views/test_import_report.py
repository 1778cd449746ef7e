"""What does the report of a file say, and what can be taken along?"""

import csv
import io
import json

import pytest
from openpyxl import load_workbook
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


@pytest.mark.parametrize("part", ["", "/rows.csv", "/rows.xlsx", "/report.json"])
def test_another_agency_finds_no_such_file(file_id, part):
    answer = signed_in("rival").get(f"/imports/{file_id}{part}")
    assert answer.status_code == 404


@pytest.mark.parametrize("part", ["", "/rows.csv", "/rows.xlsx", "/report.json"])
def test_an_agent_reads_no_report(file_id, part):
    assert signed_in("agent").get(f"/imports/{file_id}{part}").status_code == 403


def test_the_rows_to_be_corrected_go_back_in_the_lenders_own_columns(file_id):
    answer = signed_in("lead").get(f"/imports/{file_id}/rows.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    header, *lines = list(csv.reader(io.StringIO(text)))
    assert header == [*HEADER.strip().split(","), "需更正内容"]
    assert [line[:-1] for line in lines] == [BAD.strip().split(",")]
    assert "身份证号" in lines[0][-1]


def test_the_same_rows_go_back_as_a_workbook(file_id):
    content = signed_in("lead").get(f"/imports/{file_id}/rows.xlsx").content
    page = load_workbook(io.BytesIO(content)).active
    header, row = list(page.iter_rows(values_only=True))
    assert header == (*HEADER.strip().split(","), "需更正内容")
    assert row[:-1] == tuple(BAD.strip().split(","))


@pytest.mark.parametrize(
    ("sent_as", "goes_back_as"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("=1", "'=1"),  # a formula too, though it only says 1
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("-5", "-5"),  # a sum is no formula
        ("a\x0bb", "ab"),  # workbooks cannot hold it
    ],
)
def test_no_cell_of_the_lender_runs_as_a_formula(cast, sent_as, goes_back_as):
    with clock.fixed(NOON):
        sent(signed_in("lead"), HEADER + GOOD + BAD.replace("L2", sent_as))
    file = imported_files(cast.agency_id)[0].pk
    client = signed_in("lead")
    text = b"".join(client.get(f"/imports/{file}/rows.csv").streaming_content).decode("utf-8-sig")
    book = load_workbook(io.BytesIO(client.get(f"/imports/{file}/rows.xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    for line in (list(csv.reader(io.StringIO(text)))[1], rows[1]):
        assert line[3] == goes_back_as


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
