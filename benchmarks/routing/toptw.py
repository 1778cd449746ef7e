"""How close do routes come to published scores of team orienteering with time windows?

Run: ``python benchmarks/routing/toptw.py [--iterations N] [--cells c109:2,pr05:2]``.
Prints one JSON object. The instances lie in ``../shared/data/toptw``; without them it says so.
"""

import argparse
import csv
import json
import math
import sys
import time
from pathlib import Path

import numpy as np

from doorstep.facts.pairs import PairShift
from doorstep.facts.places import Coordinates
from doorstep.routing.check import check_plan
from doorstep.routing.problem import RoutingProblem, StopColumns, WindowColumns
from doorstep.routing.solve import ITERATIONS, solve
from doorstep.routing.travel import TravelTable

DATA = Path(__file__).parents[3] / "shared" / "data" / "toptw"
CELLS = "c109:2,c104:3,r102:4,r112:2,rc104:4,rc106:1,rc203:2,pr02:4,pr05:2,pr10:4"
BEST_FIRST = ("exact_optimum", "recalled_bks", "own_verified", "published_heuristic_best")


def read_instance(path: Path, tours: int) -> RoutingProblem:
    """Return an instance; one "minute" is the last decimal of its distances, one fen one point."""
    rows = [line.split() for line in path.read_text().splitlines()[2:] if line.strip()]
    table = np.array([[float(v) for v in (*row[:5], *row[-2:])] for row in rows if len(row) > 5])
    scale = 10 if path.parent.name == "solomon" else 100
    across = table[:, None, 1] - table[None, :, 1]
    along = table[:, None, 2] - table[None, :, 2]
    way = np.floor(scale * np.hypot(across, along) + 1e-9).astype(np.int32)
    order = np.array([0] * tours + list(range(1, len(table))))
    opens, closes = np.rint(table[1:, 5:7].T * scale).astype(np.int32)
    stay = np.rint(table[1:, 3] * scale).astype(np.int32)
    count, end = len(table) - 1, round(table[0, 6] * scale)
    return RoutingProblem(
        stops=StopColumns(
            case_id=np.arange(1, count + 1),
            value_fen=np.rint(table[1:, 4]).astype(np.int64),
            latitude=np.zeros(count),
            longitude=np.zeros(count),
            stay_minutes=stay,
            language=("",) * count,
        ),
        windows=WindowColumns(np.arange(count), opens, closes, closes + stay),
        pairs=tuple(
            PairShift(tour, str(tour), 0, end, Coordinates(0, 0), count, frozenset())
            for tour in range(tours)
        ),
        travel=TravelTable(way[np.ix_(order, order)], way[np.ix_(order, order)]),
        fen_per_kilometre=1,
    )


def references() -> dict[tuple[str, int], tuple[float, str]]:
    """Return the strongest known score of each cell, and what kind it is."""
    found: dict[tuple[str, int], tuple[float, str]] = {}
    with (DATA / "scores.csv").open() as lines:
        for row in sorted(csv.DictReader(lines), key=lambda row: _rank(row["kind"])):
            key = row["instance"], int(row["m"])
            if row["kind"] in BEST_FIRST:
                found.setdefault(key, (float(row["value"]), row["kind"]))
    return found


def _rank(kind: str) -> int:
    return BEST_FIRST.index(kind) if kind in BEST_FIRST else len(BEST_FIRST)


def run_cell(name: str, tours: int, iterations: int, seed: int, known: tuple[float, str]) -> dict:
    """Return score, gap and time of one cell."""
    problem = read_instance(next(DATA.rglob(f"{name}.txt")), tours)
    started = time.process_time()
    plan = solve(problem, iterations, seed)
    seconds = time.process_time() - started
    score, (reference, kind) = plan.value_fen, known
    return {
        "instance": name,
        "tours": tours,
        "score": score,
        "reference": reference,
        "kind": kind,
        "gap_percent": round(100 * (reference - score) / reference, 2),
        "cpu_seconds": round(seconds, 1),
        "violations": len(check_plan(problem, plan)),
    }


def main() -> None:
    """Run the cells and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cells", default=CELLS)
    asked = parser.parse_args()
    if not DATA.exists():
        sys.exit("the instances are not here: ../shared/data/toptw")
    known, cells = references(), []
    for cell in asked.cells.split(","):
        name, tours = cell.split(":")
        key = name, int(tours)
        cells.append(run_cell(*key, asked.iterations, asked.seed, known.get(key, (math.nan, ""))))
    gaps = [cell["gap_percent"] for cell in cells]
    print(
        json.dumps(
            {
                "benchmark": "route_toptw",
                "iterations": asked.iterations,
                "seed": asked.seed,
                "mean_gap_percent": round(sum(gaps) / len(gaps), 2),
                "worst_gap_percent": max(gaps),
                "cpu_seconds": round(sum(cell["cpu_seconds"] for cell in cells), 1),
                "cells": cells,
            }
        )
    )


if __name__ == "__main__":
    main()
