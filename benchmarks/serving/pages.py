"""How fast does the office answer fifty people at once over 100,000 accounts?

Fills a demonstration of so many accounts, runs its day, serves the desk in a process of its own
and lets people walk through it, each with a session of their own and some seconds between two
clicks. Prints one JSON object: for each kind of page the median and the 95th percentile, and the
same for all. The bare answer of ``/livez`` is measured in the same run: what the machine can do.

    python benchmarks/serving/pages.py --accounts 100000 --users 50 --seconds 120 --store FOLDER
"""

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import numpy as np

PASSWORD: Final = "doorstep-demo"
SIGN_IN: Final = 'name="password"'
DAY: Final = "2026-11-26"
FILL: Final = """
import sys
from datetime import date
from pathlib import Path
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.commands.session import store
day = date.fromisoformat(sys.argv[2])
with store(Path(sys.argv[1])):
    from doorstep_desk.commands.demo_store import make_demo
    from doorstep_desk.plumbing.tables.statistics import count_tables_anew
    make_demo(on=day, at=beijing_instant(day, 6), accounts=int(sys.argv[3]))
    count_tables_anew()
"""
WALK: Final = (
    ("board", 3), ("cases", 4), ("search", 2), ("case", 8), ("followups", 2), ("promises", 2),
    ("report", 1), ("payments", 1), ("statement", 1), ("approvals", 1), ("may_i", 1),
)  # fmt: skip
"""How often each kind of page is opened, in parts: a day's work, not the costliest page alone."""


class Person:
    """Somebody at a desk with a browser of their own."""

    def __init__(self, port: int, name: str) -> None:
        self.desk = f"http://127.0.0.1:{port}"
        self.browser = build_opener(HTTPCookieProcessor())
        page = self.read("/sign-in")[2]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        fields = {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token}
        status, _, page = self.read("/sign-in", urlencode(fields).encode())
        if status != HTTPStatus.OK or SIGN_IN in page:
            raise SystemExit(f"nobody could sign in as {name}: {status}")

    def read(self, path: str, body: bytes | None = None) -> tuple[int, float, str]:
        """Return the status, the seconds until the last byte, and the page."""
        begun = time.perf_counter()
        try:
            with self.browser.open(self.desk + path, body, timeout=60) as answer:
                page, status = answer.read(), answer.status
        except HTTPError as refused:
            page, status = refused.read(), refused.code
        return status, time.perf_counter() - begun, page.decode(errors="replace")


def fill(store: Path, accounts: int) -> dict[str, float]:
    """Make the demonstration and run its day; returns the seconds of both."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", FILL, str(store), DAY, str(accounts)], check=True)
    filled = time.perf_counter()
    words = ["day", "--date", DAY, "--data-dir", str(store), "--json"]
    subprocess.run(
        [sys.executable, "-m", "doorstep.cli.main", *words], check=True, stdout=subprocess.DEVNULL
    )
    return {"fill": round(filled - begun, 1), "day": round(time.perf_counter() - filled, 1)}


def pages_of(person: Person) -> dict[str, list[str]]:
    """Return addresses by kind of page, found by reading the desk as a person does."""
    listed = []
    for sort in ("", "?sort=-days", "?sort=name", "?bucket=M2", "?bucket=M3", "?treatment=visit"):
        listed += re.findall(r'href="(/cases/\d+)"', person.read(f"/cases{sort}")[2])
    cases = sorted(set(listed))
    if not cases:
        raise SystemExit("the list of cases shows none")
    return {
        "board": ["/"],
        "cases": ["/cases", "/cases?sort=-days", "/cases?bucket=M2", "/cases?treatment=visit"],
        "search": ["/cases?q=1", "/cases?q=L0", "/cases?q=%E9%87%91"],
        "case": cases,
        "followups": ["/follow-ups"],
        "promises": ["/promises", "/promises?view=list"],
        "report": ["/reports"],
        "payments": ["/payments"],
        "statement": [f"{each}/statement" for each in cases],
        "approvals": ["/approvals"],
        "may_i": [f"/may-i?case={each.rsplit('/', 1)[1]}" for each in cases],
    }


def walk(
    person: Person, pages: dict[str, list[str]], until: float, pause: float, seed: int
) -> list[tuple[str, str, int, float]]:
    """Let one person work until the end; returns kind, address, status and seconds of pages."""
    chance = np.random.default_rng(seed)
    kinds = [kind for kind, _ in WALK]
    shares = np.array([parts for _, parts in WALK]) / sum(parts for _, parts in WALK)
    seen = []
    time.sleep(chance.uniform(0, pause))
    while time.perf_counter() < until:
        kind = kinds[chance.choice(len(kinds), p=shares)]
        path = pages[kind][chance.integers(len(pages[kind]))]
        status, took, _ = person.read(path)
        seen.append((kind, path, status, took))
        time.sleep(chance.uniform(0.5, 1.5) * pause)
    return seen


def told(times: list[float]) -> dict[str, Any]:
    """Return count, median and 95th percentile in milliseconds."""
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return {
        "pages": len(ordered),
        "median_ms": round(1000 * statistics.median(ordered)),
        "p95_ms": round(1000 * high),
        "worst_ms": round(1000 * ordered[-1]),
    }


def measure(port: int, users: int, seconds: float, pause: float, seed: int) -> dict[str, Any]:
    """Let everybody walk at once, and tell what they waited for."""
    people = [Person(port, ("lead", "analyst", "compliance")[n % 3]) for n in range(users)]
    pages = pages_of(people[0])
    bare = [people[0].read("/livez")[1] for _ in range(50)]
    until = time.perf_counter() + seconds
    found: list[list[tuple[str, str, int, float]]] = [[] for _ in people]

    def work(place: int) -> None:
        found[place] = walk(people[place], pages, until, pause, seed + place)

    threads = [threading.Thread(target=work, args=[place]) for place in range(users)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    by_kind, bad = defaultdict(list), []
    for kind, path, status, took in (each for walked in found for each in walked):
        by_kind[kind].append(took)
        if status != HTTPStatus.OK:
            bad.append((path, status))
    return {
        "all": told([each for times in by_kind.values() for each in times]),
        "by_page": {kind: told(times) for kind, times in sorted(by_kind.items())},
        "bare": told(bare),
        "refused": sorted(set(bad))[:10],
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--accounts", type=int, default=100_000)
    asked.add_argument("--users", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--pause", type=float, default=8, help="seconds between two clicks")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--store", type=Path, help="made when it is not there; else a passing one")
    wanted = asked.parse_args()
    if wanted.store is not None:
        return report(wanted)
    with tempfile.TemporaryDirectory() as folder:
        wanted.store = Path(folder) / "store"
        report(wanted)


def report(wanted: argparse.Namespace) -> None:
    """Print the figures of one store."""
    took = {} if wanted.store.exists() else fill(wanted.store, wanted.accounts)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ["serve", "--data-dir", str(wanted.store), "--port", str(port)]
    moment = {**os.environ, "DOORSTEP_NOW": f"{DAY}T10:42:00+08:00"}
    desk = subprocess.Popen(
        [sys.executable, "-m", "doorstep.cli.main", *words],
        env=moment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(port)
        figures = measure(port, wanted.users, wanted.seconds, wanted.pause, wanted.seed)
    finally:
        desk.terminate()
        desk.wait(30)
    about = {"benchmark": "pages", "accounts": wanted.accounts, "users": wanted.users}
    print(
        json.dumps({**about, "seed": wanted.seed, **took, **figures, "load": os.getloadavg()[0]})
    )


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the desk did not come up within a minute")


if __name__ == "__main__":
    main()
