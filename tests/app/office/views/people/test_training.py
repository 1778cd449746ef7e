"""Can somebody read a course, take its exam on any browser, and see why; and a lead the team?"""

from datetime import timedelta

import pytest
from tests.app.doors import signed_in
from tests.app.portfolio import DAY, NOON

from doorstep.terms.local_time import BEIJING
from doorstep.training.reading import courses
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.staff.team import certificates_of, needs_seen
from doorstep_desk.training.models import Exam

CALM = courses()["calm"]
RIGHT = {f"q{number}": str(each.right) for number, each in enumerate(CALM.questions, 1)}
SENT = {**RIGHT, "edition": CALM.edition.isoformat()}


@pytest.fixture(autouse=True)
def at_noon():
    with clock.fixed(NOON):
        yield


@pytest.mark.parametrize("path", ["/training/rhetoric", "/training/rhetoric/exam"])
def test_a_course_that_does_not_exist_is_not_found(cast, path):
    assert signed_in("agent").get(path).status_code == 404


def test_an_exam_of_another_person_is_not_found_not_even_by_the_lead(cast):
    answer = signed_in("agent").post("/training/calm/exam", SENT)
    assert signed_in("agent").get(answer.url).status_code == 200
    for other in ("partner", "lead", "compliance"):
        assert signed_in(other).get(answer.url).status_code == 404
    assert signed_in("agent").get(f"/training/exams/{new_id()}").status_code == 404


def test_answers_that_are_missing_are_pointed_at_and_the_others_are_kept(cast):
    sent = {name: text for name, text in SENT.items() if name != "q2"} | {"q3": "x"}
    answer = signed_in("agent").post("/training/calm/exam", sent)
    assert answer.status_code == 400
    assert answer.context["page"].missing == (2, 3)
    assert answer.content.decode().count(" checked") == 3
    assert not Exam.objects.exists()


@pytest.mark.parametrize("edition", ["2025-01-01", "", "yesterday"])
def test_an_exam_of_another_edition_is_refused(cast, edition):
    answer = signed_in("agent").post("/training/calm/exam", {**SENT, "edition": edition})
    assert answer.status_code == 409
    assert not Exam.objects.exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_result_gives_the_reason_for_every_answer_right_and_wrong(cast, language):
    client = signed_in("agent")
    client.cookies["django_language"] = language
    wrong = str(CALM.questions[0].right % 3 + 1)
    answer = client.post("/training/calm/exam", {**SENT, "q1": wrong}, follow=True)
    assert not answer.context["page"].is_passed
    text = answer.content.decode()
    for choice in CALM.questions[0].choices:
        why = choice.why.en if language == "en" else choice.why.zh
        assert why.replace("'", "&#x27;") in text
    assert certificates_of(cast.agent.staff_id) == []


def test_a_pass_shows_its_last_day_and_the_list_counts_one_less(cast):
    client = signed_in("agent")
    assert client.get("/training").context["page"].open_count == 5
    answer = client.post("/training/calm/exam", SENT, follow=True)
    assert answer.context["page"].until == DAY + timedelta(days=364)
    (exam,) = client.get("/training").context["page"].exams
    for shown in (exam.taken_at, answer.context["page"].taken_at):
        assert (shown, f"{shown:%H:%M}") == (NOON, f"{NOON.astimezone(BEIJING):%H:%M}")
    assert client.get("/training").context["page"].open_count == 4


def test_the_overview_names_people_in_order_of_their_names_and_no_figure_of_any_exam(cast):
    signed_in("agent").post("/training/calm/exam", SENT)
    answer = signed_in("lead").get("/training/team")
    names = [each.name for each in answer.context["page"].people]
    assert names == sorted(names)
    assert signed_in("agent").get("/training/team").status_code == 403


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"from_on": (DAY - timedelta(days=1)).isoformat()}, "from_on"),
        ({"from_on": "soon"}, "from_on"),
        ({"channel": "sms"}, "channel"),
        ({"kind": "No Word"}, "kind"),
    ],
)
def test_a_need_that_cannot_be_is_pointed_at(cast, typed, field):
    usual = {"channel": "visit", "kind": "calm", "from_on": DAY.isoformat()}
    answer = signed_in("compliance").post("/training/needs", {**usual, **typed})
    assert answer.status_code == 400
    assert field in answer.context["page"].errors
    assert needs_seen(cast.agency_id, DAY) == []


def test_compliance_takes_up_what_the_house_proposes_and_ends_one_again(cast):
    client = signed_in("compliance")
    client.post("/training/needs", {"proposed": "yes", "from_on": DAY.isoformat()})
    needs = needs_seen(cast.agency_id, DAY)
    assert len(needs) == 8
    assert client.get("/training/team").context["page"].ready == 0
    client.post(f"/training/needs/{needs[0].need_id}/end")
    assert len(needs_seen(cast.agency_id, DAY + timedelta(days=1))) == 7
    assert signed_in("lead").post("/training/needs", {"proposed": "yes"}).status_code == 403
