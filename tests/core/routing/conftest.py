"""Small days to plan: a few stops on a map of whole minutes."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from doorstep.facts.pairs import PairShift
from doorstep.facts.places import Coordinates
from doorstep.routing.problem import RoutingProblem, StopColumns, WindowColumns
from doorstep.routing.travel import TravelTable

DayBuilder = Callable[..., RoutingProblem]


def pair(row=0, starts=540, ends=1080, most=10, languages=("zh",)) -> PairShift:
    """Return pair 1, 2, 3 ... with the letters 甲, 乙, 丙 ..."""
    return PairShift(
        pair_id=row + 1,
        letter="甲乙丙丁戊己庚辛"[row],
        starts_minute=starts,
        ends_minute=ends,
        start=Coordinates(42.9, 129.5),
        max_visits=most,
        languages=frozenset(languages),
    )


def day(
    points: Sequence[tuple[int, int]],
    values: Sequence[int],
    windows: Sequence[tuple[int, int, int]] | None = None,
    pairs: Sequence[PairShift] | None = None,
    stay: int | Sequence[int] = 20,
    languages: Sequence[str] = (),
) -> RoutingProblem:
    """Return a day on a grid: a step of 1 takes one minute and is one kilometre.

    Points are stops; all pairs start at (0, 0). Windows are (stop, first start, last start); their
    end leaves room for the stay. Cases are numbered from 100.
    """
    pairs = (pair(),) if pairs is None else tuple(pairs)
    count = len(points)
    stays = np.broadcast_to(np.asarray(stay, dtype=np.int32), (count,)).copy()
    if windows is None:
        windows = [(row, 540, 1080) for row in range(count)]
    places = np.array([(0, 0)] * len(pairs) + list(points), dtype=np.int64).reshape(-1, 2)
    steps = np.abs(places[:, None, :] - places[None, :, :]).sum(axis=2).astype(np.int32)
    table = np.array(windows, dtype=np.int64).reshape(-1, 3)
    return RoutingProblem(
        stops=StopColumns(
            case_id=np.arange(100, 100 + count),
            value_fen=np.array(values, dtype=np.int64),
            latitude=np.zeros(count),
            longitude=np.zeros(count),
            stay_minutes=stays,
            language=tuple(languages) or ("",) * count,
        ),
        windows=WindowColumns(
            stop=table[:, 0],
            early_minute=table[:, 1].astype(np.int32),
            late_minute=table[:, 2].astype(np.int32),
            end_minute=(table[:, 2] + stays[table[:, 0]]).astype(np.int32),
        ),
        pairs=pairs,
        travel=TravelTable(minutes=steps, metres=steps * 1000),
    )


@pytest.fixture(scope="session")
def build_day() -> DayBuilder:
    """Return the builder of days."""
    return day


@pytest.fixture(scope="session")
def build_pair() -> Callable[..., PairShift]:
    """Return the builder of pairs."""
    return pair


@pytest.fixture(scope="session")
def random_day() -> Callable[..., RoutingProblem]:
    """Return a builder of random days: ``random_day(seed, stops, pairs)``."""

    def build(seed: int, stops: int, pairs: int, most: int = 4, side: int = 60) -> RoutingProblem:
        rng = np.random.default_rng(seed)
        windows = []
        for row in range(stops):
            first = int(rng.integers(540, 900))
            windows.append((row, first, first + int(rng.integers(0, 180))))
            if rng.random() < 0.3:
                windows.append((row, 930, 1040))
        shifts = [
            pair(row, most=most, languages=("zh", "ko") if row % 2 == 0 else ("zh",))
            for row in range(pairs)
        ]
        return day(
            points=[tuple(point) for point in rng.integers(-side, side, (stops, 2)).tolist()],
            values=rng.integers(0, 20_000, stops).tolist(),
            windows=windows,
            pairs=shifts,
            stay=rng.integers(5, 30, stops).tolist(),
            languages=["ko" if yes else "" for yes in rng.random(stops) < 0.2],
        )

    return build
