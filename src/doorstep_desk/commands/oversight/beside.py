"""What runs beside the desk while it serves?

A process of its own, because signing needs to read every agency's entries, which the web role
cannot; and because a desk that is busy must not make the log wait. Each runs once, however many
processes answer.
"""

import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from doorstep.cli.output import tell

_PROGRAM: Final = (sys.executable, "-m", "doorstep.cli.main")
_AGAIN_AFTER: Final = 30.0
_LET_END: Final = 10.0


class Beside:
    """One program beside the desk; begun again when it ended, and ended with the desk."""

    def __init__(self, words: list[str], name: str, again_after: float = _AGAIN_AFTER) -> None:
        """Begin it; one that ended is begun again so many seconds later."""
        self._words, self._name, self._again_after = words, name, again_after
        self._again_at = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self.look()

    def look(self) -> None:
        """Say so when it ended, and begin it again some seconds later."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._again_at:
                self._process = subprocess.Popen(self._words, stdin=subprocess.DEVNULL)  # noqa: S603 (our own)
        elif self._process.poll() is not None:
            tell(f"{self._name} ended; it is begun again in {self._again_after:.0f} seconds.")
            self._process, self._again_at = None, now + self._again_after

    def end(self) -> None:
        """Ask it to end, and wait until it has."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_LET_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def keeper_of_log(data_dir: Path) -> Beside:
    """Have the log signed.

    When it cannot sign (its key is missing, say) it says why and the desk goes on; the page of
    the log shows how old the last checkpoint is.
    """
    return Beside(_words(data_dir, "audit", "keep"), "The keeper of the log")


def sender(data_dir: Path) -> Beside:
    """Have messages sent."""
    return Beside(_words(data_dir, "work"), "The sender of messages")


def _words(data_dir: Path, *command: str) -> list[str]:
    return [*_PROGRAM, *command, "--with-parent", "--data-dir", str(data_dir)]
