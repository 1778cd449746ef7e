"""Is a key that was taken away gone from the phone's files, also when nobody typed a PIN?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright
from tests.journeys.field.kills import phone
from tests.journeys.field.peer import Peer, standing
from tests.journeys.field.profiles import files_with, plant, ring
from tests.journeys.field.walker import PIN, Walker, stop_id

pytestmark = pytest.mark.browser
CASE = "701"
HALF = bytes(range(200, 232))
PATIENCE = 15_000


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@contextmanager
def carried(playwright, profile) -> Iterator[tuple[Walker, Peer]]:
    """Have a phone with papers, one private half of which was opened in the car, locked again."""
    with standing(Peer(stops=3, share=HALF)) as peer, phone(playwright, peer, profile) as page:
        walking = Walker(page, page.context, peer, [])
        walking.enrol()
        walking.go(f"/brief/{stop_id(1)}")
        walking.type_pins(PIN)
        expect(page.locator(".pairs").first).to_be_visible(timeout=PATIENCE)
        walking.go("/me")
        page.locator(".line", has_text="现在锁上").click()
        expect(page.locator(".keys")).to_be_visible()
        yield walking, peer


def _told(walking: Walker) -> None:
    """Let the locked phone hear from its office."""
    walking.page.evaluate("() => dispatchEvent(new Event('online'))")
    walking.page.wait_for_timeout(700)


def _settled(walking: Walker, name: str) -> dict[str, bytes]:
    """Return the keys once one of them is gone from the row."""
    for _ in range(50):
        if name not in (kept := ring(walking.page)):
            return kept
        walking.page.wait_for_timeout(100)
    pytest.fail(f"{name} is still there")


def test_the_search_finds_a_key_that_a_small_row_held_and_lost(playwright, tmp_path):
    with carried(playwright, tmp_path) as (walking, _):
        secret = bytes(range(100, 160))
        plant(walking.page, secret)
        assert files_with(tmp_path, secret) != []
    assert files_with(tmp_path, secret) != []


def test_a_stop_that_went_to_others_leaves_no_key_in_the_files_of_a_locked_phone(
    playwright, tmp_path
):
    with carried(playwright, tmp_path) as (walking, peer):
        before = ring(walking.page)
        gone, stays = before[f"key:{stop_id(1)}"], before[f"key:{stop_id(2)}"]
        assert files_with(tmp_path, gone) != []
        peer.stop_list = [CASE]
        _told(walking)
        _settled(walking, f"key:{stop_id(1)}")
        assert files_with(tmp_path, gone) == []
        assert files_with(tmp_path, stays) != []
        walking.go("/")
        walking.unlock()
        walking.go(f"/brief/{stop_id(1)}")
        walking.type_pins(PIN)
        expect(walking.page.locator(".note.pause")).to_be_visible(timeout=PATIENCE)
    assert files_with(tmp_path, gone) == []


def test_a_phone_out_of_use_leaves_neither_keys_nor_the_offices_half_in_its_files(
    playwright, tmp_path
):
    with carried(playwright, tmp_path) as (walking, peer):
        before = ring(walking.page)
        assert files_with(tmp_path, before["share"]) != []
        peer.revoked = True
        _told(walking)
        expect(walking.page.locator("h1")).to_have_text("这部手机已停用", timeout=PATIENCE)
        assert [name for name, key in before.items() if files_with(tmp_path, key)] == []


def test_papers_that_are_too_old_leave_not_the_offices_half_in_the_files(playwright, tmp_path):
    with carried(playwright, tmp_path) as (walking, peer):
        share = ring(walking.page)["share"]
        assert files_with(tmp_path, share) != []
        peer.is_signed_in = False
        later = int((time.time() + 13 * 3600) * 1000)
        walking.page.add_init_script(f"Date.now = () => {later};")
        walking.page.reload()
        expect(walking.page.locator("h1")).to_have_text("行程已过期", timeout=PATIENCE)
        assert files_with(tmp_path, share) == []
