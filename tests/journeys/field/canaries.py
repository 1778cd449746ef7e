"""Does anything of a borrower lie readable in a phone's profile?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, Playwright, expect
from tests.journeys.field.kills import phone
from tests.journeys.field.pack import CANARY_ADDRESS, CANARY_CREDITOR, CANARY_NAME, CODE, CODE_SEED
from tests.journeys.field.peer import Peer
from tests.journeys.field.walker import Walker, visit

WORDS: Final = (
    CANARY_CREDITOR,
    CANARY_NAME,
    CANARY_ADDRESS,
    "店里冬天没有客人",
    "4,812.3",
    "481236",
)
ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def canaries() -> list[bytes]:
    """Return every form in which something of the papers could lie in a file."""
    spelled = [word.encode(encoding) for word in WORDS for encoding in ENCODINGS]
    return [*spelled, CODE_SEED, CODE.encode("utf-16-le") * 2]


def hits(profile: Path) -> list[str]:
    """Return each file of a profile that holds one of the canaries."""
    looked_for = canaries()
    found = []
    for path in sorted(profile.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        found += [
            f"{path.relative_to(profile)}: {word!r}" for word in looked_for if word in content
        ]
    return found


@contextmanager
def left_locked(playwright: Playwright, peer: Peer, profile: Path) -> Iterator[Page]:
    """Have a phone on which a whole visit was written down, never sent, and locked."""
    with phone(playwright, peer, profile) as page:
        walking = Walker(page, page.context, peer, [])
        page.context.grant_permissions(["geolocation"])
        walking.enrol()
        peer.is_signed_in = False
        visit(walking)
        walking.go("/me")
        page.locator(".line", has_text="现在锁上").click()
        expect(page.locator(".keys")).to_be_visible()
        yield page
