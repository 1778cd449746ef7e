"""A real desk in a process of its own, a real Chromium, and what is asked of every page."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.app.commands.program import SOURCE

from doorstep_desk.staff.demo import DEMO_PASSWORD

TODAY: Final = date(2026, 11, 26)
TOMORROW: Final = date(2026, 11, 27)
NOW: Final = "2026-11-26T10:42:00+08:00"
DESK_WIDE: Final = {"width": 1440, "height": 900}
PHONE_WIDE: Final = {"width": 390, "height": 844}
SWITCHES: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS: Final = 60

# Chromium names a violation in its console too; this says it for every page without fail.
TELL_VIOLATIONS: Final = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
UNNAMED: Final = """
() => {
  const isShown = (each) => each.checkVisibility({visibilityProperty: true});
  const words = (id) => document.getElementById(id)?.textContent.trim() ?? "";
  const name = (each) =>
    each.getAttribute("aria-label") ||
    (each.getAttribute("aria-labelledby") ?? "").split(/\\s+/).map(words).join("") ||
    [...(each.labels ?? [])].map((label) => label.textContent.trim()).join("") ||
    (each.matches("a, button, summary") ? each.textContent.trim() : "");
  return [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
    .filter((each) => each.type !== "hidden" && isShown(each) && !name(each))
    .map((each) => each.outerHTML.slice(0, 160));
}
"""


def chromium_path() -> str:
    """Return where a Chromium stands; without one the test is skipped, or fails if required."""
    wanted = os.environ.get("CHROMIUM", "")
    for place in (wanted, "/usr/bin/chromium", "google-chrome", "chromium-browser"):
        if place and (found := shutil.which(place)):
            return found
    sentence = "no Chromium: install it, or name one in CHROMIUM; NO BROWSER JOURNEY WAS RUN"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Have one browser for the length of a block."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield browser
        browser.close()


@contextmanager
def served(place: Path) -> Iterator[str]:
    """Serve a store with the real command on a free port; yield the desk's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO", "DOORSTEP", "DATABASE_URL"))
    }
    words = ["-m", "doorstep.cli.main", "serve", "--data-dir", str(place), "--port", str(port)]
    with (place.parent / "serve.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, *words],
            stdout=log,
            stderr=subprocess.STDOUT,
            env=kept | {"PYTHONPATH": str(SOURCE), "DOORSTEP_NOW": NOW, "NO_COLOR": "1"},
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/livez", process, log.name)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(url: str, process: subprocess.Popen, log: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the desk did not start: {Path(log).read_text()[-800:]}", pytrace=False)


@dataclass
class Visitor:
    """Somebody with a browser window, and everything that went wrong in it.

    Attributes:
        address: Where the desk stands.
        context: The window's own cookies.
        page: The window.
        faults: Errors of the console, broken scripts and violations of the policy.
    """

    address: str
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)

    def sign_in(self, username: str) -> None:
        """Sign in as one of the demonstration's staff, with the keyboard alone."""
        self.open("/sign-in")
        self.page.locator("#username, input[name=username]").first.focus()
        self.page.keyboard.type(username)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(DEMO_PASSWORD)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def speak(self, language: str) -> None:
        """Choose a language by the button that every page has."""
        with self.page.expect_navigation():
            self.page.locator(f"button[name=language][value={language}]").click()

    def open(self, path: str) -> None:
        """Open a page and wait until nothing loads any more."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.page.wait_for_load_state("networkidle")

    def reaches(self, selector: str, presses: int = 80) -> bool:
        """Say whether the Tab key alone leads from the top of the page to an element."""
        self.page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
        for _ in range(presses):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("(css) => document.activeElement.matches(css)", selector):
                return True
        return False

    def faults_of_page(self) -> list[str]:
        """Return what the page in the window owes its readers; empty when it owes nothing."""
        page, owed = self.page, []
        if (count := page.locator("h1").count()) != 1:
            owed.append(f"{count} first headings")
        if not (page.locator("html").get_attribute("lang") or "").startswith(("zh", "en", "ko")):
            owed.append("no language")
        if not page.title().strip():
            owed.append("no title")
        owed += [f"no name: {each}" for each in page.evaluate(UNNAMED)]
        wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        if (extra := page.evaluate(wide)) > 0:
            owed.append(f"{extra} pixels too wide")
        return owed


@contextmanager
def visitor(browser: Browser, address: str, window: dict[str, int]) -> Iterator[Visitor]:
    """Have a window without cookies; at its end nothing may have gone wrong in it."""
    context = browser.new_context(viewport=window, locale="zh-CN", reduced_motion="reduce")
    context.add_init_script(TELL_VIOLATIONS)
    page = context.new_page()
    somebody = Visitor(address, context, page)
    page.on(
        "console",
        lambda said: (
            somebody.faults.append(f"{page.url}: {said.text}") if said.type == "error" else None
        ),
    )
    page.on("pageerror", lambda error: somebody.faults.append(f"{page.url}: {error}"))
    yield somebody
    context.close()
    assert somebody.faults == []
