"""Does the desk work in a real browser, from sign-in to the day after a promise?"""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.app.commands.program import doorstep, small_demo
from tests.journeys.axe import found_by_axe
from tests.journeys.browser import (
    DESK_WIDE,
    NOW,
    PHONE_WIDE,
    TODAY,
    TOMORROW,
    Visitor,
    chromium,
    served,
    visitor,
)
from tests.journeys.field.at_the_desk import BECAUSE, CORRECTED, walked_offline

pytestmark = [pytest.mark.browser, pytest.mark.database]

ACCOUNTS = 300
SHOTS = Path(os.environ.get("FIELD_SHOTS", "test-results/field-app")) / "desk"
PAGES_OF_THE_LEAD = (
    "/", "/cases", "/follow-ups", "/imports", "/password", "/approvals", "/verification",
    "/visitors", "/payments", "/authority", "/said", "/training", "/training/team", "/letters",
)  # fmt: skip
OF_EVERYBODY = ("/portal/visitor", "/portal/know/planner")
LANGUAGES = (("zh-hans", "zh", "今日", "案件"), ("en", "en", "Today", "Cases"))
PROMISED = "320.50"
AFTER_GRACE = TOMORROW + timedelta(days=4)
"""The first day on which a promise for tomorrow is settled: three days of grace are over."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def place(browser, tmp_path_factory) -> Path:
    """Make a small synthetic store and run its first day with the real command."""
    folder = tmp_path_factory.mktemp("browser") / "store"
    small_demo(folder, TODAY.isoformat(), ACCOUNTS)
    day = doorstep("day", "--data-dir", folder, "--date", TODAY, "--json", DOORSTEP_NOW=NOW)
    assert day.answers[-1]["plan"]["visits"] > 0
    return folder


@pytest.fixture(scope="module")
def address(place) -> Iterator[str]:
    with served(place) as found:
        yield found


@pytest.fixture
def lead(browser, address) -> Iterator[Visitor]:
    with visitor(browser, address, DESK_WIDE) as somebody:
        somebody.sign_in("lead")
        yield somebody


@pytest.fixture
def agent(browser, address) -> Iterator[Visitor]:
    with visitor(browser, address, PHONE_WIDE) as somebody:
        somebody.sign_in("agent1")
        yield somebody


def _case_of_first_stop(lead: Visitor) -> str:
    lead.open("/")
    return lead.page.locator("#stops td a[href^='/cases/']").first.get_attribute("href")


def _report(lead: Visitor) -> str:
    lead.open("/imports")
    return lead.page.locator("a[data-row]").first.get_attribute("href")


def test_nobody_sees_a_page_before_signing_in(browser, address):
    with visitor(browser, address, DESK_WIDE) as stranger:
        for path in (*PAGES_OF_THE_LEAD, "/field/"):
            stranger.open(path)
            expect(stranger.page).to_have_url(re.compile("/sign-in"))
        assert stranger.faults_of_page() == []


@pytest.mark.parametrize("window", [DESK_WIDE, PHONE_WIDE], ids=["1440", "390"])
@pytest.mark.parametrize(("code", "lang", "today", "cases"), LANGUAGES)
def test_every_page_of_the_lead_is_whole(browser, address, window, code, lang, today, cases):
    with visitor(browser, address, window) as lead:
        lead.sign_in("lead")
        lead.speak(code)
        case, report = _case_of_first_stop(lead), _report(lead)
        lead.open("/")
        sheet = lead.page.locator("a[href^='/print']").get_attribute("href")
        about = [f"{case}{each}" for each in ("", "/arrange", "/message", "/letter", "/pay")]
        for path in (*PAGES_OF_THE_LEAD, *OF_EVERYBODY, *about, report, sheet):
            lead.open(path)
            expect(lead.page.locator("html")).to_have_attribute("lang", re.compile(f"^{lang}"))
            assert (path, lead.faults_of_page()) == (path, [])
            if (window, lang) == (DESK_WIDE, "en"):
                assert (path, found_by_axe(lead.page)) == (path, [])
        lead.open("/")
        expect(lead.page.locator("h1")).to_contain_text(today)
        lead.open("/cases")
        expect(lead.page.locator("h1")).to_have_text(cases)


@pytest.mark.parametrize(("code", "lang", "today", "cases"), LANGUAGES)
def test_every_page_of_the_agent_is_whole(agent, code, lang, today, cases):
    agent.open("/field/")
    agent.speak(code)
    stop = agent.page.locator("a[href*='/field/stops/']").first.get_attribute("href")
    for path in ("/field/", "/field/number", stop, f"{stop}/record"):
        agent.open(path)
        expect(agent.page.locator("html")).to_have_attribute("lang", re.compile(f"^{lang}"))
        assert (path, agent.faults_of_page()) == (path, [])


def test_the_board_shows_routes_the_day_and_why_others_are_not_visited(lead):
    lead.open("/")
    page = lead.page
    expect(page.locator("#map-title")).to_be_visible()
    expect(page.locator("#map-drawing svg, .map-island canvas").first).to_be_attached()
    expect(page.locator("a.gantt-row").first).to_be_visible()
    expect(page.locator("#stops .chip").first).to_be_visible()
    expect(page.locator("#spared-title")).to_be_visible()


def test_choosing_another_pair_changes_its_stops_without_leaving_the_board(lead):
    lead.open("/")
    other = lead.page.locator("#stops nav a:not([aria-current])").first
    letter = other.inner_text().split()[0]
    other.click()
    expect(lead.page.locator("#stops")).to_have_attribute("data-pair", letter)


def test_a_case_names_its_odds_its_rules_and_their_sources(lead):
    lead.open(_case_of_first_stop(lead))
    page = lead.page
    expect(page.locator(".prob").first).to_be_visible()
    rule = page.locator(".rules details").last
    page.locator(".fold.rest > summary").click()
    rule.locator("summary").click()
    expect(rule.locator(".why dt").first).to_be_visible()


def test_the_list_is_narrowed_where_it_stands(lead):
    lead.open("/cases")
    name = lead.page.locator("a.name").first.inner_text()
    lead.page.locator(".fbar input[name=q]").fill(name)
    lead.page.locator(".fbar input[name=q]").press("Enter")
    expect(lead.page).to_have_url(re.compile("q="))
    for found in lead.page.locator("a.name").all():
        expect(found).to_contain_text(name)


def test_the_report_of_a_file_counts_its_rows(lead):
    lead.open(_report(lead))
    expect(lead.page.locator(".tstat .big").first).to_have_text(str(ACCOUNTS))


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("/", "a[href^='/print']"),  # print the day
        ("/", "[data-opens=replan]"),  # plan again
        ("/", "#stops td a[href^='/cases/']"),  # the first stop's case
        ("/cases", "a[data-row]"),  # the first case
        ("/imports", "a[data-row]"),  # the first report
        ("case", "a[href='#record']"),  # record a contact
        ("case", "[data-opens=pause]"),  # pause contact
    ],
)
def test_the_main_acts_are_reached_by_the_tab_key(lead, path, selector):
    lead.open(_case_of_first_stop(lead) if path == "case" else path)
    assert lead.reaches(selector)


def test_the_first_tab_leads_past_the_navigation(lead):
    lead.open("/cases")
    lead.page.keyboard.press("Tab")
    expect(lead.page.locator(".skip")).to_be_focused()


def test_an_agent_reaches_the_door_by_the_tab_key(agent):
    agent.open("/field/")
    assert agent.reaches("a.btn.pri[href*='/field/stops/']")
    agent.page.keyboard.press("Enter")
    expect(agent.page).to_have_url(re.compile("/field/stops/"))
    assert agent.reaches("a[href$='/record']")


def test_a_whole_visit_without_a_signal_stands_on_the_desk(browser, address, lead, tmp_path):
    """No stand-in: the app as it is built, the desk in its own process, PostgreSQL behind it."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    due = TODAY + timedelta(days=7)
    stop = walked_offline(browser, address, SHOTS, tmp_path / "door.jpg", due.isoformat())
    seen = {}
    for name, path in {
        "case": f"/cases/{stop['case_id']}", "reviews": "/reviews", "devices": "/devices",
    }.items():  # fmt: skip
        lead.open(path)
        assert (path, lead.faults_of_page()) == (path, [])
        lead.page.screenshot(path=SHOTS / f"office-{name}.png", full_page=True)
        seen[name] = lead.page.locator("main").inner_text()
    assert f"承诺 {due:%m-%d} 前还 ¥268.00" in seen["case"]
    shown = ("更正上门记录", CORRECTED, f"原因：{BECAUSE}")
    assert [text for text in shown if text not in seen["case"]] == []
    assert "许哲安" in seen["reviews"]  # how the visit went, by its record
    lead.open(f"/cases/{stop['case_id']}")
    rows = lead.page.locator("#evidence li")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="照片").locator("button")).to_be_visible()
    expect(rows.filter(has_text="签名")).to_contain_text("完整")
    with lead.context.expect_page() as opened:
        rows.locator("button").click()
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("() => document.images[0].naturalWidth") == 640


def test_a_promise_at_the_door_is_seen_by_the_next_days_run(agent, lead, place):
    """The whole loop: the phone records, the office reads, the next day keeps its distance."""
    page = agent.page
    lead.open("/")
    done = lead.page.locator("#stops .pin.done").count()
    agent.open("/field/")
    page.locator("a.btn.pri[href*='/field/stops/']").click()
    page.locator("a[href$='/record']").click()
    page.locator("input[name=met][value=borrower]").check()
    page.locator("input[name=disposition][value=met_borrower]").check()
    page.locator("[name=promise_amount]").fill(PROMISED)
    page.locator("[name=promise_due_on]").fill(TOMORROW.isoformat())
    page.locator("[name=note]").fill("周五发工资后先还一部分")
    page.locator("button.btn.pri[form=main]").click()
    expect(page).to_have_url(re.compile("/recorded$"))
    expect(page.locator("main, .body").first).to_contain_text(PROMISED)
    assert agent.faults_of_page() == []
    agent.open("/field/")
    expect(page.locator(".pin.done")).to_have_count(1)

    case = _case_of_first_stop(lead)
    expect(lead.page.locator("#stops .pin.done")).to_have_count(done + 1)
    lead.open(case)
    expect(lead.page.locator("#history")).to_contain_text("周五发工资后先还一部分")
    expect(lead.page.locator("#history")).to_contain_text(PROMISED)

    for day in (TOMORROW, AFTER_GRACE):
        run = doorstep("day", "--data-dir", place, "--date", day, "--json")
        assert run.answers[-1]["changed"] is True
    lead.open(f"/?date={TOMORROW}")
    assert lead.page.locator(f"#stops td a[href='{case}']").count() == 0
    lead.open(case)
    expect(lead.page.locator("#history")).to_contain_text(PROMISED)
    lead.open("/follow-ups")
    expect(lead.page.locator(f"a[href='{case}']").first).to_be_visible()
    assert lead.faults_of_page() == []
