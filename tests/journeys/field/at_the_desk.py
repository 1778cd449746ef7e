"""A phone of an agent of the real desk: signed in, with the papers that the desk handed over."""

import hashlib
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Browser, Response, expect
from tests.journeys.field.peer import Peer
from tests.journeys.field.walker import PATIENCE, Door, Walker, walk, walker

from doorstep_desk.staff.demo import DEMO_PASSWORD

CORRECTED: Final = "他说下周三打电话"
BECAUSE: Final = "当时没有听清"


def walked_offline(
    browser: Browser, address: str, shots: Path, picture: Path, due: str
) -> dict[str, Any]:
    """Walk a whole visit without a signal, reload and send it, put it right; return its stop.

    It is put right after the day's papers came again, in which its stop is no more.
    """
    Image.effect_noise((640, 480), 60).convert("RGB").save(picture)
    with walker(browser, Peer(address=address), shots) as walking:
        papers = _papers(walking)
        _sign_in(walking)
        walking.enrol()
        expect(walking.page.locator(".stops")).to_be_visible(timeout=PATIENCE)
        walking.shot("today")
        walking.ready_offline()
        stop = _open_now(walking, papers[-1]["stops"])
        walk(walking, Door(stop["stop_id"], _answer(stop), due, picture), walking.shot)
        walking.go("/")
        walking.page.reload()
        walking.unlock()
        walking.page.locator(".pin.done").first.wait_for()
        walking.context.set_offline(False)
        walking.go("/sync")
        expect(walking.page.locator(".figures b").first).to_have_text("0", timeout=PATIENCE)
        walking.shot("sent")
        _put_right(walking)
        assert stop["stop_id"] not in [each["stop_id"] for each in papers[-1]["stops"]]
    return stop


def _put_right(walking: Walker) -> None:
    """Fetch the papers again, and correct the visit from the list of those that are over."""
    page = walking.page
    walking.go("/me")
    with page.expect_response(lambda response: "/pack?" in response.url):
        page.locator(".line", has_text="重新取今天的行程").click()
    walking.go("/")
    page.locator(".finished .line").click()
    page.locator("#right-note").fill(CORRECTED)
    page.locator("#because").fill(BECAUSE)
    walking.primary()
    expect(page.locator(".note.allow")).to_be_visible(timeout=PATIENCE)
    walking.shot("put-right")
    walking.go("/sync")
    expect(page.locator(".figures b").first).to_have_text("0", timeout=PATIENCE)


def _sign_in(walking: Walker) -> None:
    """Sign in as an agent of another pair than in other journeys; the desk leads on."""
    page = walking.page
    page.goto(f"{walking.peer.address}/sign-in?next=/field/app/")
    page.locator("input[name=username]").fill("agent7")
    page.locator("input[name=password]").fill(DEMO_PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _papers(walking: Walker) -> list[dict[str, Any]]:
    """Return the papers that the desk hands over from now on, as they come."""
    papers: list[dict[str, Any]] = []

    def hear(response: Response) -> None:
        if "/field/api/1/pack" in response.url and response.ok:
            papers.append(response.json())

    walking.page.on("response", hear)
    return papers


def _open_now(walking: Walker, stops: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the first stop whose leave the phone itself finds in force."""
    for stop in stops:
        walking.go(f"/visit/{stop['stop_id']}")
        walking.page.locator(".pill.allow, .note.refuse").first.wait_for()
        if walking.page.locator(".pill.allow").count():
            return stop
    raise LookupError("no stop may be visited now")


def _answer(stop: dict[str, Any]) -> str:
    """Say what the person would: four digits are soon tried out by whoever has the papers."""
    asked = stop["questions"][0]
    for number in range(10_000):
        text = f"{number:04d}"
        if hashlib.sha256(f"{asked['salt']}{text}".encode()).hexdigest() == asked["hash"]:
            return text
    raise LookupError(asked["say"])
