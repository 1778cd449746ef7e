"""A small office that speaks ``docs/field-sync.md`` to a phone, and can be told to misbehave.

It stands in for the desk where a test wants to break the line, restore the office from a copy or
revoke the phone. It serves the app's own page with the headers that the desk sends.
"""

import base64
import contextlib
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from tests.journeys.field.pack import pack_of

from doorstep_desk.devices.errors import device_revoked
from doorstep_desk.field.shell import PERMISSIONS, POLICY, built_file

DESK: Final = Path(__file__).parents[3] / "src" / "doorstep_desk"
STATIC: Final = (DESK / "static", DESK / "office" / "static")
API: Final = "/field/api/1/"
KINDS: Final = {
    ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
    ".geojson": "application/json", ".webmanifest": "application/manifest+json",
}  # fmt: skip
_POINT, _NONCE = 65, 12


@dataclass
class Peer:
    """What the office holds and how it behaves.

    Attributes:
        stops: How many stops a day's papers have.
        first: With which of them they begin.
        is_signed_in: Whether the browser's session counts.
        revoked: Whether the phone was revoked.
        replaced: Whether another phone of the same agent took its place.
        epoch: Changes when the office was restored from a copy.
        events: Each record by id, opened.
        bodies: Hash of each record by id.
        order: Ids as they came, duplicates included.
        blobs: What came of each upload so far.
        stop_list: Cases that nobody may visit.
        changes: Told with the next exchange.
        drop_answers: How many answers to batches of records to lose after the effect.
        held: What the phone said it still holds.
        spoil_permits: Change a byte of each permit.
        ahead: How far its clock is ahead of the test's.
    """

    stops: int = 5
    first: int = 1
    is_signed_in: bool = True
    revoked: bool = False
    replaced: bool = False
    epoch: str = "1"
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    blobs: dict[str, tuple[int, bytearray]] = field(default_factory=dict)
    stop_list: list[str] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    drop_answers: int = 0
    held: dict[str, int] = field(default_factory=dict)
    spoil_permits: bool = False
    ahead: timedelta = timedelta(0)
    address: str = ""
    share: bytes = b"\x07" * 32
    lock: threading.Lock = field(default_factory=threading.Lock)
    sealing: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    permits: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def sealing_key(self) -> bytes:
        """Return the public point that phones seal to."""
        return self.sealing.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    def opened(self, name: str, sealed: bytes) -> bytes:
        """Open what a phone sealed."""
        point, nonce = sealed[:_POINT], sealed[_POINT : _POINT + _NONCE]
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        info = b"doorstep-outbox-1" + point + self.sealing_key
        key = HKDF(hashes.SHA256(), 32, b"", info).derive(self.sealing.exchange(ec.ECDH(), theirs))
        return AESGCM(key).decrypt(nonce, sealed[_POINT + _NONCE :], name.encode())

    def kinds(self) -> list[str]:
        """Return the kinds of what came, in the phone's order."""
        rows = sorted(self.events.values(), key=lambda each: each["device_sequence"])
        return [each["kind"] for each in rows]

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        """Return the records of a kind."""
        return [each for each in self.events.values() if each["kind"] == kind]

    # What the phone asks

    def devices(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Make a phone known."""
        raw = self.permits.public_key().public_bytes_raw()
        return {
            "device_id": asked["device_id"],
            "server_epoch": self.epoch,
            "share": base64.b64encode(self.share).decode(),
            "sealing_key": base64.b64encode(self.sealing_key).decode(),
            "sealing_key_id": "k1",
            "permit_keys": {"p1": base64.b64encode(raw).decode()},
            "limits": {
                "lock_after_s": 300, "pack_valid_s": 43_200, "chunk_bytes": 262_144, "batch": 200,
            },
        }  # fmt: skip

    def pack(self) -> dict[str, Any]:
        """Return the day's papers."""
        made = pack_of(self.stops, datetime.now(UTC) + self.ahead, self.permits, self.epoch)
        made["stops"] = made["stops"][self.first - 1 :]
        made["stop_list"] = list(self.stop_list)
        if self.spoil_permits:
            for stop in made["stops"]:
                stop["permit"] = "A" + stop["permit"][1:]
        return made

    def turned_away(self) -> tuple[int, dict[str, Any]] | None:
        """Return how a browser or a phone that does not count is answered."""
        if not self.is_signed_in:
            return 401, {"code": "sign_in", "say": {"zh": "请登录", "en": "Sign in"}}
        if self.replaced:
            return 410, device_revoked(is_replaced=True).in_both_languages()
        if self.revoked:
            return 410, {"code": "device_revoked", "say": {"zh": "已停用", "en": "Revoked"}}
        return None

    def sync(self, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Take records and answer each, or say that this is another office than before."""
        if asked["server_epoch"] != self.epoch:
            known = {"last_device_sequence": self.last_sequence()}
            return 409, {"code": "epoch_changed", "server_epoch": self.epoch, "known": known}
        self.held = asked["unsent"]
        results = [self._take(item) for item in asked["events"]]
        told, self.changes = self.changes, []
        return 200, {
            "stop_list": list(self.stop_list), "server_epoch": self.epoch, "results": results,
            "changes": told, "cursor": str(len(self.order)), "more": False,
            "schema": {"current": 1, "oldest_accepted": 1},
        }  # fmt: skip

    def _take(self, item: dict[str, Any]) -> dict[str, Any]:
        event = json.loads(self.opened(item["id"], base64.b64decode(item["sealed"])))
        known = self.bodies.get(item["id"])
        status = "accepted" if known is None else "duplicate"
        self.bodies.setdefault(item["id"], item["body_hash"])
        self.events.setdefault(item["id"], event)
        self.order.append(item["id"])
        return {
            "id": item["id"], "status": status, "body_hash": item["body_hash"],
            "receipt": f"r-{item['device_sequence']}",
        }  # fmt: skip

    def last_sequence(self) -> int:
        """Return the highest number of a phone that this office knows."""
        return max((each["device_sequence"] for each in self.events.values()), default=0)

    def put(self, name: str, header: str, body: bytes) -> tuple[int, dict[str, Any]]:
        """Take a piece of an upload."""
        first, total = (int(part) for part in re.findall(r"bytes (\d+)-\d+/(\d+)", header)[0])
        _, have = self.blobs.setdefault(name, (total, bytearray()))
        if first == len(have):
            have.extend(body)
        if len(have) == total and hashlib.sha256(have).hexdigest() != name:
            del self.blobs[name]
            return 422, {"code": "hash_differs", "say": {"zh": "不符", "en": "differs"}}
        return 200, self.state_of(name)

    def state_of(self, name: str) -> dict[str, Any]:
        """Return how much of an upload is here."""
        total, have = self.blobs[name]
        return {"have": len(have), "total": total, "complete": len(have) == total, "receipt": name}


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    peer: Peer

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Return what the office's clock says."""
        return format_datetime(datetime.now(UTC) + self.peer.ahead, usegmt=True)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith(API):
            self._api("GET", path.removeprefix(API), b"")
        elif path == "/field/app/":
            policy = "; ".join(f"{name} {' '.join(values)}" for name, values in POLICY.items())
            self._send(200, built_file("index.html"), "text/html; charset=utf-8", {
                "Content-Security-Policy": policy, "Permissions-Policy": PERMISSIONS,
                "Vary": "Cookie, Accept-Language", "Cache-Control": "no-cache",
            })  # fmt: skip
        elif path in ("/field/app/sw.js", "/field/app/map-worker.js"):
            script = built_file(path.rpartition("/")[2])
            self._send(200, script, "text/javascript", {"Cache-Control": "no-cache"})
        elif path == "/sign-in":
            self.peer.is_signed_in = True
            self._send(302, b"", "text/html", {"Location": "/field/app/"})
        else:
            self._static(path)

    def do_POST(self) -> None:
        self._api("POST", self.path.removeprefix(API), self._body())

    def do_PUT(self) -> None:
        self._api("PUT", self.path.removeprefix(API), self._body())

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    def _static(self, path: str) -> None:
        for folder in STATIC:
            found = folder / path.removeprefix("/static/")
            if path.startswith("/static/") and found.is_file():
                self._send(200, found.read_bytes(), KINDS.get(found.suffix, "text/plain"), {})
                return
        self._send(404, b"", "text/plain", {})

    def _api(self, method: str, path: str, body: bytes) -> None:
        peer = self.peer
        with peer.lock:
            status, answer = self._answer(method, path, body)
            is_exchange = path == "sync" and status == 200 and b'"sealed"' in (body or b"")
            is_lost = is_exchange and peer.drop_answers > 0
            peer.drop_answers -= is_lost
        if is_lost:
            self.close_connection = True
            self.connection.close()
            return
        text = json.dumps(answer, ensure_ascii=False).encode()
        self._send(status, text, "application/json", {"Cache-Control": "no-store"})

    def _answer(self, method: str, path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        peer = self.peer
        if (refusal := peer.turned_away()) is not None:
            return refusal
        match method, path.split("/"):
            case "POST", ["devices"]:
                return 201, peer.devices(json.loads(body))
            case "GET", ["pack"]:
                return 200, peer.pack()
            case "POST", ["sync"]:
                return peer.sync(json.loads(body))
            case "GET", ["blobs", name] if name in peer.blobs:
                return 200, peer.state_of(name)
            case "PUT", ["blobs", name]:
                return peer.put(name, self.headers["Content-Range"], body)
        return 404, {"code": "unknown", "say": {"zh": "没有", "en": "none"}}

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind, "Content-Length": str(len(body)),
            "X-Content-Type-Options": "nosniff", **headers,
        }.items():  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # a browser that was killed takes no answer
            self.wfile.write(body)


@contextlib.contextmanager
def standing(peer: Peer, port: int = 0) -> Iterator[Peer]:
    """Let a peer answer on a free port for the length of a block."""
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Answers", (_Answers,), {"peer": peer}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    peer.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()
