"""An agent with the phone's app: what a thumb does, one function for each screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.browser import PHONE_WIDE, TELL_VIOLATIONS
from tests.journeys.field.pack import ANSWER
from tests.journeys.field.peer import Peer

PIN: Final = "582046"
HELP_PIN: Final = "604815"
PLACE: Final = {"latitude": 42.891955, "longitude": 129.509846, "accuracy": 12}
PATIENCE: Final = 15_000
EXPECTED: Final = ("ERR_INTERNET_DISCONNECTED", "ERR_EMPTY_RESPONSE", "status of 4", "ERR_CONN")
"""What Chromium's console says of a line that the test itself broke."""


@dataclass
class Walker:
    """Somebody with a phone.

    Attributes:
        page: The phone's screen.
        context: The phone.
        peer: The office.
        faults: Violations of the policy and broken scripts.
        shots: Where screenshots go, or None.
    """

    page: Page
    context: BrowserContext
    peer: Peer
    faults: list[str]
    shots: Path | None = None
    taken: int = 0

    def open(self) -> None:
        """Open the app as from the home screen."""
        self.page.goto(f"{self.peer.address}/field/app/")

    def enrol(self) -> None:
        """Make the phone known and choose two PINs."""
        self.open()
        self.type_pins(PIN, PIN, HELP_PIN, HELP_PIN)
        expect(self.page.locator(".stops, .empty, .first").first).to_be_visible(timeout=PATIENCE)

    def type_pins(self, *pins: str) -> None:
        """Type PINs on the pad, each as soon as it is asked for."""
        for pin in pins:
            expect(self.page.locator(".keys button").first).to_be_enabled(timeout=PATIENCE)
            self.page.locator(".dots:not(:has(.on))").wait_for()
            self.page.keyboard.type(pin)
            self.page.wait_for_timeout(60)

    def unlock(self, pin: str = PIN) -> None:
        """Open the app that asks for its PIN."""
        self.type_pins(pin)
        expect(self.page.locator(".keys")).to_be_hidden(timeout=PATIENCE)

    def ready_offline(self) -> None:
        """Wait until the worker keeps every file, then take the signal away."""
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        self.context.set_offline(True)

    def primary(self) -> None:
        """Touch the one main act of a screen."""
        self.page.locator(".btn.pri").click()

    def tick(self, box: str) -> None:
        """Tick what the screen shows as ticked only when it lies on the phone's disk."""
        self.page.locator(box).click()
        expect(self.page.locator(box)).to_be_checked(timeout=PATIENCE)

    def go(self, route: str) -> None:
        """Go to an address behind the #."""
        self.page.evaluate("(route) => { location.hash = route; }", route)

    def shot(self, name: str) -> None:
        """Keep a picture of the screen."""
        if self.shots is None:
            return
        self.taken += 1
        self.page.screenshot(
            path=self.shots / f"{self.taken:02d}-{name}.png", animations="disabled"
        )

    def at_step(self, number: int) -> None:
        """Wait for a step of the visit."""
        expect(self.page.locator(".bar .sm").first).to_contain_text(str(number), timeout=PATIENCE)


def stop_id(order: int) -> str:
    """Return the name of a stop of ``pack_of``."""
    return f"00000000-0000-7000-8000-{order:012d}"


@contextmanager
def walker(
    browser: Browser, peer: Peer, shots: Path | None = None, language: str = "zh-CN", **more: Any
) -> Iterator[Walker]:
    """Have a phone for the length of a block; at its end no policy may have been violated."""
    context = browser.new_context(
        viewport=PHONE_WIDE, locale=language, reduced_motion="reduce", device_scale_factor=2,
        permissions=["geolocation", "microphone"], geolocation=PLACE, has_touch=True, **more,
    )  # fmt: skip
    context.add_init_script(TELL_VIOLATIONS)
    page = context.new_page()
    somebody = Walker(page, context, peer, [], shots)
    page.on("console", lambda said: _hear(somebody, said.type, said.text))
    page.on("pageerror", lambda error: somebody.faults.append(str(error)))
    yield somebody
    context.close()
    assert somebody.faults == []


def _hear(somebody: Walker, kind: str, text: str) -> None:
    if kind == "error" and not any(each in text for each in EXPECTED):
        somebody.faults.append(text)


@dataclass(frozen=True, slots=True)
class Door:
    """Where a visit goes, and what happens there.

    Attributes:
        stop_id: Which stop of the day's papers.
        answer: What the person says when asked who they are.
        due: The day for which they promise.
        photo: A picture to take on the way, or None.
    """

    stop_id: str
    answer: str
    due: str = "2027-01-05"
    photo: Path | None = None


def visit(walking: Walker, order: int = 1, pause: Any = None) -> None:
    """Walk a whole visit to a stop of ``pack_of``, and tell ``pause`` the name of each screen."""
    walk(walking, Door(stop_id(order), ANSWER), pause)


def walk(walking: Walker, door: Door, pause: Any = None) -> None:
    """Walk a whole visit from the card before the door to the end of it.

    Args:
        walking: Who walks.
        door: Where, and what is answered there.
        pause: Called with the name of each screen once it is shown.
    """
    page, seen = walking.page, pause or (lambda _name: None)
    walking.go(f"/stop/{door.stop_id}")
    expect(page.locator(".sealed")).to_be_visible()
    seen("card")
    walking.primary()
    walking.at_step(1)
    walking.tick("#pair")
    seen("permit")
    walking.primary()
    walking.at_step(2)
    seen("arrive")
    walking.primary()
    expect(page.locator("input[name=who], .note.ask").first).to_be_visible(timeout=PATIENCE)
    if page.locator("input[name=who]").count() == 0:
        walking.primary()
    walking.at_step(3)
    page.locator("input[name=who][value=borrower]").check()
    seen("present")
    walking.primary()
    walking.at_step(4)
    walking.tick("#document")
    asked = page.locator("input[id^=ask-]").first
    asked.fill(door.answer)
    asked.locator("xpath=ancestor::div[2]//button").click()
    expect(page.locator(".meter.full")).to_be_visible()
    seen("identity")
    walking.primary()
    walking.at_step(5)
    expect(page.locator(".pairs").first).to_be_visible()
    page.locator(".card .row .btn").first.click()
    seen("purpose")
    walking.primary()
    walking.at_step(6)
    page.locator("input[name=reason][value=business_slow]").check()
    page.locator("#their-words").fill("店里冬天没有客人")
    seen("reason")
    walking.primary()
    walking.at_step(7)
    for name, sum_ in {"wage": "3600", "housing": "900", "food": "700", "kept": "980"}.items():
        page.locator(f"#{name}").fill(sum_)
    seen("sheet")
    walking.primary()
    walking.at_step(8)
    page.locator("input[name=choice][value=promise]").check()
    page.locator("#amount").fill("268")
    page.locator("#due").fill(door.due)
    if door.photo:
        photograph(walking, door.photo)
    seen("agreement")
    page.locator("details.ways summary").click()
    expect(page.locator("details.ways p").first).to_be_visible()
    seen("ways")
    walking.primary()
    walking.at_step(9)
    sign(walking)
    seen("summary")
    walking.primary()
    expect(page.locator("svg.code")).to_be_visible(timeout=PATIENCE)
    seen("copy")
    walking.primary()
    expect(page.locator(".leave-words")).to_be_visible(timeout=PATIENCE)
    seen("leave")
    walking.primary()
    expect(page.locator(".keys")).to_be_visible()
    seen("leave-code")
    walking.type_pins(PIN)
    expect(page.locator(".empty h1")).to_be_visible(timeout=PATIENCE)
    seen("ended")


def photograph(walking: Walker, picture: Path) -> None:
    """Take a picture from the sheet that every step has."""
    page = walking.page
    page.locator(".dock .btn.half").nth(1).click()
    page.locator("#photo").set_input_files(picture)
    expect(page.locator("dialog .note.allow")).to_be_visible(timeout=PATIENCE)
    page.locator("dialog .btn").last.click()


def sign(walking: Walker) -> None:
    """Read out, and sign with a finger."""
    page = walking.page
    page.locator("#read").check()
    page.locator(".seg button").first.click()
    field = page.locator("canvas.sign")
    field.evaluate("(canvas) => canvas.scrollIntoView({block: 'center'})")
    box = field.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 120)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 40 + 22 * step, box["y"] + 120 - 60 * (step % 2))
    page.mouse.up()
