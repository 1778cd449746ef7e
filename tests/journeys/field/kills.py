"""Is anything lost that the phone called saved, when its browser is killed in mid-entry?

A real Chromium with a profile of its own writes notes and is killed with SIGKILL at an instant
drawn from a seed, again and again, on one profile. At the end it comes back online: every note
that the screen said was written down has to be at the office, once, in an unbroken chain.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from playwright.sync_api import BrowserContext, Page, Playwright
from playwright.sync_api import Error as BrowserError
from tests.journeys.browser import PHONE_WIDE, SWITCHES, chromium_path
from tests.journeys.field.peer import Peer
from tests.journeys.field.walker import Walker

LATEST_KILL: Final = 0.9
"""Seconds after the first note of a round in which the kill falls."""

PLANTED: Final = """
const real = IDBObjectStore.prototype.add;
IDBObjectStore.prototype.add = function (row, ...rest) {
  return this.name === "outbox" ? this.count() : real.call(this, row, ...rest);
};
"""
"""A fault for the harness to find: records that are called saved and never reach the queue."""

STANDING: Final = """async () => {
  const answer = (asked) => new Promise((done, fail) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  if (!(await indexedDB.databases()).some((each) => each.name === "doorstep-field"))
    return { device: null, left: null };
  const db = await answer(indexedDB.open("doorstep-field"));
  const drawers = db.transaction(["outbox", "meta"]);
  const device = await answer(drawers.objectStore("meta").get("device"));
  const left = await answer(drawers.objectStore("outbox").count());
  db.close();
  return { device: device?.value.device_id ?? null, left };
}"""
PATIENCE: Final = 20.0


@dataclass
class Account:
    """What the screen said, and what the office has.

    Attributes:
        said: Notes that the screen called written down.
        kills: How often the browser was killed.
        lost: Said and not there.
        doubled: There more than once.
        gaps: Numbers of the phone's chain that are missing.
        is_store_gone: The browser gave the phone an empty store; then nothing is said of single
            records, because all of them went with it.
    """

    said: set[str] = field(default_factory=set)
    kills: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    is_store_gone: bool = False


def killed(
    playwright: Playwright, peer: Peer, profile: Path, times: int, seed: int, planted: bool = False
) -> Account:
    """Kill a browser so many times while notes are written, then compare."""
    chance, account = np.random.default_rng(seed), Account()
    with phone(playwright, peer, profile) as page:
        Walker(page, page.context, peer, []).enrol()
        page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
        enrolled = _standing(page)["device"]
    peer.is_signed_in = False
    for turn in range(times):
        context = launch(playwright, profile, planted)
        browser = _browser_of(profile)
        page = context.pages[0]
        page.goto(f"{peer.address}/field/app/#/note")
        _write_until(page, account, f"note {seed} {turn}", chance.uniform(0.05, LATEST_KILL))
        family = _family_of(browser)
        os.kill(browser, signal.SIGKILL)
        _end(context)
        _await_end(family)
        account.kills += 1
    peer.is_signed_in = True
    with phone(playwright, peer, profile) as page:
        page.goto(f"{peer.address}/field/app/")
        account.is_store_gone = _emptied(page)["device"] != enrolled
    _compare(peer, account)
    return account


@contextmanager
def phone(playwright: Playwright, peer: Peer, profile: Path) -> Iterator[Page]:
    """Have the phone's browser for the length of a block and close it in peace."""
    context = launch(playwright, profile, False)
    try:
        yield context.pages[0]
    finally:
        context.close()


def launch(playwright: Playwright, profile: Path, planted: bool) -> BrowserContext:
    """Start the browser on a profile."""
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=chromium_path(), args=list(SWITCHES), viewport=PHONE_WIDE,
        locale="zh-CN", reduced_motion="reduce",
    )  # fmt: skip
    if planted:
        context.add_init_script(PLANTED)
    return context


def _write_until(page: Page, account: Account, name: str, seconds: float) -> None:
    """Write one note after another, and stop in the middle of one."""
    page.locator("#words").wait_for()
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        words = f"{name} {count}"
        page.locator("#words").fill(words)
        page.locator(".btn.pri").click(no_wait_after=True)
        page.locator(".note.allow").wait_for()
        account.said.add(words)
        count += 1
    page.locator("#words").fill(f"{name} in the middle")
    page.locator(".btn.pri").click(no_wait_after=True)


def _browser_of(profile: Path) -> int:
    """Return the one browser process that was started for a profile, and no other."""
    marker = f"--user-data-dir={profile}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # it ended while we looked
        if marker in words and not any(word.startswith(b"--type=") for word in words):
            return int(process.name)
    raise LookupError(profile)


def _end(context: BrowserContext) -> None:
    try:
        context.close()
    except BrowserError:
        return  # its browser was killed, which is what this is about


def _family_of(browser: int) -> list[int]:
    """Return a browser's process and all that descend from it, which outlive it for a moment."""
    parents: dict[int, list[int]] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        parents.setdefault(int(words[1]), []).append(int(process.name))
    family = [browser]
    for each in family:
        family += parents.get(each, [])
    return family


def _await_end(family: list[int]) -> None:
    """Wait until a killed browser's children let go of its files too."""
    until = time.monotonic() + PATIENCE
    while any(_is_running(each) for each in family):
        if time.monotonic() > until:
            raise TimeoutError(family)
        time.sleep(0.02)


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def _standing(page: Page) -> dict[str, Any]:
    """Return which phone a store belongs to and what waits in it; asking makes no store."""
    found: dict[str, Any] = page.evaluate(STANDING)
    return found


def _emptied(page: Page) -> dict[str, Any]:
    """Wait until the phone holds nothing any more, and return how its store stands then."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = _standing(page)
        if found["left"] == 0:
            return found
        page.wait_for_timeout(200)
    raise TimeoutError(found)


def _compare(peer: Peer, account: Account) -> None:
    words = [each["body"].get("words", "") for each in peer.of_kind("note")]
    account.lost = sorted(account.said - set(words))
    account.doubled = sorted({each for each in words if words.count(each) > 1})
    numbers = {each["device_sequence"] for each in peer.events.values()}
    account.gaps = sorted(set(range(1, max(numbers, default=0) + 1)) - numbers)
