"""Can somebody ask "may I?" and read the rules in a real browser, in both languages?"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.app.commands.program import doorstep, small_demo
from tests.journeys.browser import DESK_WIDE, NOW, PHONE_WIDE, TODAY, chromium, served, visitor

pytestmark = [pytest.mark.browser, pytest.mark.database]

ACCOUNTS = 60
PAGES = ("/may-i", "/law", "/law/CN-TIME-01", "/law/changes", "/law/policy", "/law/calendar")
LANGUAGES = (("zh-hans", "拒绝", "平台政策"), ("en", "Refused", "House policy"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(browser, tmp_path_factory) -> Iterator[str]:
    place = tmp_path_factory.mktemp("law") / "store"
    small_demo(place, TODAY.isoformat(), ACCOUNTS)
    doorstep("day", "--data-dir", place, "--date", TODAY, "--json", DOORSTEP_NOW=NOW)
    with served(place) as found:
        yield found


@pytest.mark.parametrize("window", [DESK_WIDE, PHONE_WIDE], ids=["1440", "390"])
@pytest.mark.parametrize(("code", "refused", "policy"), LANGUAGES)
def test_from_the_question_to_the_rule_behind_the_answer(
    browser, address, window, code, refused, policy
):
    with visitor(browser, address, window) as lead:
        lead.sign_in("lead")
        lead.speak(code)
        for path in PAGES:
            lead.open(path)
            assert (path, lead.faults_of_page()) == (path, [])
        page = lead.page
        lead.open("/may-i?channel=visit&clock=20:30")
        page.locator(".found a").first.click()
        expect(page.locator(".answer-word")).to_contain_text(refused)
        expect(page.locator(".instead")).to_be_visible()
        expect(page.locator(".dayline-row svg").first).to_be_visible()
        assert lead.faults_of_page() == []
        page.locator(".reason a[href='/law/HP-VISIT-HOURS']").click()
        expect(page.locator(".rule-head")).to_contain_text(policy)
        assert lead.faults_of_page() == []


def test_question_and_register_are_reached_by_the_keyboard_alone(browser, address):
    with visitor(browser, address, DESK_WIDE) as lead:
        lead.sign_in("lead")
        lead.open("/may-i")
        assert lead.reaches(".found a")
        lead.page.keyboard.press("Enter")
        expect(lead.page).to_have_url(re.compile("case="))
        assert lead.reaches("a[href='/law']")
        lead.page.keyboard.press("Enter")
        expect(lead.page).to_have_url(re.compile("/law$"))
        lead.page.locator("input[name=q]").last.fill("CN-FREQ-01")
        lead.page.keyboard.press("Enter")
        expect(lead.page.locator(".register a[data-row]")).to_have_count(1)
