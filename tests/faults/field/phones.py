"""Phones that lose nothing themselves: each keeps a record until its receipt is here."""

import http.client
import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tests.app.fieldwork.phone import Phone

from doorstep_desk.fieldwork.models import FieldEvent
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.staff.models import Staff

TOKEN = "a" * 32
CONFIRMED = ("accepted", "duplicate", "quarantined")


def session_of_another(username: str) -> str:
    """Return the key of a session of somebody new like an agent: each agent carries one phone."""
    staff = Staff.objects.get(username=username)
    staff.pk, staff.username, staff._state.adding = None, f"{username}-{new_id()}", True
    staff.save()
    session = SessionStore()
    session[SESSION_KEY] = str(staff.pk)
    session[BACKEND_SESSION_KEY] = "doorstep_desk.staff.sessions.StaffBackend"
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    session.create()
    return str(session.session_key)


@dataclass
class Answer:
    """What came back over the line."""

    status_code: int
    body: bytes

    def json(self) -> Any:
        """Return it as an object."""
        return json.loads(self.body)


@dataclass
class Wire:
    """Sends over a real connection what a test client would send in the same process."""

    port: int
    session: str

    def post(self, path: str, body: str, content_type: str) -> Answer:
        """Send, and return the answer."""
        return self.send("POST", path, body.encode(), {"Content-Type": content_type})

    def send(self, method: str, path: str, body: bytes, more: dict[str, str]) -> Answer:
        """Send, and return the answer.

        Raises:
            OSError: The line broke.
            http.client.HTTPException: What came back is no whole answer.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN,
            "Connection": "close", **more,
        }  # fmt: skip
        try:
            connection.request(method, path, body, headers)
            came = connection.getresponse()
            return Answer(came.status, came.read())
        finally:
            connection.close()


@dataclass
class Carried:
    """A phone with a day of records to send, over a bad line.

    Attributes:
        phone: Numbers, chains and closes the records.
        is_careless: Planted fault: lets a record go as soon as it was sent.
        pause: At most so many seconds between two batches.
        ledger: Hash of every record that the phone showed as saved, by its name.
        receipts: What the office said of each.
        outbox: What the phone still holds.
    """

    phone: Phone
    is_careless: bool = False
    pause: float = 0.5
    ledger: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    outbox: dict[str, dict[str, Any]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    tries: Counter = field(default_factory=Counter)

    def send_all(self, count: int, chance: np.random.Generator, until: float, most: int) -> None:
        """Write ``count`` records, at most ``most`` at once, and send them until all are in."""
        outbox, written = self.outbox, 0
        while written < count or outbox:
            if time.monotonic() > until:
                return
            for _ in range(min(chance.integers(1, most + 1), count - written)):
                event = self.phone.event(
                    "note", {"about": "x", "words": "雪" * int(chance.integers(0, 41))}
                )
                written += 1
                self.ledger[event["id"]] = event["body_hash"]
                is_sealed = chance.random() < 0.5
                outbox[event["id"]] = self.phone.sealed(event) if is_sealed else event
            batch = list(outbox.values())[: int(chance.integers(1, 2 * most + 1))]
            self._try(batch, chance)
            time.sleep(self.pause * chance.random())

    def _try(self, batch: list[dict[str, Any]], chance: np.random.Generator) -> None:
        began = time.monotonic()
        try:
            answer = self.phone.sync(*batch)
            results = answer.json()["results"] if answer.status_code == 200 else []
            self.tries[answer.status_code] += 1
        except (OSError, http.client.HTTPException, ValueError):
            results = []
            self.tries["broken"] += 1
        if self.is_careless:
            for item in batch:
                self.outbox.pop(item["id"], None)
        if not results:
            time.sleep(chance.random() / 5)
            return
        self.seconds.append(time.monotonic() - began)
        for result in results:
            is_ours = self.ledger.get(result["id"]) == result["body_hash"]
            if result["status"] in CONFIRMED and result["receipt"] and is_ours:
                self.receipts[result["id"]] = result["status"]
                self.outbox.pop(result["id"], None)


@dataclass(frozen=True, slots=True)
class Found:
    """What the office has, beside what the phones showed as saved."""

    saved: int
    unsent: int
    lost: int
    doubled: int
    altered: int
    set_aside: int


def carried(names: list[str], count: int, port: int, at: datetime) -> list[Carried]:
    """Return registered phones, each of an agent of its own who is like one of the named."""
    made = []
    for number in range(count):
        wire = Wire(port, session_of_another(names[number % len(names)]))
        phone = Phone(wire, at)  # type: ignore[arg-type]
        assert phone.register().status_code in (200, 201)
        made.append(Carried(phone))
    return made


def through(phones: list[Carried], port: int) -> None:
    """Let the phones speak over another line."""
    for each in phones:
        wire: Any = each.phone.client
        each.phone.client = Wire(port, wire.session)  # type: ignore[assignment]


def all_at_once(
    phones: list[Carried], count: int, seed: int, seconds: float, most: int = 3
) -> None:
    """Let every phone write and send ``count`` records, all at the same time."""
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(
            target=each.send_all, args=(count, np.random.default_rng([seed, number]), until, most)
        )
        for number, each in enumerate(phones)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def compared(phones: list[Carried]) -> Found:
    """Compare what every phone showed as saved with what the office has."""
    saved = {name: each for phone in phones for name, each in phone.ledger.items()}
    devices = [uuid.UUID(each.phone.id) for each in phones]
    rows = list(_rows(devices))
    here = Counter(name for name, _, _ in rows)
    altered = sum(saved.get(name) != kept or stated != kept for name, kept, stated in rows)
    aside = sum(status == "quarantined" for each in phones for status in each.receipts.values())
    held = {name for each in phones for name in each.outbox}
    lost = sum(name not in here and name not in held for name in saved)
    return Found(
        len(saved),
        len(held - here.keys()),
        lost,
        sum(n - 1 for n in here.values()),
        altered,
        aside,
    )


def _rows(devices: list[uuid.UUID]) -> Iterator[tuple[str, str, str]]:
    """Yield name, stored hash and the hash inside the sealed text of each record."""
    for row in FieldEvent.objects.filter(device_id__in=devices).iterator(chunk_size=1000):
        yield str(row.event_id), row.body_hash, json.loads(row.content)["body_hash"]
