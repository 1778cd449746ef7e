"""A short message centre that binds, takes parts, sends receipts, and misbehaves on script.

It speaks SMPP 3.4 by its own reading of the protocol, not by the library that the desk uses.
"""

import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

BIND, BIND_RESP = 0x00000009, 0x80000009
SUBMIT, SUBMIT_RESP = 0x00000004, 0x80000004
DELIVER, DELIVER_RESP = 0x00000005, 0x80000005
ENQUIRE, ENQUIRE_RESP = 0x00000015, 0x80000015
UNBIND, UNBIND_RESP = 0x00000006, 0x80000006
OK, THROTTLED, REFUSED = 0, 0x58, 0x0B
_HEAD = struct.Struct(">IIII")


class Whim(Enum):
    """What the centre does to one part."""

    TAKE = "take"
    DROP = "drop"
    """It hangs up without having taken the part."""

    DIE = "die"
    """It takes the part and hangs up before it answers."""

    DELAY = "delay"
    THROTTLE = "throttle"
    REFUSE = "refuse"
    TWICE = "twice"
    """It sends the receipt twice."""


@dataclass
class Taken:
    """One part that the centre has: it will reach a telephone."""

    to: str
    body: bytes
    coding: int
    is_part: bool
    message_id: str


@dataclass
class Centre:
    """Listens on a port of this machine until it is closed."""

    whim: Callable[[int], Whim] = lambda number: Whim.TAKE
    delay: float = 0.01
    taken: list[Taken] = field(default_factory=list)
    seen: int = 0
    binds: int = 0
    _open: bool = True

    def __enter__(self) -> "Centre":
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._lines: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._open = False
        self._listener.close()
        for line in self._lines:
            _hang_up(line)

    @property
    def url(self) -> str:
        return f"smpp://desk:secret@127.0.0.1:{self.port}?source=106900000000&window=20"

    def reached(self) -> dict[str, str]:
        """Return what each telephone shows, long messages put together again."""
        parts: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
        shown: dict[str, str] = {}
        for each in self.taken:
            head, body = (each.body[:6], each.body[6:]) if each.is_part else (b"", each.body)
            text = body.decode("utf-16-be") if each.coding == 8 else body.decode("latin-1")
            if not head:
                shown[each.to] = text
                continue
            assert head[:3] == b"\x05\x00\x03", head
            here = parts[each.to, head[3]]
            here[head[5]] = text
            if len(here) == head[4]:
                shown[each.to] = "".join(here[n] for n in sorted(here))
        return shown

    def answer(self, sender: str, text: str) -> None:
        """Send what somebody typed on a telephone to the desk."""
        self._deliver(self._lines[-1], sender, text.encode("utf-16-be"), 0, 8)

    def _serve(self) -> None:
        while self._open:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._lines.append(line)
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        reader = line.makefile("rb")
        try:
            while head := reader.read(16):
                length, command, _, sequence = _HEAD.unpack(head)
                body = reader.read(length - 16)
                if not self._one(line, command, sequence, body):
                    break
        except (OSError, struct.error):
            pass
        _hang_up(line)

    def _one(self, line: socket.socket, command: int, sequence: int, body: bytes) -> bool:
        if command == BIND:
            self.binds += 1
            is_known = body.startswith(b"desk\x00secret\x00")
            _say(line, BIND_RESP, OK if is_known else 0x0E, sequence, b"centre\x00" * is_known)
            return is_known
        if command == SUBMIT:
            return self._submitted(line, sequence, body)
        if command == ENQUIRE:
            _say(line, ENQUIRE_RESP, OK, sequence)
        if command == UNBIND:
            _say(line, UNBIND_RESP, OK, sequence)
            return False
        return True

    def _submitted(self, line: socket.socket, sequence: int, body: bytes) -> bool:
        with self._lock:
            number, self.seen = self.seen, self.seen + 1
        whim = self.whim(number)
        if whim is Whim.DROP:
            return False
        if whim in (Whim.THROTTLE, Whim.REFUSE):
            _say(line, SUBMIT_RESP, THROTTLED if whim is Whim.THROTTLE else REFUSED, sequence)
            return True
        if whim is Whim.DELAY:
            time.sleep(self.delay)
        part = _part(body, f"{number:08x}")
        with self._lock:
            self.taken.append(part)
        if whim is Whim.DIE:
            return False
        _say(line, SUBMIT_RESP, OK, sequence, part.message_id.encode() + b"\x00")
        for _ in range(2 if whim is Whim.TWICE else 1):
            text = f"id:{part.message_id} sub:001 dlvrd:001 stat:DELIVRD err:000 text:"
            self._deliver(line, part.to, text.encode(), 4, 0)
        return True

    def _deliver(
        self, line: socket.socket, sender: str, text: bytes, esm: int, coding: int
    ) -> None:
        body = (
            b"\x00\x01\x01" + sender.encode() + b"\x00\x01\x01106900000000\x00"
            + bytes((esm, 0, 0)) + b"\x00\x00" + bytes((0, 0, coding, 0, len(text))) + text
        )  # fmt: skip
        _say(line, DELIVER, OK, 0x01000000 + self.seen, body)


def _part(body: bytes, message_id: str) -> Taken:
    _, rest = body.split(b"\x00", 1)
    _, rest = rest[2:].split(b"\x00", 1)
    to, rest = rest[2:].split(b"\x00", 1)
    esm = rest[0]
    _, rest = rest[3:].split(b"\x00", 1)
    _, rest = rest.split(b"\x00", 1)
    coding, length = rest[2], rest[4]
    return Taken(to.decode(), rest[5 : 5 + length], coding, bool(esm & 0x40), message_id)


def _say(line: socket.socket, command: int, status: int, sequence: int, body: bytes = b"") -> None:
    line.sendall(_HEAD.pack(16 + len(body), command, status, sequence) + body)


def _hang_up(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    line.close()
