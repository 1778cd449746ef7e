"""How does a creditor's file come in through the browser?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.app.doors import signed_in, stranger, text_of
from tests.app.portfolio import NOON

from doorstep_desk.cases.queries import visible_cases
from doorstep_desk.intake.queries import imported_files
from doorstep_desk.plumbing import clock

pytestmark = pytest.mark.django_db

HEADER = "委托方,姓名,身份证号,借据号,委案金额,逾期天数,委案日期,手机号\n"
GOOD = "北原信贷,金某一,222401198503017013,L1,1000.00,56,2026-10-01,15400000001\n"
BAD = "北原信贷,金某二,222401198503017000,L2,-5,56,2026-10-01,15400000002\n"


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


def file_of(text: str, name: str = "placement.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode("utf-8"))


def sent(client, text=HEADER + GOOD, name="placement.csv", **fields):
    wanted = {"file": file_of(text, name), "kind": "", "as_of": "2026-11-25"} | fields
    return client.post("/imports", wanted)


def test_a_stranger_is_sent_to_the_sign_in_page(cast):
    assert stranger().get("/imports").status_code == 302


@pytest.mark.parametrize("username", ["agent", "compliance", "admin"])
def test_who_may_not_import_sees_no_form_and_sends_nothing(cast, username):
    assert signed_in(username).get("/imports").status_code == 403
    assert sent(signed_in(username)).status_code == 403
    assert imported_files(cast.agency_id) == []


def test_a_form_without_a_file_says_so(cast):
    answer = signed_in("lead").post("/imports", {"as_of": "soon"})
    assert answer.status_code == 400
    assert "Choose a file." in text_of(answer)
    assert "Write a day" in text_of(answer)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("", "empty.csv"),  # nothing in it
        ("dear colleagues, see you on Friday", "letter.csv"),  # no table
        ("<html><table></table></html>", "page.xls"),  # another type
    ],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(cast, content, name):
    answer = sent(signed_in("lead"), content or " ", name)
    page = signed_in("lead").get(answer["Location"]).context["page"]
    assert page.refusal is not None
    assert page.file.outcome == "refused"
    assert not visible_cases(cast.lead).exists()


def test_good_rows_are_taken_and_bad_ones_listed_with_all_their_problems(cast):
    client = signed_in("lead")
    answer = sent(client, HEADER + GOOD + BAD)
    page = client.get(answer["Location"]).context["page"]
    assert (page.file.rows_total, page.file.rows_accepted, page.rejected_rows) == (2, 1, 1)
    assert len(page.findings) >= 2
    assert [finding.is_repeat for finding in page.findings][:2] == [False, True]
    assert visible_cases(cast.lead).count() == 1


def test_checking_only_takes_nothing(cast):
    answer = sent(signed_in("lead"), dry_run="yes")
    assert answer.status_code == 200
    assert "checked only" in text_of(answer)
    assert imported_files(cast.agency_id) == []
    assert not visible_cases(cast.lead).exists()


def test_the_same_file_again_changes_nothing_and_says_so(cast):
    client = signed_in("lead")
    sent(client)
    again = sent(client)
    assert "This content was taken before" in text_of(client.get(again["Location"]))
    assert len(imported_files(cast.agency_id)) == 1
    assert visible_cases(cast.lead).count() == 1
