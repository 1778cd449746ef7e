"""Can a borrower book, move and cancel a visit on their own page and behind their link?"""

import json
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.app.appointments.booking import bookable, borrower_of, standing
from tests.app.doors import signed_in, stranger, text_of
from tests.app.portal.korean import foreign
from tests.app.portfolio import NOON

from doorstep_desk.appointments.models import Appointment
from doorstep_desk.arrangements.actions.links import make_link
from doorstep_desk.arrangements.links import token_of
from doorstep_desk.cases.models import Borrower, Case, ContactPoint
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.portal.own.session import begin
from doorstep_desk.self_service.models import SignIn
from doorstep_desk.staff.queries import actor_named

LANGUAGES = {"en": "en", "zh": "zh-hans", "ko": "ko"}


@pytest.fixture
def case_id(demo):
    with clock.fixed(NOON):
        yield bookable(demo, NOON)[0]


@pytest.fixture
def row(case_id):
    return Case.objects.select_related("borrower", "creditor", "agency").get(pk=case_id)


def came(row, language="en"):
    """Return a browser in which the borrower of a case has come with a code."""
    point = ContactPoint.objects.filter(borrower_id=row.borrower_id, kind="mobile").first()
    sign_in = SignIn.objects.create(
        id=new_id(), kind="mobile", asked=b"asked", asker=b"asker", language=language,
        asked_at=NOON, looked_up_at=NOON, of_agency=row.agency_id, of_case=row.pk,
        of_borrower=row.borrower_id, of_point=point.pk, entered_at=NOON, person_at=NOON,
        seen_at=NOON,
    )  # fmt: skip
    client, name = Client(), "doorstep_own"
    client.cookies[name] = begin(HttpResponse(), sign_in.pk).cookies[name].value
    client.cookies["django_language"] = LANGUAGES[language]
    return client


def keys_in(page):
    return re.findall(r'name="slot" value="([^"]+)"', page)


def test_nobody_books_without_a_code(case_id):
    for client in (stranger(), signed_in("lead")):
        for address in ("/portal/appointment", "/portal/appointment/cancel"):
            answer = client.post(address, {"slot": "2026-11-26T09:00"})
            assert (answer.status_code, answer["Location"]) == (302, "/portal/")
    assert standing(case_id, NOON) is None


def shown(client):
    return text_of(client.get("/portal/appointment"))


def headings(client):
    return re.findall("<h1>([^<]+)</h1>", shown(client))


def open_days(client):
    """Return the days whose times can be seen without a touch."""
    unfolded = re.findall(r"<details open>(.*?)</details>", shown(client), re.DOTALL)
    return [keys_in(each)[0][:10] for each in unfolded]


@pytest.mark.parametrize(
    ("slot", "words"),
    [("", "Choose one of the times"), ("2026-11-28T09:00", "not free any more")],
)
def test_what_cannot_be_is_said_above_the_times_and_changes_nothing(row, slot, words):
    answer = came(row).post("/portal/appointment", {"slot": slot})
    assert answer.status_code == 409
    assert words in text_of(answer)
    assert keys_in(text_of(answer))
    assert standing(row.pk, NOON) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Your visit", "Cancel the visit", "Move it to this time", "Thu 26 Nov")),
        ("zh", ("您的上门预约", "取消上门", "改到这个时间", "11月26日 周四")),
        ("ko", ("예약하신 방문", "방문 취소", "이 시간으로 변경", "11월 26일 (목)")),
    ],
)
def test_a_visit_is_booked_moved_and_cancelled_without_a_script(row, language, words):
    client = came(row, language)
    first, *_, last = keys_in(text_of(client.get("/portal/appointment")))
    answer = client.post("/portal/appointment", {"slot": first})
    assert answer["Location"] == "/portal/appointment?done=booked"
    shown = text_of(client.get(answer["Location"]))
    assert all(word in shown for word in words)
    assert f'value="{first}" checked' in shown
    assert words[0] in text_of(client.get("/portal/account"))
    client.post("/portal/appointment", {"slot": last})
    assert standing(row.pk, NOON).slot.on.isoformat() == last[:10]
    answer = client.post("/portal/appointment/cancel")
    assert answer["Location"] == "/portal/appointment?done=cancelled"
    assert standing(row.pk, NOON) is None
    assert client.post("/portal/appointment/cancel").status_code == 409


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "Book a visit", "Your visit"),
        ("zh", "预约上门", "您的上门预约"),
        ("ko", "방문 예약", "예약하신 방문"),
    ],
)
def test_the_page_is_called_a_visit_of_theirs_only_once_it_is_booked(row, language, before, after):
    client = came(row, language)
    assert headings(client) == [before]
    client.post("/portal/appointment", {"slot": keys_in(shown(client))[0]})
    assert headings(client) == [after]


def test_days_are_folded_but_for_the_first_or_the_one_that_is_booked(row):
    client = came(row)
    days = list(dict.fromkeys(key[:10] for key in keys_in(shown(client))))
    assert open_days(client) == days[:1]
    last = keys_in(shown(client))[-1]
    client.post("/portal/appointment", {"slot": last})
    assert open_days(client) == [last[:10]]


def test_the_page_is_korean_but_for_names(row):
    client = came(row, "ko")
    first = keys_in(text_of(client.get("/portal/appointment")))[0]
    client.post("/portal/appointment", {"slot": first})
    names = (row.creditor.name, row.creditor.name_en or "-")
    assert foreign(text_of(client.get("/portal/appointment")), *names) == []


@pytest.mark.parametrize(
    ("language", "words"), [("en", "is paused"), ("zh", "联系已暂停"), ("ko", "연락이 중지")]
)
def test_where_visits_are_forbidden_the_page_says_why_and_what_is_open(row, language, words):
    own = borrower_of(row.pk)
    with acting_as(own):
        pause_case(
            actor=own, case_id=row.pk, reason="hardship", note="", until_on=None, at=NOON
        )  # fmt: skip
    client = came(row, language)
    shown = text_of(client.get("/portal/appointment"))
    assert words in shown
    assert keys_in(shown) == []
    assert "/portal/say/no_visit" in shown
    assert 'href="/portal/say/visit"' not in shown  # there is no time that could suit
    assert client.post("/portal/appointment", {"slot": "2026-11-26T09:00"}).status_code == 409


def test_the_three_exits_stay_while_a_visit_is_booked(row):
    client = came(row)
    client.post(
        "/portal/appointment", {"slot": keys_in(text_of(client.get("/portal/appointment")))[0]}
    )
    shown = text_of(client.get("/portal/account"))
    for address in ("/portal/pay", "/portal/say/cannot_pay", "/portal/say/stop"):
        assert f'href="{address}"' in shown


@pytest.mark.parametrize("kind", ["no_visit", "stop", "dispute"])
def test_saying_no_on_the_page_ends_what_was_booked(row, kind):
    client = came(row)
    client.post(
        "/portal/appointment", {"slot": keys_in(text_of(client.get("/portal/appointment")))[0]}
    )
    client.post(f"/portal/say/{kind}", {"words": "no"})
    assert standing(row.pk, NOON) is None
    assert Appointment.objects.get(case_id=row.pk).ended_at == NOON


def test_the_copy_of_records_holds_the_appointment(row):
    client = came(row)
    client.post(
        "/portal/appointment", {"slot": keys_in(text_of(client.get("/portal/appointment")))[0]}
    )
    copied = json.loads(text_of(client.get("/portal/copy")))
    assert [each["form"] for each in copied["appointments"]] == ["page"]


def test_the_same_is_done_behind_a_personal_link(row):
    person = Borrower.objects.get(pk=row.borrower_id)
    person.identity_number = "22240119850301122X"
    person.save()
    lead = actor_named("lead")
    with acting_as(lead):
        token = token_of(make_link(actor=lead, case_id=row.pk, at=NOON))
    client = Client(headers={"accept-language": "en"})
    address = f"/portal/mine/{token}/appointment"
    assert keys_in(text_of(client.get(address))) == []  # not proved yet
    client.post(f"/portal/mine/{token}/open", {"proof": "122x"})
    first = keys_in(text_of(client.get(address)))[0]
    assert client.post(address, {"slot": first})["Location"] == f"{address}?done=booked"
    assert "Cancel the visit" in text_of(client.get(address))
    assert Appointment.objects.get(case_id=row.pk).form == "link"
    client.post(f"{address}/cancel")
    assert standing(row.pk, NOON) is None
