"""Does a borrower's page open to the borrower alone, and does what they say count at once?"""

import json
import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from tests.app.doors import signed_in, stranger, text_of
from tests.app.portal.own_page import (
    NOBODYS,
    NUMBER,
    OTHER,
    ask,
    code_in,
    delivered,
    own_page,
)
from tests.app.portfolio import NOON, place

from doorstep_desk.cases.models import Case, ContactPoint
from doorstep_desk.complaints.models import Pause, StopRequest
from doorstep_desk.evidence.models import Blob
from doorstep_desk.notices.models import Message
from doorstep_desk.notices.words import stop_token
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.tables.borrowers import tables_open_to_borrowers
from doorstep_desk.self_service.models import Said, SignIn
from doorstep_desk.self_service.queries import borrower_actor

pytestmark = pytest.mark.usefixtures("desk_that_sends")
PAGES = ("account", "pay", "wishes", "copy", "say/stop", "say/complaint", "say/cannot_pay")


@pytest.fixture
def known(cast):
    return place(cast, 3)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_reads_a_page_without_a_code(known, page):
    for client in (stranger(), signed_in("lead"), signed_in("admin")):
        answer = client.get(f"/portal/{page}")
        assert (answer.status_code, answer["Location"]) == (302, "/portal/")


def test_a_known_and_an_unknown_number_get_the_same_answer_by_the_same_questions(known):
    pages, costs, times = [], [], []
    for number in (NUMBER, NOBODYS):
        client = stranger()
        began = time.perf_counter()
        with _counting() as asked:
            answer = client.post("/portal/", {"contact": number})
        times.append(time.perf_counter() - began)
        sign_in = SignIn.objects.latest("asked_at", "id")
        text = text_of(answer).replace(str(sign_in.pk), "")
        pages.append(text.split('name="csrfmiddlewaretoken"')[0] + text.split('"sign_in"')[1])
        costs.append(len(asked))
    assert pages[0] == pages[1]
    assert costs[0] == costs[1]


def test_a_wrong_code_is_refused_alike_for_both_and_a_fifth_ends_it(cast, known):
    client = stranger()
    sign_ins = {number: ask(client, number) for number in (NUMBER, NOBODYS)}
    code = code_in(delivered(cast.agency_id, NOON)[NUMBER])
    wrong = "000000" if code != "000000" else "111111"
    said = set()
    for sign_in in sign_ins.values():
        for _ in range(5):
            answer = client.post("/portal/code", {"sign_in": sign_in, "code": wrong})
            assert answer.status_code == 400
            said.add(text_of(answer).count("wrong or too old"))
    assert said == {1}
    answer = client.post("/portal/code", {"sign_in": sign_ins[NUMBER], "code": code})
    assert answer.status_code == 400


def test_a_code_is_worth_nothing_after_ten_minutes_nor_twice(cast, known):
    client = stranger()
    sign_in = ask(client)
    code = code_in(delivered(cast.agency_id, NOON)[NUMBER])
    with clock.fixed(NOON + timedelta(minutes=10, seconds=1)):
        assert client.post("/portal/code", {"sign_in": sign_in, "code": code}).status_code == 400
    assert client.post("/portal/code", {"sign_in": sign_in, "code": code}).status_code == 302
    assert client.post("/portal/code", {"sign_in": sign_in, "code": code}).status_code == 400
    assert client.post("/portal/code", {"sign_in": "x", "code": code}).status_code == 302


def test_codes_are_throttled_alike_for_known_and_unknown_numbers(known):
    for number in (NUMBER, NOBODYS):
        client = stranger()
        answers = [client.post("/portal/", {"contact": number}).status_code for _ in range(4)]
        assert answers == [200, 200, 200, 429]
    assert stranger().post("/portal/", {"contact": "abc"}).status_code == 400


def test_the_code_is_kept_nowhere(cast, known):
    client = stranger()
    ask(client)
    text = delivered(cast.agency_id, NOON)[NUMBER]
    assert Message.objects.get().body == ""
    row = SignIn.objects.get()
    assert code_in(text).encode() not in bytes(row.code_hash)


def test_nothing_is_shown_before_the_person_has_said_who_they_are(cast, known):
    client = stranger()
    sign_in = ask(client)
    code = code_in(delivered(cast.agency_id, NOON)[NUMBER])
    client.post("/portal/code", {"sign_in": sign_in, "code": code})
    assert client.get("/portal/account")["Location"] == "/portal/person"
    shown = text_of(client.get("/portal/person"))
    assert "金＊" in shown
    for word in ("金某", "1,000", "北原"):
        assert word not in shown


def test_the_page_shows_the_lender_first_what_is_owed_and_of_what(cast, known):
    client = own_page(cast.agency_id)
    answer = client.get("/portal/account")
    shown = text_of(answer)
    assert shown.index("北原信贷") < shown.index("金某0") < shown.index("¥1,000.00")
    assert "Principal" in shown
    assert len(answer.content) < 30_000
    for page in PAGES:
        assert client.get(f"/portal/{page}").status_code == 200, page


def test_the_first_page_with_all_it_needs_weighs_less_than_60_kb_and_needs_no_script(known):
    client = stranger()
    answer = client.get("/portal/")
    shown = text_of(answer)
    assert "<script" not in shown
    weight = len(answer.content)
    for place_of in _linked(shown):
        weight += len(b"".join(client.get(place_of).streaming_content))
    assert weight <= 60_000


@pytest.mark.parametrize(
    ("kind", "reason", "days"),
    [("cannot_pay", "hardship", 3), ("dispute", "dispute", 15), ("complaint", "complaint", 15)],
)
def test_what_is_said_pauses_at_once_with_owner_deadline_and_receipt(
    cast, known, kind, reason, days
):
    client = own_page(cast.agency_id)
    shown = text_of(client.post(f"/portal/say/{kind}", {"words": "我付不起 😀 \u202eabc"}))
    row = Said.objects.get()
    assert row.number in shown
    assert row.words == "我付不起 😀 \u202eabc"
    assert (row.due_on - NOON.date()).days == days
    assert row.owner_role in ("lead", "compliance")
    assert Pause.objects.get().reason == reason
    receipt = Message.objects.get(key="receipt")
    assert row.number in receipt.body
    assert "stopped" in text_of(client.get("/portal/account"))


def test_stop_takes_back_every_permit_within_a_second(cast, known):
    client = own_page(cast.agency_id)
    began = time.perf_counter()
    client.post("/portal/say/stop", {})
    assert time.perf_counter() - began < 1.0
    case = Case.objects.get(borrower__name="金某0")
    assert not Permit.objects.filter(case=case, used_at=None, cancelled_at=None).exclude(
        purpose="reply"
    )
    assert StopRequest.objects.get().channels == "all"
    assert Message.objects.get(key="stopped").state == "queued"


def test_single_channels_can_be_refused_and_nothing_at_all_is_a_mistake(cast, known):
    client = own_page(cast.agency_id)
    assert client.post("/portal/say/channels", {}).status_code == 400
    client.post("/portal/say/channels", {"channel": ["call", "visit", "drums"]})
    assert StopRequest.objects.get().channels == "call visit"
    assert client.post("/portal/say/complaint", {"words": "  "}).status_code == 400
    assert client.post("/portal/say/nonsense", {}).status_code == 404
    assert client.post("/portal/say/not_me", {}).status_code == 404


def test_a_complaint_of_ten_thousand_words_is_kept_whole(cast, known):
    client = own_page(cast.agency_id)
    words = "话" * 20_000
    client.post("/portal/say/complaint", {"words": words})
    assert Said.objects.get().words == words


def test_a_file_that_is_sent_along_is_read_by_nobody_and_the_words_are_kept(cast, known):
    client = own_page(cast.agency_id)
    assert 'type="file"' not in text_of(client.get("/portal/say/complaint"))
    with_macro = SimpleUploadedFile("proof.docm", b"PK\x03\x04 word/vbaProject.bin")
    answer = client.post(
        "/portal/say/complaint", {"words": "他们\u202e来过 😀", "proof": with_macro}
    )
    assert answer.status_code == 200
    assert Said.objects.get().words == "他们\u202e来过 😀"
    assert not Blob.objects.exists()


def test_whoever_has_a_recycled_number_sees_nothing_and_closes_it(cast, known):
    client = stranger()
    sign_in = ask(client)
    code = code_in(delivered(cast.agency_id, NOON)[NUMBER])
    client.post("/portal/code", {"sign_in": sign_in, "code": code})
    shown = text_of(client.post("/portal/not-me"))
    for word in ("金某", "北原", "¥"):
        assert word not in shown
    point = next(p for p in ContactPoint.objects.all() if p.value == NUMBER)
    assert point.valid is False
    assert Pause.objects.get().reason == "identity"
    told = Said.objects.get()
    assert (told.kind, told.owner_role, told.words) == ("not_me", "compliance", "")
    assert client.get("/portal/account").status_code == 302
    ask(stranger())
    assert NUMBER not in delivered(cast.agency_id, NOON)


def test_a_copy_holds_all_records_of_the_borrower_and_of_nobody_else(cast, known):
    answer = own_page(cast.agency_id).get("/portal/copy")
    copy = json.loads(answer.content)
    assert copy["you"]["name"] == "金某0"
    assert [each["loan_no"] for each in copy["accounts"]] == ["L0"]
    assert len(copy["messages"]) == 1
    assert {each["disposition"] for each in copy["contacts"]} == {"delivered", "unknown"}
    assert OTHER not in answer.content.decode()


def test_the_database_shows_a_borrower_nobody_elses_row(cast, known):
    mine = known[0]
    with acting_as(borrower_actor(mine.borrower_id, cast.agency_id)):
        assert list(Case.objects.values_list("pk", flat=True)) == [mine.case_id]
        assert ContactPoint.objects.count() == 1
        with connection.cursor() as cursor:
            for table in ("audit_entry", "staff_pair", "followups_followup", "cases_assignment"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone()[0] == 0, table
    assert tables_open_to_borrowers() == []


def test_leaving_ends_it_and_an_idle_page_ends_by_itself(cast, known):
    client = own_page(cast.agency_id)
    with clock.fixed(NOON + timedelta(minutes=21)):
        assert client.get("/portal/account").status_code == 302
    other = own_page(cast.agency_id, OTHER)
    kept = other.cookies["doorstep_own"].value
    other.post("/portal/leave")
    other.cookies["doorstep_own"] = kept
    assert other.get("/portal/account").status_code == 302


def test_a_link_in_a_mail_stops_all_further_ones_also_by_one_click(cast, known):
    link = f"/portal/no-more/{stop_token(cast.agency_id, known[0].borrower_id, known[0].case_id)}"
    client = stranger()
    assert "金某" not in text_of(client.get(link))
    assert StopRequest.objects.count() == 0
    client.post(link, {"List-Unsubscribe": "One-Click"})
    assert StopRequest.objects.get().form == "link"
    assert client.post(f"{link}x").status_code == 200
    assert StopRequest.objects.count() == 1


def _linked(page: str) -> list[str]:
    import re  # noqa: PLC0415

    return re.findall(r'href="(/static/[^"#]+)"', page)


def _counting():
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    return CaptureQueriesContext(connection)
