"""What happens to the phone when it is killed, copied, revoked, full, blind or told lies?"""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from tests.journeys.axe import faults_of_screen
from tests.journeys.browser import SWITCHES, chromium_path
from tests.journeys.field.canaries import hits, left_locked
from tests.journeys.field.kills import killed
from tests.journeys.field.pack import CANARY_NAME
from tests.journeys.field.peer import Peer, standing
from tests.journeys.field.walker import Walker, stop_id, walker

pytestmark = pytest.mark.browser
KILLS, SEED = 10, 20261126
INTO_META = """async (row) => {
  const open = indexedDB.open("doorstep-field");
  await new Promise((done) => { open.onsuccess = done; });
  const db = open.result;
  const written = db.transaction("meta", "readwrite", { durability: "strict" });
  written.objectStore("meta").put(row);
  await new Promise((done) => { written.oncomplete = done; });
  db.close();
}"""


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def browser(playwright) -> Iterator[Browser]:
    found = playwright.chromium.launch(executable_path=chromium_path(), args=list(SWITCHES))
    yield found
    found.close()


@pytest.fixture
def peer() -> Iterator[Peer]:
    with standing(Peer(stops=2)) as found:
        yield found


def test_a_browser_killed_in_mid_entry_loses_nothing_that_was_called_saved(
    playwright, peer, tmp_path
):
    account = killed(playwright, peer, tmp_path / "phone", KILLS, SEED)
    assert (account.kills, len(account.said) >= KILLS) == (KILLS, True), SEED
    assert not account.is_store_gone, f"the browser threw the store away: {SEED}"
    assert (account.lost, account.doubled, account.gaps) == ([], [], []), SEED


def test_the_harness_finds_a_planted_loss(playwright, peer, tmp_path):
    account = killed(playwright, peer, tmp_path / "phone", 1, SEED, planted=True)
    assert not account.is_store_gone
    assert len(account.lost) == len(account.said) >= 1


def test_a_phone_whose_store_the_browser_threw_away_says_so_and_tells_the_office(browser, peer):
    with walker(browser, peer) as walking:
        walking.enrol()
        peer.is_signed_in = False
        _note(walking, "never sent")
        walking.page.goto("about:blank")
        origin = {"origin": peer.address, "storageTypes": "indexeddb"}
        walking.context.new_cdp_session(walking.page).send("Storage.clearDataForOrigin", origin)
        peer.is_signed_in = True
        walking.open()
        expect(walking.page.locator("h1")).to_have_text("设两个密码", timeout=15_000)
        assert "有 1 条还没发送的记录没有了" in _say(walking)
        walking.enrol()
        expect(walking.page.locator(".banners .note")).to_have_count(0)
        walking.page.wait_for_timeout(300)
        assert [each["body"]["about"] for each in peer.of_kind("note")] == ["store_lost"]


def test_a_copied_profile_holds_nothing_that_can_be_read(playwright, peer, tmp_path):
    profile = tmp_path / "phone"
    with left_locked(playwright, peer, profile) as page:
        assert hits(profile) == []
        page.evaluate(INTO_META, {"name": "planted", "value": CANARY_NAME})
        assert hits(profile) != []


def _say(walking: Walker) -> str:
    expect(walking.page.locator(".note").first).to_be_visible(timeout=15_000)
    assert faults_of_screen(walking.page) == []
    return walking.page.locator("body").inner_text()


def _note(walking: Walker, words: str) -> None:
    """Write something down: always possible."""
    walking.go("/note")
    walking.page.locator("#words").fill(words)
    walking.page.locator(".btn.pri").click()
    expect(walking.page.locator(".note.allow")).to_be_visible()


def test_a_revoked_phone_loses_the_papers_and_keeps_the_records(browser, peer):
    with walker(browser, peer) as walking:
        walking.enrol()
        peer.is_signed_in = False
        _note(walking, "vorher")
        peer.is_signed_in, peer.revoked = True, True
        walking.go("/")
        walking.page.evaluate("() => dispatchEvent(new Event('online'))")
        expect(walking.page.locator("h1")).to_have_text("这部手机已停用", timeout=15_000)
        assert "1 项在本机" in _say(walking)
        _note(walking, "nachher")
        peer.revoked = False
        walking.go("/")
        walking.page.locator(".btn.quiet").click()
        expect(walking.page.locator("h1")).to_have_text("设两个密码", timeout=15_000)


def test_a_permit_that_was_changed_is_seen_and_what_happened_is_still_written(browser, peer):
    peer.spoil_permits = True
    with walker(browser, peer) as walking:
        walking.enrol()
        walking.go(f"/visit/{stop_id(1)}")
        assert "许可的签名不对" in _say(walking)
        expect(walking.page.locator(".btn.pri")).to_have_count(0)
        walking.page.locator(".dock .btn").first.click()
        walking.at_step(2)
        walking.page.wait_for_timeout(300)
        assert peer.of_kind("visit.started")[0]["body"]["permit"] == "permit-signature"


def test_a_phone_three_days_off_says_so_and_judges_by_the_offices_time(browser, peer):
    with walker(browser, peer) as walking:
        walking.page.add_init_script(
            "const real = Date.now; const now = () => real() - 3 * 86400000; Date.now = now;"
        )
        walking.enrol()
        assert "手机时间差了 3 天" in _say(walking)
        walking.go(f"/visit/{stop_id(1)}")
        expect(walking.page.locator(".pill.allow")).to_be_visible()


def test_papers_older_than_twelve_hours_do_not_open_and_a_clock_set_back_does_not_help(
    browser, peer
):
    with walker(browser, peer) as walking:
        walking.enrol()
        peer.is_signed_in = False
        page = walking.page
        page.evaluate(
            INTO_META, {"name": "highest", "value": int((time.time() + 12 * 3600) * 1000)}
        )
        page.reload()
        expect(page.locator("h1")).to_have_text("行程已过期", timeout=15_000)
        _note(walking, "still")
        peer.is_signed_in = True
        walking.go("/")
        page.locator(".btn.pri").click()
        walking.unlock()
        expect(page.locator(".stops")).to_be_visible()


def test_a_phone_without_place_camera_or_room_goes_on(browser, peer, tmp_path):
    with walker(browser, peer) as walking:
        page = walking.page
        walking.enrol()
        walking.context.clear_permissions()
        walking.go(f"/visit/{stop_id(1)}")
        walking.tick("#pair")
        walking.primary()
        walking.at_step(2)
        walking.primary()
        assert "没有找到位置" in _say(walking)
        walking.primary()
        walking.at_step(3)
        page.locator("input[value=borrower]").check()
        walking.primary()
        walking.at_step(4)
        _skip(walking)
    assert [each["body"]["why_none"] for each in peer.of_kind("visit.arrived")] == ["denied"]


def _skip(walking: Walker) -> None:
    page = walking.page
    page.locator(".dock .btn.half").nth(1).click()
    page.locator("dialog .line").last.click()
    page.locator("input[value=not_safe]").check()
    page.locator("dialog .btn.pri").click()
    expect(page.locator(".leave-words")).to_be_visible()
