"""How good is a day of routes after so many search steps, and how long does it take?

Run: ``PYTHONPATH=src python benchmarks/route_day.py [--stops 120] [--pairs 4]``.
Prints one JSON object: net value in fen and CPU seconds for each number of steps, on seeded days
in eight towns of a synthetic prefecture.
"""

import argparse
import json
import time

import numpy as np

from doorstep.facts.pairs import PairShift
from doorstep.facts.places import Coordinates
from doorstep.planning.day_plan import VisitCandidates, plan_day
from doorstep.planning.windows import LawfulStarts
from doorstep.routing.travel import StraightLine

TOWNS = np.array(
    [
        (42.90, 129.51),
        (42.97, 129.84),
        (43.37, 128.23),
        (42.87, 130.36),
        (42.77, 129.43),
        (42.55, 129.01),
        (43.31, 129.76),
        (43.11, 128.90),
    ]
)
SHARE = (0.4, 0.08, 0.12, 0.1, 0.12, 0.06, 0.06, 0.06)
HOMES = (0, 0, 0, 2, 0, 3, 4, 0)
STEPS = (0, 1_500, 3_000, 6_000, 12_000)


def morning(seed: int, stops: int, pairs: int):
    """Return candidates, pairs and windows of one seeded day."""
    rng = np.random.default_rng(seed)
    town = TOWNS[rng.choice(len(TOWNS), stops, p=SHARE)]
    late = rng.random(stops) < 0.4
    first = np.where(late, rng.integers(540, 1000, stops), 540)
    last = np.where(late, first + rng.integers(45, 180, stops), 1170)
    candidates = VisitCandidates(
        case_id=np.arange(stops),
        value_fen=np.rint(np.minimum(np.exp(rng.normal(8.6, 1.0, stops)), 60_000)).astype(
            np.int64
        ),
        latitude=town[:, 0] + rng.normal(0, 0.025, stops),
        longitude=town[:, 1] + rng.normal(0, 0.03, stops),
        stay_minutes=rng.integers(12, 26, stops).astype(np.int32),
        language=tuple("ko" if yes else "" for yes in rng.random(stops) < 0.2),
    )
    shifts = tuple(
        PairShift(
            number + 1,
            "甲乙丙丁戊己庚辛"[number],
            540,
            1080,
            Coordinates(*TOWNS[HOMES[number]].tolist()),
            10,
            frozenset({"zh", "ko"} if number % 2 == 0 else {"zh"}),
        )
        for number in range(pairs)
    )
    lawful = LawfulStarts(
        np.arange(stops),
        first.astype(np.int32),
        last.astype(np.int32),
        np.full(stops, 1200, dtype=np.int32),
    )
    return candidates, shifts, lawful


def main() -> None:
    """Plan each day with each number of steps and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stops", type=int, default=120)
    parser.add_argument("--pairs", type=int, default=4)
    parser.add_argument("--days", type=int, default=3)
    asked = parser.parse_args()
    rows = []
    for steps in STEPS:
        net, seconds, violations, visits = [], [], 0, 0
        for seed in range(asked.days):
            started = time.process_time()
            day = plan_day(
                *morning(seed, asked.stops, asked.pairs), StraightLine(), seed, iterations=steps
            )
            seconds.append(time.process_time() - started)
            net.append(day.value_fen - 80 * day.kilometres)
            violations += len(day.violations)
            visits += day.visits
        rows.append(
            {
                "iterations": steps,
                "net_value_fen": round(float(np.mean(net))),
                "cpu_seconds": round(float(np.mean(seconds)), 2),
                "visits": visits / asked.days,
                "violations": violations,
            }
        )
    print(
        json.dumps(
            {
                "benchmark": "route_day",
                "stops": asked.stops,
                "pairs": asked.pairs,
                "days": asked.days,
                "rows": rows,
            }
        )
    )


if __name__ == "__main__":
    main()
