"""Start the desk in a process of its own, kill it without warning, and start it again."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    """Return a port that nobody uses now, below those that the system gives to callers.

    While the desk is down, a caller that is given its very port would connect to itself.
    """
    for port in range(20_000 + os.getpid() % 5_000, 32_000):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no port is free")


@dataclass
class Desk:
    """The desk over one database, at a time that stands still."""

    database: str
    now: str
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        environment = os.environ | {
            "DOORSTEP_NOW": self.now, "DOORSTEP_DB_ROLE": "web",
            "DOORSTEP_DATA_DIR": str(settings.DOORSTEP_DATA_DIR),
            "DJANGO_SETTINGS_MODULE": "doorstep_desk.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }  # fmt: skip
        words = [sys.executable, "-m", "tests.faults.field.served", self.database, str(self.port)]
        self.process = subprocess.Popen(
            words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.wait()

    def wait(self) -> None:
        """Wait until it answers."""
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/livez", timeout=30).close()
            except OSError:
                if self.process is None or self.process.poll() is not None:
                    raise RuntimeError("the desk died as it started") from None
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the desk did not start")

    def kill(self) -> None:
        """Kill it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def __enter__(self) -> "Desk":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
