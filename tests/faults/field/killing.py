"""Kill the desk every few seconds while phones send."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from tests.faults.field.desk import Desk


@contextmanager
def killed_now_and_then(
    desk: Desk, seed: int, between: tuple[float, float]
) -> Iterator[list[float]]:
    """Kill and start the desk at random for the length of a block; the list says when."""
    chance, stopping, kills = np.random.default_rng(seed), threading.Event(), []

    def run() -> None:
        pause = 1.0  # the first comes soon, so that even a short run meets one
        while not stopping.wait(pause):
            desk.kill()
            kills.append(pause)
            desk.start()
            pause = float(chance.uniform(*between))

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield kills
    finally:
        stopping.set()
        thread.join()
