"""Can an agent put right what was written down, and hand over a copy, all without a signal?"""

import hashlib
import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.axe import faults_of_screen
from tests.journeys.browser import chromium
from tests.journeys.field.pack import CANARY_CREDITOR, CANARY_NAME
from tests.journeys.field.peer import Peer, standing
from tests.journeys.field.walker import Walker, stop_id, visit, walker

pytestmark = pytest.mark.browser
SHOTS = Path(os.environ.get("FIELD_SHOTS", "test-results/field-app"))
PATIENCE = 15_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize(("language", "scheme"), [("zh-CN", "light"), ("en-GB", "dark")])
def test_a_visit_is_corrected_and_its_copy_handed_over_without_a_signal(browser, language, scheme):
    folder = SHOTS / f"{language}-{scheme}-corrections"
    folder.mkdir(parents=True, exist_ok=True)
    faults: dict[str, list[str]] = {}
    with (
        standing(Peer()) as peer,
        walker(browser, peer, folder, language, color_scheme=scheme) as walking,
    ):
        page = walking.page

        def look(name: str) -> None:
            if name in ("copy", "ended") or name.startswith("correct"):
                walking.shot(name)
                faults[name] = faults_of_screen(page)
            if name == "copy":
                codes.append(page.locator(".address").inner_text())
                assert CANARY_CREDITOR not in page.content()

        codes: list[str] = []
        walking.enrol()
        walking.ready_offline()
        visit(walking, 1, look)
        page.locator(".dock .btn.half").nth(1).click()
        expect(page.locator("#because")).to_be_visible()
        expect(page.locator(".dock .btn.pri")).to_be_disabled()
        look("correct")
        _correct(walking)
        look("corrected")
        walking.go("/")
        page.reload()
        walking.unlock()
        walking.go(f"/correct/{stop_id(1)}")
        expect(page.locator("s").first).to_have_text("—")
        walking.context.set_offline(False)
        page.wait_for_function("() => navigator.onLine")
        walking.go("/sync")
        page.locator(".btn", has_text="现在发送" if language == "zh-CN" else "Send now").click()
        expect(page.locator(".figures b").first).to_have_text("0", timeout=PATIENCE)
        _as_written(peer, codes[0])
        assert {name: found for name, found in faults.items() if found} == {}


def _correct(walking: Walker) -> None:
    page = walking.page
    page.locator("#right-note").fill("他说下周三打电话")
    page.locator("#right-amount").fill("250")
    walking.primary()
    expect(page.locator(".err")).to_have_count(1)
    page.locator("#because").fill("听错了金额")
    walking.primary()
    expect(page.locator(".note.allow")).to_be_visible(timeout=PATIENCE)


def _as_told(peer: Peer) -> None:
    """The first record is as it was, and the correction names it."""
    left, said = peer.of_kind("visit.left")[0], peer.of_kind("correction")[0]
    assert left["body"]["answers"]["promise_fen"] == 26_800
    assert said["body"] == {
        "of": left["id"], "because": "听错了金额",
        "now": {
            "note": "他说下周三打电话", "promise_fen": 25_000, "promise_due_on": "2027-01-05",
        },
    }  # fmt: skip


def _as_written(peer: Peer, address: str) -> None:
    """Both records are there; the code stays on the phone."""
    _as_told(peer)
    code = address.rpartition("/")[2]
    hashed = hashlib.sha256(code.encode()).hexdigest()
    assert peer.of_kind("visit.summary")[0]["body"]["copy_hash"] == hashed
    assert code not in str(peer.events)


@pytest.mark.parametrize(("language", "scheme"), [("zh-CN", "light"), ("en-GB", "dark")])
def test_a_finished_visit_is_corrected_on_its_day_after_its_stop_left_the_plan(
    browser, language, scheme
):
    folder = SHOTS / f"{language}-{scheme}-finished"
    folder.mkdir(parents=True, exist_ok=True)
    with (
        standing(Peer(stops=4)) as peer,
        walker(browser, peer, folder, language, color_scheme=scheme) as walking,
    ):
        page = walking.page
        mine = page.locator(".finished .line")
        walking.enrol()
        visit(walking, 1)
        peer.first = 2
        _papers_come(walking)
        expect(page.locator(".empty h1")).to_be_visible()  # and not that the case is gone
        walking.go("/")
        expect(mine).to_have_count(1)
        expect(mine).to_contain_text(CANARY_NAME)
        _looks_right(walking, "finished")
        mine.click()
        _correct(walking)
        expect(page.locator("s").first).to_have_text("—")
        _looks_right(walking, "finished-corrected")
        walking.go("/")
        expect(mine).to_contain_text("已更正" if language == "zh-CN" else "Corrected")
        _arrives(walking, "correction")
        _as_told(peer)
        peer.stop_list = ["701"]
        _papers_come(walking)
        expect(mine).not_to_contain_text(CANARY_NAME)
        _looks_right(walking, "finished-taken")
        peer.stops = 1
        _papers_come(walking)
        expect(page.locator(".empty")).to_be_visible()
        _looks_right(walking, "finished-all")
        _next_morning(walking)
        expect(mine).to_have_count(0)
        walking.go(f"/correct/{stop_id(1)}")
        expect(page.locator("#because")).to_have_count(0)
        expect(page.locator("h1")).to_be_visible()


def _papers_come(walking: Walker) -> None:
    """Let the office renew the plan, and wait until the phone has the new papers."""
    walking.peer.changes = [{"kind": "pack", "say": {"zh": "行程已更新", "en": "Renewed"}}]
    with walking.page.expect_response(lambda response: "/pack?" in response.url):
        walking.page.evaluate("() => dispatchEvent(new Event('online'))")


def _looks_right(walking: Walker, name: str) -> None:
    walking.shot(name)
    assert faults_of_screen(walking.page) == []


def _arrives(walking: Walker, kind: str) -> None:
    for _ in range(60):
        if walking.peer.of_kind(kind):
            return
        walking.page.wait_for_timeout(200)
    pytest.fail(f"no {kind} arrived")


def _next_morning(walking: Walker) -> None:
    """Let a night pass at the office, and open the phone that was locked over it."""
    walking.peer.ahead = timedelta(days=1)
    walking.page.evaluate("() => dispatchEvent(new Event('online'))")
    walking.page.locator(".banners .note.ask").first.wait_for()
    walking.go("/me")
    walking.page.locator(".line", has_text=re.compile("现在锁上|Lock now")).click()
    walking.go("/")
    with walking.page.expect_response(lambda response: "/pack?" in response.url):
        walking.unlock()
