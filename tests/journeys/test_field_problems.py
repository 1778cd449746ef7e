"""When something is wrong with a phone, does a screen say what to do, and can one still write?"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.axe import faults_of_screen
from tests.journeys.browser import chromium
from tests.journeys.field.peer import Peer, standing
from tests.journeys.field.walker import PIN, Walker, stop_id, walker

pytestmark = pytest.mark.browser
SHOTS = Path(os.environ.get("FIELD_SHOTS", "test-results/field-app")) / "problems"
PATIENCE = 15_000
DENIED = """() => { navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException("denied", "NotAllowedError")); }"""
FULL = """() => {
  const real = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (row, ...rest) {
    if (this.name === "blobs") throw new DOMException("full", "QuotaExceededError");
    return real.call(this, row, ...rest);
  };
}"""
"""Chromium lets nobody set a quota any more, so the store itself says that it is full."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def phone(browser) -> Iterator[Walker]:
    SHOTS.mkdir(parents=True, exist_ok=True)
    with standing(Peer(stops=3)) as peer, walker(browser, peer, SHOTS) as found:
        found.enrol()
        yield found


def in_talk(walking: Walker) -> None:
    """Come to the purpose of a visit, agree to a recording, and open the sheet of every step."""
    page = walking.page
    walking.go(f"/visit/{stop_id(1)}")
    walking.tick("#pair")
    walking.primary()
    walking.at_step(2)
    walking.primary()
    expect(page.locator("input[name=who]").first).to_be_visible(timeout=PATIENCE)
    page.locator("input[name=who][value=borrower]").check()
    walking.primary()
    walking.at_step(4)
    page.locator("#document").click()
    asked = page.locator("input[id^=ask-]").first
    asked.fill("2207")
    asked.locator("xpath=ancestor::div[2]//button").click()
    walking.primary()
    walking.at_step(5)
    page.locator(".card .row .btn").first.click()
    more(walking)


def more(walking: Walker) -> None:
    walking.page.locator(".dock .btn.half").nth(1).click()
    expect(walking.page.locator("dialog.sheet")).to_be_visible()


def says(walking: Walker, where: str, words: str, name: str) -> None:
    """Read what the screen says, picture it, and ask what it owes to readers."""
    expect(walking.page.locator(f"{where} .note.ask", has_text=words).first).to_be_visible(
        timeout=PATIENCE
    )
    walking.shot(name)
    assert faults_of_screen(walking.page) == []


def writes(walking: Walker, words: str) -> None:
    """Write down what happened, and let the office have it."""
    walking.go("/note")
    walking.page.locator("#words").fill(words)
    walking.page.locator(".dock .btn.pri").click()
    expect(walking.page.locator(".note.allow")).to_be_visible(timeout=PATIENCE)
    for _ in range(60):
        if words in str(walking.peer.of_kind("note")):
            return
        walking.page.wait_for_timeout(200)
    pytest.fail(f"{words} never arrived")


def test_a_full_phone_keeps_no_photograph_and_still_every_word(phone, tmp_path):
    picture = tmp_path / "door.jpg"
    picture.write_bytes(os.urandom(6_000_000))
    in_talk(phone)
    phone.page.evaluate(FULL)
    phone.page.locator("#photo").set_input_files(picture)
    says(phone, "dialog", "手机存满了", "quota")
    assert phone.page.locator("dialog .note.allow").count() == 0
    phone.page.locator("dialog .note .btn").click()
    expect(phone.page.locator("dialog .note.ask")).to_have_count(0)
    phone.page.locator("dialog .btn").last.click()
    writes(phone, "门口的灯坏了")
    assert phone.peer.of_kind("evidence.added") == []


def test_a_denied_microphone_is_said_and_written_down(phone):
    in_talk(phone)
    phone.page.evaluate(DENIED)
    phone.page.locator("dialog .line", has_text="录音").click()
    says(phone, "dialog", "没有允许用相机或麦克风", "microphone")
    phone.page.locator("dialog .btn").last.click()
    writes(phone, "没有录音")
    assert "no_microphone" in [each["body"]["about"] for each in phone.peer.of_kind("note")]


def test_a_photograph_of_two_hundred_megabytes_is_not_taken_and_that_is_written_down(
    phone, tmp_path
):
    picture = tmp_path / "large.jpg"
    with picture.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    in_talk(phone)
    phone.page.locator("#photo").set_input_files(picture)
    says(phone, "dialog", "文件太大：200", "large")
    phone.page.locator("dialog .btn").last.click()
    writes(phone, "照片太大")
    words = [each["body"].get("words", "") for each in phone.peer.of_kind("note")]
    assert f"photo {200 * 1024 * 1024}" in words


def test_a_second_phone_of_the_same_agent_is_named_on_the_first(phone):
    phone.peer.replaced = True
    phone.page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(phone.page.locator("h1")).to_have_text("这部手机已停用", timeout=PATIENCE)
    says(phone, "main, body", "另一部手机", "two-phones")
    phone.go("/note")
    phone.page.locator("#words").fill("第二部手机不是我的")
    phone.page.locator(".dock .btn.pri").click()
    expect(phone.page.locator(".note.allow")).to_be_visible(timeout=PATIENCE)
    phone.go("/")
    expect(phone.page.locator(".note.info", has_text="1 项在本机")).to_be_visible()
    phone.shot("two-phones-unsent")


def test_a_case_that_was_deleted_is_said_and_what_happened_there_is_written(phone):
    phone.go(f"/stop/{stop_id(3)}")
    expect(phone.page.locator(".sealed")).to_be_visible()
    phone.peer.stops = 2
    phone.peer.changes = [{"kind": "pack", "say": {"zh": "行程已更新", "en": "renewed"}}]
    phone.page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(phone.page.locator("h1")).to_have_text("这个案件已不在您的行程里", timeout=PATIENCE)
    phone.shot("deleted")
    assert faults_of_screen(phone.page) == []
    writes(phone, "门口没有这个人")


def test_a_visit_whose_case_goes_to_others_meanwhile_is_written_down_to_its_end(phone):
    page, peer = phone.page, phone.peer
    in_talk(phone)
    page.locator("dialog .btn").last.click()
    expect(page.locator(".pairs").first).to_be_visible()
    peer.first, peer.stops, peer.stop_list = 2, 3, ["701"]
    peer.changes = [{"kind": "unassign", "case_id": "701", "say": {"zh": "已改派", "en": "moved"}}]
    page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(page.locator(".pairs")).to_have_count(0, timeout=PATIENCE)
    told = page.locator(".note.pause", has_text="办公室已收回这一站")
    expect(told).to_be_visible()
    phone.shot("moved-step")
    assert faults_of_screen(page) == []
    phone.go("/me")
    page.locator(".line", has_text="重新取今天的行程").click()
    page.wait_for_timeout(800)
    phone.go(f"/visit/{stop_id(1)}/leave")
    expect(page.locator(".leave-words")).to_be_visible(timeout=PATIENCE)
    expect(told).to_be_visible()
    phone.shot("moved")
    phone.primary()
    phone.type_pins(PIN)
    expect(page.locator(".empty h1")).to_be_visible(timeout=PATIENCE)
    for _ in range(60):
        if peer.of_kind("visit.left"):
            break
        page.wait_for_timeout(200)
    assert [each["case_id"] for each in peer.of_kind("visit.left")] == ["701"]


@pytest.mark.parametrize(("days", "said"), [(-1461, "4 年"), (3653, "10 年"), (-400, "400 天")])
def test_a_clock_that_is_years_off_is_said_and_visits_are_judged_by_the_offices(
    browser, days, said
):
    with standing(Peer(stops=2)) as peer, walker(browser, peer, SHOTS) as walking:
        walking.page.add_init_script(
            f"const real = Date.now; Date.now = () => real() + {days} * 86400000;"
        )
        walking.enrol()
        says(walking, ".banners", f"手机时间差了 {said}", f"clock{days}")
        walking.go(f"/visit/{stop_id(1)}")
        expect(walking.page.locator(".pill.allow")).to_be_visible(timeout=PATIENCE)
        writes(walking, "手机的年份不对")


def test_the_times_they_wish_are_read_before_knocking_and_nothing_is_said_without_one(phone):
    for order, count in ((1, 1), (2, 0)):
        phone.go(f"/stop/{stop_id(order)}")
        expect(phone.page.locator(".sealed")).to_be_visible()
        expect(phone.page.locator(".note.care", has_text="希望在这些时间联系")).to_have_count(
            count
        )
        phone.shot(f"wished-{order}")
    assert faults_of_screen(phone.page) == []
