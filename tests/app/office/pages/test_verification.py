"""Does the page of points to verify show what matters, and keep what it must not tell?"""

import re

import pytest
from django.db import connection
from tests.app.demonstration import quiet
from tests.app.doors import signed_in, text_of, verbs_of
from tests.app.office.conftest import demo, demo_clone, demo_database  # noqa: F401

from doorstep_desk.cases.models import ContactPoint, ContactProof
from doorstep_desk.cases.verification import points_to_verify
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.decisions.models import Decision
from doorstep_desk.decisions.verification import PointWish, worklist
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.workdays.actions.run_day import run_day

pytestmark = pytest.mark.django_db


def visited(agency_id: int) -> int:
    """Return a case that is visited in the newest judging."""
    rows = Decision.objects.filter(agency_id=agency_id, treatment="visit")
    return rows.order_by("-assessment_id", "case_id").values_list("case_id", flat=True)[0]


def addresses(case_id: int):
    return ContactPoint.objects.filter(kind="address", borrower__cases=case_id)


@pytest.mark.parametrize("changed", [
    {"valid": False, "confidence": 5},  # a letter came back
    {"confidence": 49},  # one point below what a visit needs
    {"verified_until_on": "2026-11-24", "last_verified_at": "2026-05-01T04:00:00Z"},  # ran out
])  # fmt: skip
def test_nobody_is_visited_on_an_unverified_address(demo, changed):  # noqa: F811
    case = visited(demo.agency_id)
    addresses(case).update(**changed)
    run_day(actor=demo.runner, on=demo.on, watch=quiet())
    decision = Decision.objects.filter(case_id=case).order_by("-assessment_id").first()
    assert decision.treatment != "visit"
    assert decision.reason == "HP-ADDR"
    board = text_of(signed_in("lead").get("/"))
    assert "Nobody is visited on an unverified address." in board
    assert "/verification?kind=address" in board
    first = worklist(demo.actor("lead"), PointWish(kind="address"), demo.on)
    mine = first.filter(borrower__cases=case).first()
    assert mine.unlocks_fen > 0


def test_every_stop_of_the_plan_is_at_an_address_that_was_proved_or_found(demo):  # noqa: F811
    stops = Stop.objects.filter(agency_id=demo.agency_id).values("point_id")
    planned = points_to_verify(demo.actor("lead"), demo.on).filter(pk__in=stops)
    assert planned.exists()
    assert set(planned.values_list("state", flat=True)) <= {"found", "verified"}


def test_a_proof_brings_the_address_back_on_the_plan(demo):  # noqa: F811
    case = visited(demo.agency_id)
    point = addresses(case).first()
    addresses(case).update(confidence=20, last_verified_at=None)
    client = signed_in("lead")
    answer = client.post(f"/cases/{case}/points/{point.pk}/proof", {
        "way": "letter_on_file", "result": "confirmed", "proved_on": "2026-11-24",
        "note": "R-1", "back": f"case={case}",
    })  # fmt: skip
    assert answer["Location"] == f"/verification?case={case}"
    assert "contact_point.proved" in verbs_of(f"case:{case}")
    run_day(actor=demo.runner, on=demo.on, watch=quiet())
    decision = Decision.objects.filter(case_id=case).order_by("-assessment_id").first()
    assert decision.reason != "HP-ADDR"
    assert "letter to the address on file, confirmed" in text_of(client.get(answer["Location"]))


def test_what_is_wrong_comes_back_with_what_was_typed(demo):  # noqa: F811
    case = visited(demo.agency_id)
    point = addresses(case).first()
    wrong = {
        "way": "social_media", "result": "confirmed", "proved_on": "2026-11-24", "note": "R-1",
        "back": f"case={case}",
    }  # fmt: skip
    client = signed_in("lead")
    answer = client.post(f"/cases/{case}/points/{point.pk}/proof", wrong)
    assert answer.status_code == 409
    assert 'value="R-1"' in text_of(answer)
    late = client.post(f"/cases/{case}/points/{point.pk}/proof", wrong | {"proved_on": "soon"})
    assert late.status_code == 400
    assert not ContactProof.objects.exists()
    assert not FollowUp.objects.filter(kind="ask_for_point").exists()


def test_no_full_number_or_address_stands_on_the_page(demo):  # noqa: F811
    page = text_of(signed_in("lead").get("/verification?kind=mobile&state=unverified"))
    assert "****" in page
    assert not re.search(r"\b1\d{10}\b", page)


def test_an_agent_sees_points_of_own_cases_only_and_the_other_agency_none(demo):  # noqa: F811
    page = signed_in("agent1").get("/verification")
    assert page.status_code == 200
    shown = {row.case_id for row in page.context["page"].rows}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.case_id FROM cases_assignment a JOIN staff_staff s ON s.id = a.staff_id "
            "WHERE s.username = 'agent1' AND a.is_current"
        )
        assert shown <= {row[0] for row in cursor.fetchall()}


def test_who_has_no_leave_to_read_it_is_turned_away(demo):  # noqa: F811
    assert signed_in("admin").get("/verification").status_code == 403
