"""Does a whole visit without a signal arrive, and is every screen fit for a cold thumb?"""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.axe import faults_of_screen
from tests.journeys.browser import chromium
from tests.journeys.field.pack import CANARY_CREDITOR
from tests.journeys.field.peer import Peer, standing
from tests.journeys.field.walker import HELP_PIN, PIN, Walker, stop_id, visit, walker

from doorstep_desk.field.shell import BUILT

pytestmark = pytest.mark.browser
SHOTS = Path(os.environ.get("FIELD_SHOTS", "test-results/field-app"))
WHOLE_VISIT = [
    "safety.pair", "visit.started", "safety.timer", "visit.arrived", "visit.present",
    "visit.right_party", "visit.right_party", "visit.right_party", "note", "visit.purpose",
    "visit.reason", "visit.sheet", "visit.promise", "evidence.added", "visit.summary",
    "visit.left", "safety.timer",
]  # fmt: skip
SHELL_BYTES = 150_000
BOTH = ("zh-CN", "en-GB")
IN_FULL = os.environ.get("FIELD_IN_FULL") == "1"
LANGUAGES = {"visit": BOTH if IN_FULL else BOTH[:1], "others": BOTH if IN_FULL else BOTH[1:]}
"""Each screen in one language with every test, in both before a release."""
TYPE_AT_ONCE = """(pin) => new MutationObserver((_, seeing) => {
  if (!document.querySelector(".keys")) return;
  seeing.disconnect();
  for (const key of pin) dispatchEvent(new KeyboardEvent("keydown", {key}));
  window.wasTyped = true;
}).observe(document.body, {childList: true, subtree: true})"""
"""Types as soon as the pad stands in the page, before it was painted."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def peer() -> Iterator[Peer]:
    with standing(Peer()) as found:
        yield found


@pytest.fixture(scope="module")
def enrolled(browser) -> Iterator[Walker]:
    """Have one phone for all tests that each use a stop of their own."""
    with standing(Peer(stops=8)) as office, walker(browser, office) as found:
        found.enrol()
        yield found


@pytest.fixture
def phone(enrolled) -> Walker:
    """Have the phone open at its first page, with nothing left to send."""
    enrolled.go("/")
    expect(enrolled.page.locator(".stops")).to_be_visible()
    return enrolled


def _shots(name: str) -> Path:
    folder = SHOTS / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _arrived(walking: Walker, count: int) -> None:
    walking.page.wait_for_function("() => navigator.onLine")
    for _ in range(100):
        if len(walking.peer.events) >= count:
            return
        walking.page.wait_for_timeout(100)
    pytest.fail(f"{len(walking.peer.events)} of {count} records arrived")


def _sent(walking: Walker) -> None:
    """Send what waits, and wait until nothing does."""
    walking.go("/sync")
    walking.page.locator(".btn", has_text="现在发送").click()
    expect(walking.page.locator(".figures b").first).to_have_text("0", timeout=15_000)


@pytest.mark.parametrize("language", LANGUAGES["visit"])
def test_a_whole_visit_without_a_signal_survives_a_reload_and_arrives(browser, peer, language):
    with walker(browser, peer, _shots(language), language) as walking:
        faults: dict[str, list[str]] = {}

        def look(name: str) -> None:
            walking.shot(name)
            faults[name] = faults_of_screen(walking.page)

        walking.enrol()
        look("today")
        walking.ready_offline()
        visit(walking, 1, look)
        walking.go("/")
        walking.page.reload()
        look("unlock")
        walking.unlock()
        expect(walking.page.locator(".pin.done")).to_have_count(1)
        assert peer.events == {}
        walking.context.set_offline(False)
        _arrived(walking, len(WHOLE_VISIT))
        assert peer.kinds() == WHOLE_VISIT
        walking.go("/sync")
        expect(walking.page.locator(".figures b").first).to_have_text("0", timeout=15_000)
        assert {name: found for name, found in faults.items() if found} == {}
    left = peer.of_kind("visit.left")[0]
    assert left["body"]["answers"] | {"note": ""} == {
        "met": "borrower", "disposition": "met_borrower", "note": "", "reason": "business_slow",
        "promise_fen": 26_800, "promise_due_on": "2027-01-05",
        "asked_to_leave": False, "asked_to_stop": False,
    }  # fmt: skip
    evidence = peer.of_kind("evidence.added")[0]["body"]
    total, have = peer.blobs[evidence["sealed_sha256"]]
    picture = peer.opened(evidence["sha256"], bytes(have))
    assert (total, picture[1:4]) == (evidence["sealed_size"], b"PNG")


@pytest.mark.parametrize("language", LANGUAGES["others"])
def test_every_other_screen_is_whole_without_a_signal(browser, peer, language):
    with walker(browser, peer, _shots(f"{language}-others"), language) as walking:
        walking.enrol()
        walking.ready_offline()
        found: dict[str, list[str]] = {}
        for route in (
            "/map",
            "/sync",
            "/me",
            "/number",
            "/safety",
            "/note",
            "/brief/" + stop_id(2),
        ):
            walking.go(route)
            expect(walking.page.locator("h1")).to_be_visible()
            if route == "/map":
                expect(walking.page.locator(".map-box .pin")).to_have_count(5, timeout=15_000)
            walking.shot(route.strip("/").partition("/")[0])
            found[route] = faults_of_screen(walking.page)
        walking.type_pins(PIN)
        expect(walking.page.locator(".pairs").first).to_contain_text("¥4,812.38")
        walking.shot("briefing-open")
        found["open"] = faults_of_screen(walking.page)
        walking.go(f"/stop/{stop_id(3)}")
        walking.primary()
        walking.at_step(1)
        walking.page.locator(".dock .btn.half").nth(1).click()
        found["more"] = faults_of_screen(walking.page)
        walking.shot("more")
        walking.page.locator("dialog .line").last.click()
        found["skip"] = faults_of_screen(walking.page)
        walking.shot("skip")
        assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", BOTH)
def test_the_window_of_the_next_stop_stands_beside_a_first_name_of_four(browser, language):
    shots = _shots(f"{language}-long-name")
    with standing(Peer(stops=8, first=8)) as peer, walker(browser, peer, shots, language) as seen:
        seen.enrol()
        expect(seen.page.locator(".first .name")).to_have_text("阿依古丽")
        seen.shot("today")
        name = seen.page.locator(".first .name").bounding_box()
        window = seen.page.locator(".first .end").bounding_box()
        assert name["height"] < 32
        assert window["y"] < name["y"] + name["height"] / 2 < window["y"] + window["height"]
        assert faults_of_screen(seen.page) == []


def test_before_confirmation_no_screen_holds_a_word_about_the_debt(phone):
    page = phone.page
    for route in (f"/stop/{stop_id(1)}", f"/visit/{stop_id(1)}"):
        phone.go(route)
        expect(page.locator("h1")).to_be_visible()
        text = page.content()
        assert [
            each for each in (CANARY_CREDITOR, "4,812", "481236", "本金") if each in text
        ] == []


def test_one_touch_covers_and_two_go_on(phone):
    page = phone.page
    page.locator("button.hide").click()
    expect(page.locator(".cover")).to_be_visible()
    expect(page.locator(".screen")).to_be_hidden()
    page.locator(".cover").dblclick()
    expect(page.locator(".screen")).to_be_visible()


def test_the_pin_that_asks_for_help_opens_the_same_and_the_office_knows(phone):
    page = phone.page
    before = page.locator(".screen").inner_text()
    phone.go("/me")
    page.locator(".line", has_text="现在锁上").click()
    expect(page.locator(".keys")).to_be_visible()
    phone.go("/")
    phone.unlock(HELP_PIN)
    expect(page.locator(".stops")).to_be_visible()
    _arrived(phone, 1)
    assert phone.peer.kinds()[-1] == "safety.duress"
    assert page.locator(".first").inner_text().split("\n")[1] in before


def test_asked_to_leave_ends_the_visit_from_any_step_and_stops_today(phone):
    page = phone.page
    phone.go(f"/stop/{stop_id(2)}")
    phone.primary()
    phone.tick("#pair")
    phone.primary()
    phone.at_step(2)
    page.locator(".dock .btn.half").nth(2).click()
    phone.tick("#asked")
    expect(page.locator(".note.pause")).to_be_visible()
    phone.primary()
    phone.type_pins(PIN)
    expect(page.locator(".empty h1")).to_be_visible(timeout=15_000)
    _sent(phone)
    answers = phone.peer.of_kind("visit.left")[0]["body"]["answers"]
    assert (answers["asked_to_leave"], answers["met"]) == (True, "nobody")


def test_a_pin_typed_in_the_first_moment_of_the_pad_is_taken(phone):
    phone.go("/me")
    phone.page.evaluate(TYPE_AT_ONCE, PIN)
    phone.page.locator(".line", has_text="现在锁上").click()
    phone.page.wait_for_function("() => window.wasTyped")
    expect(phone.page.locator(".keys")).to_be_hidden()


def test_the_list_of_those_who_are_not_visited_closes_a_stop(phone):
    phone.peer.stop_list = ["703"]
    phone.go("/sync")
    phone.page.locator(".btn", has_text="现在发送").click()
    phone.go(f"/stop/{stop_id(3)}")
    expect(phone.page.locator(".note.pause")).to_be_visible()
    phone.go(f"/brief/{stop_id(3)}")
    phone.type_pins(PIN)
    expect(phone.page.locator(".note.pause")).to_be_visible()


def test_the_office_restored_from_a_copy_gets_what_it_lost(phone):
    _sent(phone)
    before = len(phone.peer.order)
    phone.go("/note")
    for words in ("eins", "zwei", "drei"):
        phone.page.locator("#words").fill(words)
        phone.primary()
        expect(phone.page.locator(".note.allow")).to_be_visible()
    _sent(phone)
    lost = phone.peer.of_kind("note")[-1]
    del phone.peer.events[lost["id"]], phone.peer.bodies[lost["id"]]
    phone.peer.epoch = "2"
    _sent(phone)
    for _ in range(75):  # nothing was unsent before the office said that it had lost something
        if lost["id"] in phone.peer.events:
            break
        phone.page.wait_for_timeout(200)
    assert (lost["id"] in phone.peer.events, len(phone.peer.order) - before) == (True, 4)


def test_a_line_that_comes_back_without_a_word_is_found_within_seconds(phone):
    _sent(phone)
    before, cut = len(phone.peer.events), []
    phone.context.route(
        "**/field/api/1/sync", lambda route: (cut.append(1), route.abort("internetdisconnected"))
    )
    phone.go("/note")
    phone.page.locator("#words").fill("kein Netz")
    phone.primary()
    expect(phone.page.locator(".note.allow")).to_be_visible()
    while not cut:
        phone.page.wait_for_timeout(50)
    phone.context.unroute("**/field/api/1/sync")
    _arrived(phone, before + 1)


def test_an_answer_that_was_lost_costs_nothing(phone):
    _sent(phone)
    before = len(phone.peer.order)
    phone.peer.drop_answers = 1
    phone.go("/note")
    phone.page.locator("#words").fill("der Wind")
    phone.primary()
    expect(phone.page.locator(".note.allow")).to_be_visible()
    _sent(phone)
    assert phone.peer.order[before] == phone.peer.order[before + 1]
    assert len(phone.peer.order) == before + 2


def test_the_shell_without_the_map_is_small():
    names = ("index.html", "app.js", "app.css", "sw.js", "manifest.webmanifest")
    sizes = {name: len(gzip.compress((BUILT / name).read_bytes())) for name in names}
    assert sum(sizes.values()) <= SHELL_BYTES, sizes


def test_the_harness_finds_what_is_wrong_with_a_screen(phone):
    phone.page.evaluate(
        "() => { const bad = document.createElement('button'); bad.className = 'hide';"
        " bad.style.cssText = 'width:20px;height:20px'; document.body.append(bad); }"
    )
    names = [each.partition(":")[0] for each in faults_of_screen(phone.page)]
    assert names == ["button-name", "20x20"]
