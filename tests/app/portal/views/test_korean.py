"""Does a borrower who reads Korean read Korean everywhere, and the office nowhere?"""

import re

import pytest
from django.test import Client
from tests.app.doors import signed_in, stranger, text_of
from tests.app.portal.korean import foreign
from tests.app.portal.own_page import own_page
from tests.app.portfolio import place

from doorstep_desk.cases.models import Borrower, Case
from doorstep_desk.organisations.models import Organisation
from doorstep_desk.portal.education import articles
from doorstep_desk.self_service.kinds import KINDS

pytestmark = pytest.mark.usefixtures("desk_that_sends")
OPEN = (
    "", "visitor", "know", "know/planner", "no-more/x", *(f"know/{slug}" for slug in articles())
)  # fmt: skip
OWN = ("account", "pay", "wishes", *(f"say/{kind}" for kind, of in KINDS.items() if of.is_chosen))
LARGEST = 60 * 1024


def korean() -> Client:
    """Return a browser whose reader asked for Korean."""
    client = Client()
    client.cookies["django_language"] = "ko"
    return client


def test_a_page_with_words_of_another_language_is_noticed():
    page = '<body class="x"><p>한국어</p><p>Back to 首页</p></body>'
    assert foreign(page) == ["Back", "首页"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*(f"/portal/{page}" for page in OPEN), "/verify/"])
def test_every_open_page_is_korean_throughout(path):
    answer = korean().get(path)
    assert answer.status_code == 200
    page = text_of(answer)
    assert '<html lang="ko">' in page
    assert "한국어" in page
    assert foreign(page) == []
    assert len(answer.content) < LARGEST


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/portal/", {"contact": "nobody"}),
        ("/portal/visitor", {"number": "12"}),
        ("/portal/visitor", {"number": "12345678"}),
        ("/portal/know/planner", {"adults": "x", "owed": "y"}),
        ("/portal/know/nothing", None),
        ("/portal/nothing", None),
        ("/verify/AAAA-BBBB-CCCC-DDDD", None),
    ],
)
def test_what_is_refused_is_refused_in_korean(path, sent):
    client = korean()
    page = text_of(client.get(path) if sent is None else client.post(path, sent))
    assert '<html lang="ko">' in page
    assert foreign(page, "AAAA-BBBB-CCCC-DDDD") == []


def test_a_borrowers_own_pages_are_korean_but_for_names(cast):
    place(cast, 3)
    case = Case.objects.select_related("borrower").first()
    names = (case.borrower.name, case.number, *Organisation.objects.values_list("name", flat=True))
    client = own_page(cast.agency_id)
    client.cookies["django_language"] = "ko"
    for path in OWN:
        page = text_of(client.get(f"/portal/{path}"))
        assert '<html lang="ko">' in page, path
        assert foreign(page, *names) == [], path
    page = text_of(client.post("/portal/say/complaint", {"words": ""}))
    assert foreign(page, *names) == []
    page = text_of(client.post("/portal/say/stop", {}))
    assert "접수 번호" in page


@pytest.mark.parametrize(
    ("on_file", "browser", "spoken"),
    [("ko", "zh-CN", "ko"), ("en", "zh-CN", "en"), ("zh", "ko", "ko"), ("zh", "zh-CN", "zh")],
)
def test_the_language_on_file_comes_first_where_none_was_chosen(cast, on_file, browser, spoken):
    place(cast, 3)
    Borrower.objects.update(language=on_file)
    client = own_page(cast.agency_id, language="", headers={"accept-language": browser})
    assert f'<html lang="{spoken}' in text_of(client.get("/portal/account"))


def test_what_was_chosen_on_the_page_stays(cast):
    place(cast, 3)
    Borrower.objects.update(language="ko")
    assert '<html lang="en">' in text_of(own_page(cast.agency_id).get("/portal/account"))


@pytest.mark.django_db
def test_a_law_is_cited_by_the_name_under_which_it_is_found():
    page = text_of(korean().get("/portal/know/rights"))
    assert re.findall(r"<cite[^>]*>[^<]*[A-Za-z]{5,}", page) == []
    assert '<cite lang="zh-Hans">' in page


@pytest.mark.django_db
def test_the_office_speaks_no_korean(cast):
    for client in (korean(), Client(headers={"accept-language": "ko"})):
        assert 'lang="zh-Hans-CN"' in text_of(client.get("/sign-in"))
    client = signed_in("lead")
    assert "한국어" not in text_of(client.get("/"))


@pytest.mark.django_db
def test_a_browser_that_asks_for_korean_gets_it_from_us_alone_where_borrowers_read():
    asking = {"accept-language": "ko-CN,ko;q=0.9,zh;q=0.5"}
    assert '<html lang="ko">' in text_of(Client(headers=asking).get("/portal/"))
    assert '<html lang="en">' in text_of(stranger().get("/portal/"))
