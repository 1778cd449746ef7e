"""A line between phones and the desk that loses, doubles, delays, reorders and cuts."""

import socket
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

PATIENCE = 10.0
FAULTS = ("lost_request", "lost_answer", "doubled", "delayed", "late", "cut_request", "cut_answer")


@dataclass
class Line:
    """Listens on ``port`` and passes on to ``desk_port``; a share of requests meets a fault."""

    desk_port: int
    share: float
    seed: int
    port: int = 0
    met: Counter = field(default_factory=Counter)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Line":
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._listener.settimeout(0.2)
        self.port = self._listener.getsockname()[1]
        self._chance = np.random.default_rng(self.seed)
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()
        self._listener.close()

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                phone, _ = self._listener.accept()
            except TimeoutError:
                continue
            threading.Thread(target=self._serve, args=(phone,), daemon=True).start()

    def _draw(self) -> tuple[str, float]:
        with self._lock:
            is_bad = self._chance.random() < self.share
            fault = FAULTS[self._chance.integers(len(FAULTS))] if is_bad else "none"
            self.met[fault] += 1
            return fault, self._chance.random()

    def _serve(self, phone: socket.socket) -> None:
        with phone:
            phone.settimeout(PATIENCE)
            try:
                request = whole_message(phone)
                answer = self._through(request, *self._draw())
                if answer:
                    phone.sendall(answer)
            except OSError:
                self.met["broken"] += 1

    def _through(self, request: bytes, fault: str, part: float) -> bytes:
        """Return what the phone gets to see; nothing when the line is cut."""
        if fault == "lost_request":
            return b""
        if fault == "cut_request":
            self._send(request[: int(part * len(request))], awaits=False)
            return b""
        if fault == "late":
            threading.Timer(0.2 + part, self._send, [request]).start()
            return b""
        if fault == "delayed":
            time.sleep(0.05 + part / 3)
        if fault == "doubled":
            self._send(request)
        answer = self._send(request)
        if fault == "lost_answer":
            return b""
        return answer[: int(part * len(answer))] if fault == "cut_answer" else answer

    def _send(self, request: bytes, *, awaits: bool = True) -> bytes:
        try:
            with socket.create_connection(("127.0.0.1", self.desk_port), PATIENCE) as desk:
                desk.sendall(request)
                if not awaits:
                    return b""
                return whole_message(desk)
        except OSError:
            return b""


def whole_message(sender: socket.socket) -> bytes:
    """Return a request or an answer with all of its body, as its Content-Length says."""
    found = b""
    while b"\r\n\r\n" not in found:
        if not (more := sender.recv(65536)):
            return found
        found += more
    head, _, body = found.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    while len(body) < length:
        if not (more := sender.recv(65536)):
            break
        body += more
    return head + b"\r\n\r\n" + body
