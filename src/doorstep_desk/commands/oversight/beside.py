"""What runs beside the desk while it serves?

A process of its own, because signing needs to read every agency's entries, which the web role
cannot; and because a desk that is busy must not make the log wait.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from doorstep.cli.output import tell

_PROGRAM: Final = (sys.executable, "-m", "doorstep.cli.main")
_AGAIN_AFTER: Final = 30.0
_LET_END: Final = 10.0


@contextmanager
def keeping_log(data_dir: Path) -> Iterator[None]:
    """Have the log signed for the length of a block; a keeper that ended is begun again.

    When it cannot sign (its key is missing, say) it says why and the desk goes on; the page of
    the log shows how old the last checkpoint is.
    """
    with _beside(data_dir, ("audit", "keep", "--with-parent"), "The keeper of the log"):
        yield


@contextmanager
def sending(data_dir: Path) -> Iterator[None]:
    """Have messages sent for the length of a block; a sender that ended is begun again."""
    with _beside(data_dir, ("work", "--with-parent"), "The sender of messages"):
        yield


@contextmanager
def _beside(data_dir: Path, command: tuple[str, ...], name: str) -> Iterator[None]:
    over = threading.Event()
    words = [*_PROGRAM, *command, "--data-dir", str(data_dir)]
    keeper = threading.Thread(target=_keep, args=(words, name, over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _keep(words: list[str], name: str, over: threading.Event) -> None:
    while not over.is_set():
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL)  # noqa: S603 (our own)
        while process.poll() is None and not over.wait(0.5):
            pass
        if over.is_set():
            process.terminate()
            process.wait(_LET_END)
            return
        tell(f"{name} ended; it is begun again in half a minute.")
        over.wait(_AGAIN_AFTER)
