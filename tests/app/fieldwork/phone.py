"""A phone as the office meets it: it numbers, chains, hashes and closes its records by itself."""

import base64
import json
import secrets
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.test import Client

from doorstep.terms.canonical import canonical, hash_of
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.sealing import agreed_key, point_of

CURVE = ec.SECP256R1()
START = "0" * 64
API = "/field/api/1/"


def closed(point: bytes, name: str, plain: bytes) -> bytes:
    """Close bytes to the office under a name, as web/field/store/sealing.ts does."""
    ours = ec.generate_private_key(CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    key = agreed_key(ours.exchange(ec.ECDH(), theirs), point_of(ours), point)
    nonce = secrets.token_bytes(12)
    return point_of(ours) + nonce + AESGCM(key).encrypt(nonce, plain, name.encode())


@dataclass
class Phone:
    """One phone; ``now`` is the office's time and ``wrong_by`` what its own clock is off."""

    client: Client
    now: datetime
    id: str = field(default_factory=lambda: str(new_id()))
    wrong_by: timedelta = timedelta()
    epoch: str = ""
    cursor: str | None = None
    sequence: int = 0
    tip: str = START
    boot: str = "boot-1"
    uptime_ms: int = 5_000_000
    told: dict[str, Any] = field(default_factory=dict)

    def register(self) -> Any:
        """Register and remember what the office says."""
        answer = self.post("devices", {"device_id": self.id, "name": "测试机", "schema": 1})
        if answer.status_code in (200, 201):
            self.told = answer.json()
            self.epoch = self.told["server_epoch"]
        return answer

    def post(self, where: str, message: Any) -> Any:
        """Send JSON."""
        return self.client.post(API + where, json.dumps(message), "application/json")

    def pass_time(self, minutes: float) -> None:
        """Let time go by, for the office and on the phone's stopwatch."""
        self.now += timedelta(minutes=minutes)
        self.uptime_ms += round(minutes * 60_000)

    def clocks(self) -> dict[str, Any]:
        """Return what the clocks say now."""
        wall = round((self.now + self.wrong_by).timestamp() * 1000)
        return {
            "wall": wall, "monotonic_ms": self.uptime_ms, "boot_id": self.boot, "offset_ms": 0,
            "highest_seen": wall,
        }  # fmt: skip

    def event(self, kind: str, body: dict[str, Any], stop: dict[str, Any] | None = None) -> dict:
        """Write the next record."""
        self.sequence += 1
        fields = {
            "id": str(new_id()), "device_id": self.id, "device_sequence": self.sequence,
            "previous_hash": self.tip, "kind": kind,
            "case_id": stop and stop["case_id"], "stop_id": stop and stop["stop_id"],
            "visit_id": stop and stop["visit_id"], "clocks": self.clocks(), "body": body,
        }  # fmt: skip
        self.tip = hash_of(fields)
        return {**fields, "body_hash": self.tip}

    def sealed(self, event: dict[str, Any]) -> dict[str, Any]:
        """Return a record as the outbox holds it."""
        point = base64.b64decode(self.told["sealing_key"])
        sealed = closed(point, event["id"], canonical(event))
        return {
            **{name: event[name] for name in ("id", "device_sequence", "body_hash")},
            "key_id": self.told["sealing_key_id"], "sealed": base64.b64encode(sealed).decode(),
        }  # fmt: skip

    def sync(self, *events: Any, **changed: Any) -> Any:
        """Send a batch and return the answer."""
        message = {
            "device_id": self.id, "server_epoch": self.epoch, "schema": 1, "cursor": self.cursor,
            "events": list(events), "clocks": self.clocks(),
            "unsent": {"events": 0, "blobs": 0, "bytes": 0}, **changed,
        }  # fmt: skip
        answer = self.post("sync", message)
        if answer.status_code == 200:
            self.cursor = answer.json()["cursor"]
        return answer

    def pack(self) -> Any:
        """Fetch today's papers."""
        return self.client.get(f"{API}pack?device={self.id}")

    def visit(self, stop: dict[str, Any], **answers: Any) -> list[dict[str, Any]]:
        """Write down a whole visit of 20 minutes at a stop."""
        began = self.now + self.wrong_by
        lon, lat = stop["address"]["lon_e6"] or 0, stop["address"]["lat_e6"] or 0
        place = {"lon_e6": lon, "lat_e6": lat, "accuracy_cm": 1200, "at": began.isoformat()}
        made = [
            self.event("visit.started", {"permit": "ok", "pair": True}, stop),
            self.event("visit.arrived", {"place": place, "why_none": None, "flags": []}, stop),
            self.event("visit.present", {"who": "borrower"}, stop),
            self.event("visit.right_party", {"proof": "document", "settled": True}, stop),
            self.event("visit.purpose", {"told": ["rights"]}, stop),
        ]
        self.pass_time(20)
        usual = {
            "met": "borrower", "disposition": "met_borrower", "note": "门口交谈",
            "reason": "illness", "promise_fen": None, "promise_due_on": None,
            "asked_to_leave": False, "asked_to_stop": False,
        }  # fmt: skip
        body = {
            "outcome": "met_borrower", "answers": {**usual, **answers},
            "began_at": began.isoformat(), "place": place,
        }  # fmt: skip
        return [*made, self.event("visit.left", body, stop)]


def results(answer: Any) -> list[str]:
    """Return what became of each item."""
    return [each["status"] for each in answer.json()["results"]]


def uuid_of(text: str) -> uuid.UUID:
    """Return an identifier from its text."""
    return uuid.UUID(text)
