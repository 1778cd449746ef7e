"""Small days to plan, as they come from strategy and compliance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from doorstep.facts.pairs import PairShift
from doorstep.facts.places import Coordinates
from doorstep.planning.day_plan import VisitCandidates
from doorstep.planning.windows import LawfulStarts
from doorstep.routing.travel import FixedTable, TravelTable

STAY = 20


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything that a day is planned from."""

    candidates: VisitCandidates
    pairs: tuple[PairShift, ...]
    windows: LawfulStarts
    travel: FixedTable


def lawful(rows: Sequence[tuple[int, int, int, int]]) -> LawfulStarts:
    """Return windows given as (row, first start, last start, end)."""
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return LawfulStarts(table[:, 0], *(table[:, column].astype(np.int32) for column in (1, 2, 3)))


def shift(number=0, starts=540, ends=1080, most=10, languages=("zh",)) -> PairShift:
    """Return pair 1, 2, 3 ... with the letters 甲, 乙, 丙 ..."""
    return PairShift(
        number + 1,
        "甲乙丙丁戊己"[number],
        starts,
        ends,
        Coordinates(42.9, 129.5),
        most,
        frozenset(languages),
    )


def morning(
    points: Sequence[tuple[int, int]],
    prizes: Sequence[int] | int = 9000,
    pairs: Sequence[PairShift] | None = None,
    windows: Sequence[tuple[int, int, int, int]] | None = None,
    languages: Sequence[str] | None = None,
) -> Morning:
    """Return a morning on a grid: a step of 1 takes one minute and is one kilometre."""
    count, pairs = len(points), (shift(),) if pairs is None else tuple(pairs)
    places = np.array([(0, 0)] * len(pairs) + list(points), dtype=np.int64).reshape(-1, 2)
    steps = np.abs(places[:, None, :] - places[None, :, :]).sum(axis=2).astype(np.int32)
    return Morning(
        candidates=VisitCandidates(
            case_id=np.arange(100, 100 + count),
            value_fen=np.broadcast_to(np.asarray(prizes, dtype=np.int64), (count,)).copy(),
            latitude=np.zeros(count),
            longitude=np.zeros(count),
            stay_minutes=np.full(count, STAY, dtype=np.int32),
            language=tuple(languages or [""] * count),
        ),
        pairs=pairs,
        windows=lawful(windows or [(row, 540, 1170, 1200) for row in range(count)]),
        travel=FixedTable(TravelTable(steps, steps * 1000)),
    )


@pytest.fixture(scope="session")
def build_morning() -> Callable[..., Morning]:
    """Return the builder of mornings."""
    return morning


@pytest.fixture(scope="session")
def build_shift() -> Callable[..., PairShift]:
    """Return the builder of pairs."""
    return shift


@pytest.fixture(scope="session")
def build_lawful() -> Callable[..., LawfulStarts]:
    """Return the builder of lawful windows."""
    return lawful


@pytest.fixture(scope="session")
def random_morning() -> Callable[..., Morning]:
    """Return a builder of random mornings: ``random_morning(seed, stops, pairs)``."""

    def build(seed: int, stops: int, pairs: int) -> Morning:
        rng = np.random.default_rng(seed)
        windows = []
        for row in range(stops):
            first = int(rng.integers(540, 1000))
            windows.append((row, first, first + int(rng.integers(30, 240)), 1200))
        return morning(
            points=[tuple(point) for point in rng.integers(-40, 40, (stops, 2)).tolist()],
            prizes=rng.integers(3_000, 20_000, stops).tolist(),
            pairs=[
                shift(n, most=5, languages=("zh", "ko") if n % 2 else ("zh",))
                for n in range(pairs)
            ],
            windows=windows,
            languages=["ko" if yes else "" for yes in rng.random(stops) < 0.2],
        )

    return build
