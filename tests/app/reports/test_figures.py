"""Is each number the number of what its list shows, for whoever asks, now and for any past day?"""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.app.conftest import member
from tests.app.doors import signed_in, text_of
from tests.app.office.pages.world import build
from tests.app.portfolio import DAY, NOON

from doorstep_desk.cases.models import Case
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.actions import pause_case, record_stop_request
from doorstep_desk.office.pages.reporting.behind import behind
from doorstep_desk.office.pages.reporting.report import report_page
from doorstep_desk.office.pages.reporting.sheets import plain
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.reports.asked import ReportAsked, asked_report, span_for
from doorstep_desk.reports.jobs import keep_reports
from doorstep_desk.reports.kept import report_of, written
from doorstep_desk.reports.measures import FELT
from doorstep_desk.reports.models import KeptReport
from doorstep_desk.reports.queries import Figure, figures

pytestmark = pytest.mark.django_db

TODAY = ReportAsked(DAY, 30)
SCHEMA = Path(__file__).parents[3] / "docs" / "oversight" / "conduct.schema.json"


@pytest.fixture
def readers(cast):
    """Fill the store and return who reads: a lead, somebody of the lender's, a regulator."""
    build(cast, 12)
    case = Case.objects.filter(agency_id=cast.agency_id).order_by("pk").last()
    pause_case(
        actor=cast.lead, case_id=case.pk, reason="complaint", note="", until_on=None, at=NOON
    )
    record_stop_request(
        actor=cast.lead, borrower_id=case.borrower_id, case_id=case.pk, form="oral", at=NOON,
        person_key=bytes(case.borrower.person_key),
    )  # fmt: skip
    return {
        "lead": cast.lead,
        "lender": member("bank", "lender", cast.lender_id),
        "regulator": member("watcher", "regulator", cast.agency_id),
    }


@pytest.mark.parametrize("who", ["lead", "lender", "regulator"])
def test_each_number_is_the_number_of_cases_in_its_list(readers, who):
    actor, later = readers[who], NOON + timedelta(hours=1)
    with acting_as(actor):
        page = report_page(actor, TODAY, later)
        span = span_for(actor, TODAY, later)
        opened = [(number.query, number.cases) for number in page.numbers]
        opened += [(cell.query, cell.cases) for row in page.months for cell in row.cells]
        opened += [(cell.query, cell.cases) for row in page.heat for cell in row.cells]
        found = [(query, cases) for query, cases in opened if query]
        for query, cases in found:
            words = dict(part.split("=") for part in query.split("&"))
            assert len(behind(span, words).cases) == cases, query
    assert {"recovered", "complaints", "stops", "visits"} <= {
        dict(part.split("=") for part in query.split("&"))["measure"] for query, _ in found
    }


def test_a_lender_sees_its_own_cases_and_no_other(readers, cast):
    stranger = member("other.bank", "lender", _another_lender())
    for actor, is_empty in ((readers["lender"], False), (stranger, True)):
        with acting_as(actor):
            found = figures(span_for(actor, TODAY, NOON + timedelta(hours=1)))
        assert (found["worked"].count == 0) is is_empty
        assert (found["attempts"].count == 0) is is_empty


def _another_lender() -> int:
    from doorstep_desk.organisations.actions import add_organisation  # noqa: PLC0415
    from doorstep_desk.plumbing.actor import SYSTEM  # noqa: PLC0415

    return add_organisation(actor=SYSTEM, kind="lender", name="南山信贷", at=NOON).id


def test_figures_of_a_day_that_is_over_stay_what_they_were(readers, cast):
    runner = day_runner(cast.agency_id)
    tomorrow = DAY + timedelta(days=1)
    assert keep_reports(actor=runner, today=tomorrow)
    assert not keep_reports(actor=runner, today=tomorrow)
    late = NOON + timedelta(days=3)
    for actor in readers.values():
        with acting_as(actor):
            span = span_for(actor, TODAY, late)
            kept = report_of(span)
            assert kept.figures == figures(span)
    case = Case.objects.filter(agency_id=cast.agency_id).order_by("pk").first()
    pause_case(actor=cast.lead, case_id=case.pk, reason="dispute", note="", until_on=None, at=late)
    with acting_as(cast.lead):
        assert report_of(span_for(cast.lead, TODAY, late)).figures == kept_now(kept)


def kept_now(kept):
    return kept.figures


def test_a_figure_that_came_later_is_counted_alone_beside_what_was_kept(readers, cast):
    with acting_as(cast.lead):
        span = span_for(cast.lead, TODAY, NOON + timedelta(days=3))
        counted = report_of(span)
    body, months = written(counted)
    KeptReport.objects.create(
        agency_id=cast.agency_id, as_of=DAY, length=30, months=months,
        figures={key: each for key, each in body.items() if key not in FELT}
        | {"recovered": [7, 7, 700, "CNY"]},
    )  # fmt: skip
    with acting_as(cast.lead):
        found = report_of(span).figures
        assert _questions(lambda: report_of(span)) == 2  # what was kept, and what was not
    assert found == counted.figures | {"recovered": Figure(7, 7, 700, "CNY")}


def _questions(asking) -> int:
    with CaptureQueriesContext(connection) as seen:
        asking()
    return len(seen)


@pytest.mark.parametrize(
    ("as_of", "length", "expected"),
    [
        ("", "", (DAY - timedelta(days=1), 30)),  # the last day that is over
        ("2026-11-25", "90", (DAY, 90)),
        ("2031-01-01", "30", (DAY, 30)),  # no day that is still to come
        ("rubbish", "31", (DAY - timedelta(days=1), 30)),
    ],
)
def test_what_is_not_possible_is_taken_as_not_said(as_of, length, expected):
    asked = asked_report(as_of, length, "x", NOON)
    assert (asked.as_of, asked.length, asked.creditor_id) == (*expected, None)


def test_downloads_hold_what_the_page_shows_and_no_formula(readers, cast):
    client = signed_in("lead")
    with clock.fixed(NOON):
        text = client.get("/reports.csv?as_of=2026-11-25").content.decode("utf-8-sig")
        book = load_workbook(io.BytesIO(client.get("/reports.xlsx?as_of=2026-11-25").content))
    rows = list(csv.reader(io.StringIO(text)))
    sheet = [[str(cell or "") for cell in row] for row in book.worksheets[0].values]
    assert [row for row in rows if row][2][:2] == sheet[1][:2]
    assert len(book.worksheets) == 3
    assert plain("=1+1") == "'=1+1"
    assert plain("-5") == "'-5"


def test_conduct_is_told_in_the_published_form(readers):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for username in ("lead", "bank", "watcher"):
        with clock.fixed(NOON):
            said = signed_in(username).get("/oversight/conduct.json?as_of=2026-11-25").json()
        jsonschema.validate(said, schema)
        assert said["harm"]["complaints"] >= 1, username


def test_a_complaint_has_a_deadline_with_its_source_and_an_owner(readers):
    with clock.fixed(NOON + timedelta(days=16)):
        page = text_of(signed_in("watcher").get("/complaints"))
    assert "2026-12-10" in page
    assert "Complaint-handling measures" in page
    assert "beyond its deadline" in page
    assert "Compliance" in page


def test_a_number_that_is_none_of_ours_is_refused(readers):
    with clock.fixed(NOON):
        client = signed_in("lead")
        for query in ("measure=x", "measure=rolled&stage=9", "measure=visits&month=no"):
            assert client.get(f"/reports/cases?{query}").status_code == 400
