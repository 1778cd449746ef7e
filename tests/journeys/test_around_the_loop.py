"""Do borrowers, compliance, lenders and auditors find pages that work, that everybody can read?

A real desk, a real browser, axe on every page in every language, and a picture of each.
"""

import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.app.commands.program import doorstep, run, small_demo
from tests.journeys.axe import found_by_axe
from tests.journeys.browser import (
    DESK_WIDE,
    NOW,
    PHONE_WIDE,
    TODAY,
    Visitor,
    chromium,
    served,
    visitor,
)

from doorstep_desk.notices.channels.demo import OUTBOX

pytestmark = [pytest.mark.browser, pytest.mark.database]

ACCOUNTS = 60
ALL = os.environ.get("EVERY_LANGUAGE") == "1"
"""Every page in every language takes minutes: by night. Otherwise each page is read in one."""

SHOTS = Path(os.environ.get("DESK_SHOTS", "test-results/around-the-loop"))
LANGUAGES = {"zh": "zh-hans", "en": "en", "ko": "ko"}
OF_NOBODY = (
    "/portal/", "/portal/visitor", "/portal/know", "/portal/know/rights", "/portal/know/planner",
    "/verify/",
)  # fmt: skip
OF_BORROWERS = (
    "/portal/account", "/portal/pay", "/portal/wishes", "/portal/papers", "/portal/say/dispute",
    "/portal/say/complaint", "/portal/say/stop", "/portal/say/visit",
)  # fmt: skip
OF_THE_LEAD = ("/promises", "/odds", "/team", "/reports")
"""The others are read in ``test_browser.py``."""

OF_COMPLIANCE = (
    "/", "/complaints", "/said", "/law", "/law/changes", "/law/policy", "/law/calendar",
    "/reviews", "/reports", "/risks", "/devices", "/may-i", "/practice", "/templates",
    "/oversight", "/oversight/conduct",
)  # fmt: skip
OF_READERS = ("/reports", "/oversight", "/oversight/conduct", "/complaints", "/law", "/password")
OF_A_CASE = ("", "/arrange", "/message", "/letter", "/pay", "/papers", "/statement")
SOMEBODY = """
import json
from pathlib import Path
from doorstep_desk.commands.session import store
found = []
with store(Path({place!r})):
    from django.db.models import Count
    from doorstep_desk.cases.models import Case
    from doorstep_desk.cases.queries import points_of
    alone = Case.objects.annotate(n=Count("accounts")).filter(n=1)
    for case in alone.select_related("borrower").order_by("id"):
        numbers = [p.value for p in points_of(case.borrower_id) if p.role == "mobile"]
        if numbers and case.borrower.identity_number:
            found.append([case.pk, numbers[0], case.borrower.identity_number[-4:]])
print(json.dumps(found))
"""


@dataclass(frozen=True)
class Somebody:
    """A borrower of the synthetic world."""

    case_id: int
    number: str
    digits: str


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def place(browser, tmp_path_factory) -> Path:
    """Make a small synthetic store and run its first day with the real command."""
    folder = tmp_path_factory.mktemp("around") / "store"
    small_demo(folder, TODAY.isoformat(), ACCOUNTS)
    day = doorstep("day", "--data-dir", folder, "--date", TODAY, "--json", DOORSTEP_NOW=NOW)
    assert day.answers[-1]["plan"]["visits"] > 0
    return folder


@pytest.fixture(scope="module")
def people(place) -> list[Somebody]:
    said = run(["-c", SOMEBODY.format(place=str(place))], {})
    assert said.status == 0, said.err
    return [Somebody(*each) for each in json.loads(said.out)]


@pytest.fixture(scope="module")
def address(place, people) -> Iterator[str]:
    with served(place) as found:
        yield found


def expect_whole(somebody: Visitor, name: str) -> None:
    """Ask of the page in the window what is asked of every page, and keep its picture."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    where = somebody.page.url
    assert (where, found_by_axe(somebody.page)) == (where, [])
    assert (where, somebody.faults_of_page()) == (where, [])
    somebody.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def expect_all_whole(somebody: Visitor, paths: tuple[str, ...], name: str) -> None:
    for path in paths:
        somebody.open(path)
        expect_whole(somebody, name + re.sub(r"\W+", "-", path).rstrip("-"))


@pytest.mark.parametrize(
    ("role", "paths", "language"),
    [
        (role, paths, language)
        for role, paths, usual in (
            ("lead", OF_THE_LEAD, "zh"),
            ("compliance", OF_COMPLIANCE, "en"),
            ("lender", OF_READERS, "zh"),
        )
        for language in ("zh", "en")
        if ALL or language == usual
    ],
)
def test_axe_finds_nothing_on_the_pages_of_the_office(browser, address, role, paths, language):
    with visitor(browser, address, DESK_WIDE) as somebody:
        somebody.sign_in(role)
        somebody.speak(LANGUAGES[language])
        expect_all_whole(somebody, paths, f"{role}-{language}")


@pytest.mark.parametrize("language", ["zh", "en"] if ALL else ["zh"])
def test_axe_finds_nothing_on_the_pages_of_a_case(browser, address, people, language):
    with visitor(browser, address, DESK_WIDE) as lead:
        lead.sign_in("lead")
        lead.speak(LANGUAGES[language])
        case = f"/cases/{people[-1].case_id}"
        expect_all_whole(lead, tuple(case + each for each in OF_A_CASE), f"case-{language}")


@pytest.mark.parametrize("role", ["lender", "auditor", "regulator"])
def test_who_reads_about_conduct_opens_no_case_and_finds_no_name(browser, address, people, role):
    with visitor(browser, address, DESK_WIDE) as reader:
        reader.sign_in(role)
        reader.open("/oversight/conduct")
        expect(reader.page.locator("h1")).to_be_visible()
        assert reader.page.locator("a[href^='/cases/']").count() == 0
        answer = reader.context.request.get(f"{address}/cases/{people[0].case_id}")
        assert answer.status in (403, 404)


@pytest.mark.parametrize("language", ["zh", "en", "ko"] if ALL else ["en"])
def test_axe_finds_nothing_where_nobody_has_to_sign_in(browser, address, language):
    with visitor(browser, address, PHONE_WIDE) as anybody:
        anybody.open("/portal/")
        anybody.speak(LANGUAGES[language])
        expect_all_whole(anybody, OF_NOBODY, f"anybody-{language}")


@pytest.mark.parametrize(
    ("place_in_list", "language"), list(enumerate(["ko", "zh", "en"] if ALL else ["ko"]))
)
def test_a_borrower_works_out_a_plan_signs_it_and_nobody_collects(
    browser, address, place, people, place_in_list, language
):
    borrower = people[place_in_list]
    with (
        visitor(browser, address, PHONE_WIDE) as one,
        visitor(browser, address, DESK_WIDE) as lead,
    ):
        _come(one, place, borrower, language)
        expect_all_whole(one, OF_BORROWERS, f"borrower-{language}")
        _wish(one, language)
        _issue(lead, borrower, language)
        _sign(one, place, borrower, language)
        lead.open(f"/cases/{borrower.case_id}")
        expect(lead.page.locator("#arrangement, main").first).to_contain_text("约定")
        expect_whole(lead, f"case-agreed-{language}")


def _code_for(place: Path, number: str, seen: int) -> str:
    """Return the code in the newest message to a number, once there are more than were seen."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        outbox = place / OUTBOX
        lines = outbox.read_text("utf-8").splitlines() if outbox.exists() else []
        mine = [line for line in lines if f" {number} " in line]
        if len(mine) > seen:
            return re.findall(r"(?<!\d)\d{6}(?!\d)", mine[-1].split(number, 1)[1])[0]
        time.sleep(0.2)
    raise AssertionError(f"no message came to {number}")


def _messages(place: Path, number: str) -> int:
    outbox = place / OUTBOX
    return outbox.read_text("utf-8").count(f" {number} ") if outbox.exists() else 0


def _come(one: Visitor, place: Path, borrower: Somebody, language: str) -> None:
    page, seen = one.page, _messages(place, borrower.number)
    one.open("/portal/")
    one.speak(LANGUAGES[language])
    page.locator("#contact").fill(borrower.number)
    page.locator("form.ask .btn.pri").click()
    expect_whole(one, f"borrower-{language}-code")
    page.locator("#code").fill(_code_for(place, borrower.number, seen))
    page.locator("form.ask .btn.pri").click()
    expect(page).to_have_url(re.compile("/portal/person$"))
    expect_whole(one, f"borrower-{language}-person")
    if page.locator("#last_four").count():
        page.locator("#last_four").fill(borrower.digits)
    page.locator("form.ask .btn.pri").click()
    expect(page).to_have_url(re.compile("/portal/account$"))


def _wish(one: Visitor, language: str) -> None:
    page = one.page
    one.open("/portal/say/cannot_pay")
    page.locator("form[action$='/offers'] button").click()
    expect(page).to_have_url(re.compile("/sheet$"))
    page.locator("#county").select_option("222401")
    page.locator("#income_wages").fill("9000")
    page.locator("main form .btn.pri").click()
    expect_whole(one, f"borrower-{language}-offers")
    page.locator(".offers li:not(:has(p.dim)) button").first.click()
    expect(page.locator("[role=status]").first).to_be_visible()
    expect_whole(one, f"borrower-{language}-wished")


def _issue(lead: Visitor, borrower: Somebody, language: str) -> None:
    lead.sign_in("lead")
    lead.open(f"/cases/{borrower.case_id}/papers")
    wanted = lead.page.locator("#wanted option[value^='agreement:']").first
    lead.page.locator("#wanted").select_option(wanted.get_attribute("value"))
    lead.page.locator("#language").select_option(language)
    with lead.page.expect_navigation():
        lead.page.locator("#issue .btn.pri").click()
    expect(lead.page.locator("tr[id^='paper-']")).to_have_count(1)
    expect_whole(lead, f"papers-{language}")


def _sign(one: Visitor, place: Path, borrower: Somebody, language: str) -> None:
    page, seen = one.page, _messages(place, borrower.number)
    one.open("/portal/account")
    page.locator("a[href^='/portal/papers/']").first.click()
    expect_whole(one, f"borrower-{language}-paper")
    page.locator("form[action$='/code'] button").click()
    page.locator("#code").fill(_code_for(place, borrower.number, seen))
    page.locator("form[action$='/sign'] .btn.pri").click()
    expect(page).to_have_url(re.compile(r"\?signed=1$"))
    expect_whole(one, f"borrower-{language}-signed")
