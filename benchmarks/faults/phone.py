"""Does the phone keep what it called saved, hide what it holds, and open quickly on a slow phone?

    PYTHONPATH=src python benchmarks/faults/phone.py [KILLS [PROFILES]]

A real Chromium is killed in mid-entry 100 times on one profile, and once with a planted fault that
must be found; 100 profiles that each walked a whole visit are searched for what the papers of a
borrower say, and one with a planted word must be found. Then a day of 60 stops: its size, how long
a cold start without a signal takes on a processor slowed down six times from the first byte to the
open list, and how long each screen takes. Limits: nothing lost, nothing found, 5 MB, 3 s, 1 s.
Prints one JSON object.
"""

import gzip
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.desk import prepare

prepare()  # before anything of the desk is imported

# ruff: noqa: E402

from playwright.sync_api import Playwright, sync_playwright
from tests.journeys.field.canaries import hits, left_locked
from tests.journeys.field.kills import killed, launch, phone
from tests.journeys.field.pack import CANARY_NAME
from tests.journeys.field.peer import Peer, standing
from tests.journeys.field.walker import PIN, Walker, stop_id

SEED = 20261126
STOPS, SLOW, COLD_STARTS = 60, 6, 5
LIMITS = {"pack_bytes": 5_000_000, "cold_seconds": 3.0, "screen_seconds": 1.0}
PLANT = "(word) => { localStorage.setItem('planted', word); }"
SCREENS = ("/", "/map", "/sync", "/me", "/note", f"/stop/{stop_id(1)}", f"/visit/{stop_id(2)}")


def kills(playwright: Playwright, folder: Path, times: int) -> dict[str, object]:
    """Kill a browser so often, and once with a fault that must be found."""
    with standing(Peer(stops=2)) as peer:
        account = killed(playwright, peer, folder / "killed", times, SEED)
    with standing(Peer(stops=2)) as peer:
        planted = killed(playwright, peer, folder / "planted", 1, SEED, planted=True)
    found = asdict(account) | {"said": len(account.said)}
    return found | {"planted_found": len(planted.lost) == len(planted.said) > 0}


def profiles(playwright: Playwright, folder: Path, wanted: int) -> dict[str, object]:
    """Search so many profiles, each after a whole visit that was never sent."""
    found: list[str] = []
    for number in range(wanted):
        profile = folder / f"copied-{number}"
        with standing(Peer(stops=2)) as peer, left_locked(playwright, peer, profile) as page:
            found += hits(profile)
            if number + 1 == wanted:
                page.evaluate(PLANT, CANARY_NAME)
        planted = hits(profile)
    return {"profiles": wanted, "hits": found, "planted_found": bool(planted)}


def cold(playwright: Playwright, folder: Path) -> dict[str, object]:
    """Open a day of 60 stops on a slow phone without a signal, and each screen of it."""
    profile = folder / "cold"
    with standing(Peer(stops=STOPS)) as peer:
        whole = json.dumps(peer.pack()).encode()
        with phone(playwright, peer, profile) as page:
            Walker(page, page.context, peer, []).enrol()
            page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
            page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        starts = [_start(playwright, profile, peer) for _ in range(COLD_STARTS)]
    screens = {route: max(each[1][route] for each in starts) for route in SCREENS}
    return {
        "stops": STOPS,
        "pack_bytes": len(whole),
        "pack_bytes_sent": len(gzip.compress(whole)),
        "cold_seconds": sorted(each[0] for each in starts),
        "screen_seconds": screens,
    }


def _start(playwright: Playwright, profile: Path, peer: Peer) -> tuple[float, dict[str, float]]:
    context = launch(playwright, profile, False)
    page = context.pages[0]
    context.set_offline(True)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    began = time.perf_counter()
    page.goto(f"{peer.address}/field/app/")
    page.locator(".keys button").first.wait_for()
    pad = time.perf_counter()
    page.keyboard.type(PIN)
    typed = time.perf_counter()  # how fast a thumb is, is not the phone's doing
    page.locator(".stops").wait_for()
    seconds = pad - began + time.perf_counter() - typed
    screens = {route: _shown(page, route) for route in SCREENS}
    context.close()
    return round(seconds, 2), screens


def _shown(page: object, route: str) -> float:
    """Return the seconds from the touch until the screen was painted, as the page counts them."""
    taken: float = page.evaluate(  # type: ignore[attr-defined]
        """async (route) => {
          const began = performance.now();
          location.hash = route;
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          return (performance.now() - began) / 1000;
        }""",
        route,
    )
    return round(taken, 3)


def main() -> None:
    """Print the figures as one JSON object; fail beyond a limit."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        figures = {
            "cold": cold(playwright, folder),
            "kills": kills(playwright, folder, times),
            "copied": profiles(playwright, folder, wanted),
        }
    about = {"benchmark": "phone", "seed": SEED, "seconds": round(time.perf_counter() - began)}
    print(json.dumps(about | figures | {"load": round(os.getloadavg()[0], 1)}))
    if faults := _beyond(figures):
        sys.exit("; ".join(faults))


def _beyond(figures: dict[str, dict[str, object]]) -> list[str]:
    start, kill, copied = figures["cold"], figures["kills"], figures["copied"]
    wrong = {
        "a record was lost, doubled or left a gap": kill["lost"]
        or kill["doubled"]
        or kill["gaps"],
        "the browser threw the store away": kill["is_store_gone"],
        "a planted fault was not found": not (kill["planted_found"] and copied["planted_found"]),
        "a profile can be read": copied["hits"],
        "the papers are too large": start["pack_bytes"] > LIMITS["pack_bytes"],
        "a cold start is too slow": start["cold_seconds"][-1] > LIMITS["cold_seconds"],
        "a screen is too slow": max(start["screen_seconds"].values()) > LIMITS["screen_seconds"],
    }
    return [words for words, is_so in wrong.items() if is_so]


if __name__ == "__main__":
    main()
