"""Do the times that a borrower names on their page hold at once, in three languages?"""

import json
from datetime import timedelta

import pytest
from tests.app.doors import signed_in, stranger, text_of, verbs_of
from tests.app.portal.own_page import own_page
from tests.app.portfolio import DAY, NOON, place, point_of

from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.cases.facts import time_wishes
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.permits.actions import WantedPermit, issue_permits
from doorstep_desk.permits.models import Permit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_that_sends")]
WORKDAYS = ["0", "1", "2", "3", "4"]
EVENING = {"day": WORKDAYS, "from": "18", "to": "20"}


@pytest.fixture
def known(cast):
    return place(cast, 2)


def test_nobody_names_times_without_a_code(known):
    for client in (stranger(), signed_in("lead")):
        answer = client.post("/portal/times", EVENING)
        assert (answer.status_code, answer["Location"]) == (302, "/portal/")
    assert time_wishes(NOON) == {}


@pytest.mark.parametrize(
    ("sent", "ticked"),
    [
        ({**EVENING, "day": []}, []),  # no day
        ({**EVENING, "to": "18"}, WORKDAYS),  # no hour
        ({"day": ["5"]}, ["5"]),  # no hours at all
        ({**EVENING, "day": ["8"]}, []),  # no such day
    ],
)
def test_times_that_cannot_be_are_refused_beside_the_form_as_it_was_sent(
    cast, known, sent, ticked
):
    answer = own_page(cast.agency_id).post("/portal/times", sent)
    shown = text_of(answer)
    assert answer.status_code == 400
    assert "Choose at least one day of the week" in shown
    boxes = [day for day in "0123456" if f'name="day" value="{day}" checked' in shown]
    assert boxes == ticked
    assert time_wishes(NOON) == {}


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "请至少选择一天"), ("en", "Choose at least one day"), ("ko", "요일을 하루 이상")],
)
def test_a_mistake_is_said_in_the_readers_language(cast, known, language, words):
    page = own_page(cast.agency_id, language=language)
    assert words in text_of(page.post("/portal/times", {"from": "9", "to": "12"}))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("周一至周五 18:00–20:00", "星期一", "已保存")),
        ("en", ("Mon to Fri, 18:00–20:00", "Monday", "Kept.")),
        ("ko", ("월~금 18:00–20:00", "월요일", "저장했습니다")),
    ],
)
def test_named_times_are_kept_and_shown_again(cast, known, language, words):
    page = own_page(cast.agency_id, language=language)
    answer = page.post("/portal/times", EVENING)
    assert answer["Location"] == "/portal/wishes?kept=times#times"
    shown = text_of(page.get(answer["Location"]))
    assert all(word in shown for word in words)
    assert '<option value="18" selected>' in shown
    assert list(time_wishes(NOON).values()) == [WishedTime(0b0011111, 18, 20)]


def test_a_visit_at_another_time_is_off_at_once_and_the_copy_of_records_holds_the_wish(
    cast, known
):
    ends = NOON + timedelta(hours=1)
    issue_permits(
        actor=day_runner(cast.agency_id), rulebook=rulebook_on(DAY), at=NOON,
        wanted=[
            WantedPermit(one.case_id, one.borrower_id, point_of(one), Channel.VISIT,
                         Purpose.COLLECT, NOON, ends, ends)
            for one in known
        ],
    )  # fmt: skip
    page = own_page(cast.agency_id)
    page.post("/portal/times", EVENING)
    taken = Permit.objects.exclude(cancelled_at=None).get()
    assert taken.cancelled_because == "wished times"
    assert "borrower.times_wished" in verbs_of(f"case:{taken.case_id}")
    copied = json.loads(text_of(page.get("/portal/copy")))
    assert [(row["from_hour"], row["form"]) for row in copied["wished_times"]] == [(18, "page")]


def test_a_wish_is_taken_back_with_one_press(cast, known):
    page = own_page(cast.agency_id)
    assert "Any time is fine again" not in text_of(page.get("/portal/wishes"))
    page.post("/portal/times", EVENING)
    assert "Any time is fine again" in text_of(page.get("/portal/wishes"))
    answer = page.post("/portal/times", {**EVENING, "any": "1"})
    assert "Any time that the rules allow" in text_of(page.get(answer["Location"]))
    assert time_wishes(NOON) == {}
