"""Does the borrower, and nobody else, get the copy of what was written down at their door?"""

import hashlib
import html
import json
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.app.fieldwork.actions.test_correct import (
    LATER,
    PROMISED,
    appealed,
    corrected,
    decide,
)
from tests.app.fieldwork.phone import results

from doorstep_desk.cases.models import Assignment, Case
from doorstep_desk.documents.models import Document
from doorstep_desk.fieldwork.models import CopyUse, VisitCopy
from doorstep_desk.fieldwork.pack.templates import debt_in
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.portal.own.session import begin
from doorstep_desk.self_service.models import SignIn

CODE = "7K2M-9QXT-4H8N-W3RC"
PAGE = f"/r/{CODE}"
NUMBER = "222401198001011234"


@pytest.fixture
def reader(at_door):
    """Return a telephone at the door, as nobody in particular."""
    borrower = (
        Case.objects.select_related("borrower").get(pk=int(at_door.stop["case_id"])).borrower
    )
    borrower.identity_number = NUMBER
    borrower.save()
    return Client()


def handed_over(at_door, **answers):
    """Send a visit whose code was shown, and return the record that ended it."""
    hashed = hashlib.sha256(CODE.encode()).hexdigest()
    made = at_door.phone.visit(at_door.stop, **answers)
    body = {"read_back": True, "signed": False, "signature": None, "copy_hash": hashed}
    left = made.pop()
    at_door.phone.sequence, at_door.phone.tip = left["device_sequence"] - 1, left["previous_hash"]
    made.append(at_door.phone.event("visit.summary", body, at_door.stop))
    made.append(at_door.phone.event("visit.left", left["body"], at_door.stop))
    assert set(results(at_door.send(*made))) == {"accepted"}
    return made[-1]


def read(at_door, client, address=PAGE, language="zh-hans", **posted):
    client.cookies["django_language"] = language
    with clock.fixed(at_door.phone.now):
        answer = client.post(address, posted) if posted else client.get(address)
    return answer.status_code, html.unescape(answer.content.decode("utf-8", "replace"))


def opened(at_door, client):
    """Prove to be the borrower."""
    status, _ = read(at_door, client, f"{PAGE}/open", proof="1234")
    assert status == 302


def test_before_the_phone_was_heard_of_a_code_looks_like_one_of_nobody(at_door, reader):
    pages = [read(at_door, reader, each)[1] for each in (PAGE, "/r/0000-0000-0000-0000")]
    before, never = (page[page.index("<main") : page.index("</main")] for page in pages)
    assert "还没有收到" in before
    assert never == before
    assert CopyUse.objects.filter(what="unknown").count() == 2


def test_guessing_codes_ends_after_twenty(at_door, reader):
    found = [read(at_door, reader)[0] for _ in range(21)]
    assert (found[:20], found[20]) == ([200] * 20, 429)


def test_the_page_before_the_proof_names_no_debt_nobody_and_no_visit(at_door, reader):
    handed_over(at_door, **PROMISED)
    status, page = read(at_door, reader)
    shown = page[page.index("<main") : page.index("</main")]
    assert status == 200
    borrower = (
        Case.objects.select_related("borrower").get(pk=int(at_door.stop["case_id"])).borrower
    )
    assert borrower.name not in page
    for word in ("还款", "借款", "债", "承诺", "上门", "¥"):
        assert word not in shown
    assert debt_in(CODE.translate(str.maketrans("", "", "0123456789"))) == []


def test_wrong_digits_open_nothing_and_five_close_it_for_an_hour(at_door, reader):
    handed_over(at_door)
    for _ in range(5):
        assert read(at_door, reader, f"{PAGE}/open", proof="9999")[0] == 400
    assert read(at_door, reader, f"{PAGE}/open", proof="1234")[0] == 429
    assert read(at_door, reader, f"{PAGE}/paper", kept="1")[0] == 302
    at_door.phone.pass_time(61)
    opened(at_door, reader)


def test_without_an_identity_number_on_file_no_digits_open_it(at_door, reader):
    handed_over(at_door)
    borrower = (
        Case.objects.select_related("borrower").get(pk=int(at_door.stop["case_id"])).borrower
    )
    borrower.identity_number = ""
    borrower.save()
    assert read(at_door, reader, f"{PAGE}/open", proof="")[0] == 400


def test_another_browser_has_to_prove_itself_as_well(at_door, reader):
    handed_over(at_door)
    opened(at_door, reader)
    assert "后 4 位" in read(at_door, Client())[1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("谁", "约定", "¥100.00", "12378", "投诉")),
        ("en", ("Who came", "Agreed", "¥100.00", "12378", "no cash")),
        ("ko", ("방문자", "약속", "100.00", "12378", "민원")),
    ],
)
def test_the_borrower_reads_who_came_what_was_agreed_and_their_rights(
    at_door, reader, language, words
):
    handed_over(at_door, **PROMISED)
    opened(at_door, reader)
    status, page = read(at_door, reader, language=language)
    assert status == 200
    for word in words[1:] if language == "zh-hans" else words:
        assert word in page
    assert "门口交谈" not in page


def test_the_paper_is_the_same_when_asked_for_again_and_anybody_can_check_it(at_door, reader):
    handed_over(at_door, **PROMISED)
    opened(at_door, reader)
    with clock.fixed(at_door.phone.now):
        first, second = (reader.post(f"{PAGE}/paper") for _ in range(2))
    assert first.content == second.content
    assert first.content.startswith(b"%PDF")
    kept = Document.objects.get(kind="visit")
    assert hashlib.sha256(first.content).hexdigest() == kept.digest


def test_a_corrected_agreement_stands_beside_the_first(at_door, reader):
    end = handed_over(at_door, **PROMISED)
    corrected(at_door, end, {"promise_fen": 5_000, "promise_due_on": LATER}, "听错了")
    opened(at_door, reader)
    page = read(at_door, reader)[1]
    for word in ("¥100.00", "¥50.00", "听错了"):
        assert word in page


def test_it_is_handed_over_though_the_case_went_to_others_meanwhile(at_door, reader):
    Assignment.objects.filter(case_id=int(at_door.stop["case_id"])).update(is_current=False)
    handed_over(at_door, **PROMISED)
    opened(at_door, reader)
    status, page = read(at_door, reader)
    assert status == 200
    assert "¥100.00" in page


def test_a_copy_does_not_open_for_ever(at_door, reader):
    handed_over(at_door)
    VisitCopy.objects.update(ends_at=at_door.phone.now + timedelta(days=1))
    at_door.phone.pass_time(24 * 60 + 1)
    assert "还没有收到" in read(at_door, reader)[1]


def signed_in_by_code(case, at):
    """Return a browser that came by a one-time code and proved who sits before it."""
    row = SignIn.objects.create(
        id=new_id(), kind="sms", asked=b"0" * 32, asker=b"0" * 32, language="zh", asked_at=at,
        of_agency=case.agency_id, of_borrower=case.borrower_id, of_case=case.pk, of_point=1,
        entered_at=at, person_at=at, seen_at=at,
    )  # fmt: skip
    client = Client()
    client.cookies.update(begin(HttpResponse(), row.pk).cookies)
    return client


def test_who_came_by_a_one_time_code_reads_it_on_their_own_page_and_nobody_elses(at_door, reader):
    handed_over(at_door, **PROMISED)
    case = Case.objects.get(pk=int(at_door.stop["case_id"]))
    copy = VisitCopy.objects.get()
    own = signed_in_by_code(case, at_door.phone.now)
    assert f"/portal/visits/{copy.pk}" in read(at_door, own, "/portal/account")[1]
    assert "¥100.00" in read(at_door, own, f"/portal/visits/{copy.pk}")[1]
    assert read(at_door, own, f"/portal/visits/{copy.pk}/paper", kept="1")[1].startswith("%PDF")
    stranger = Case.objects.filter(agency_id=case.agency_id).exclude(borrower=case.borrower)[0]
    other = signed_in_by_code(stranger, at_door.phone.now)
    assert read(at_door, other, f"/portal/visits/{copy.pk}")[0] == 404
    assert read(at_door, Client(), f"/portal/visits/{copy.pk}")[0] == 302


def test_the_copy_of_all_records_holds_the_corrections_of_visits_and_nobody_elses(at_door, reader):
    end = handed_over(at_door, **PROMISED)
    corrected(at_door, end, {"promise_fen": 5_000, "promise_due_on": LATER}, "听错了")
    at_door.phone.pass_time(1)
    corrected(at_door, end, {"disposition": "nobody_met"}, "写错了")
    case = Case.objects.get(pk=int(at_door.stop["case_id"]))
    stranger = Case.objects.filter(agency_id=case.agency_id).exclude(borrower=case.borrower)[0]
    mine, others = (
        json.loads(read(at_door, signed_in_by_code(each, at_door.phone.now), "/portal/copy")[1])
        for each in (case, stranger)
    )
    first, second = mine["corrections_of_visits"]
    assert (first["because"], first["state"]) == ("听错了", "applied")
    assert (first["was"]["promise_fen"], first["now"]["promise_fen"]) == (10_000, 5_000)
    assert first["now"]["promise_due_on"] == LATER
    assert (second["state"], second["was"]["disposition"]) == ("refused", "met_borrower")
    assert set(first) == {"made_at", "because", "state", "was", "now"}
    assert others["corrections_of_visits"] == []


def test_a_correction_that_did_not_hold_on_appeal_is_told_beside_it(demo, at_door, reader):
    end = handed_over(at_door)
    kept = corrected(at_door, end, PROMISED, "他后来说的")
    decide(demo, kept, "confirmed")
    appealed(demo, at_door, kept)
    decide(demo, kept, "not_counted", "compliance")
    opened(at_door, reader)
    assert "更正不成立" in read(at_door, reader)[1]
    assert "did not hold" in read(at_door, reader, language="en")[1]
    assert "인정되지" in read(at_door, reader, language="ko")[1]
