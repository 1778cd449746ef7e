"""How fast is a portfolio allocated, and how far from the best can the answer be at most?

Run: ``PYTHONPATH=src python benchmarks/allocate_portfolio.py [--cases 5000,100000,1000000]``.
Prints one JSON object; every gap is certified by the bound that comes with the prices.
"""

import argparse
import json
import resource
import time

import numpy as np

from doorstep.strategy.allocate import allocate
from doorstep.strategy.capacity import DayCapacity, day_resources
from doorstep.strategy.treatment import house_costs
from doorstep.strategy.value import ValueFacts, value_treatments
from doorstep.terms.codes import Treatment

LAWFUL_SHARE = (1.0, 0.85, 0.6, 0.8, 0.5, 0.7, 0.2)


def portfolio(cases: int, seed: int) -> tuple[ValueFacts, np.ndarray]:
    """Return seeded facts and a seeded mask."""
    rng = np.random.default_rng(seed)
    facts = ValueFacts(
        owed_fen=np.rint(rng.lognormal(13, 1.1, cases)).astype(np.int64),
        affordable_fen=np.full(cases, -1),
        sms_delivered=rng.uniform(0.85, 0.97, cases),
        email_read=rng.beta(3, 5, cases),
        call_answered=rng.beta(2, 5, cases),
        visit_met=rng.beta(3, 3, cases),
        paid_anyway=rng.beta(2, 7, cases),
        in_hardship=rng.beta(1, 6, cases),
    )
    return facts, rng.random((cases, len(Treatment))) < LAWFUL_SHARE


def run(cases: int, seed: int) -> dict:
    """Value and allocate one portfolio."""
    costs = house_costs()
    facts, mask = portfolio(cases, seed)
    visits = int(cases * 0.008)
    capacity = DayCapacity(
        visits=visits,
        pair_minutes=visits * 60,
        call_minutes=int(cases * 0.25),
        sms=int(cases * 0.2),
        email=int(cases * 0.2),
        hardship_offers=int(cases * 0.01),
        legal_referrals=int(cases * 0.002),
    )
    started = time.process_time()
    values = value_treatments(facts, costs).value_fen
    valued = time.process_time()
    allocation = allocate(values, mask, day_resources(costs, capacity), seed)
    done = time.process_time()
    over = allocation.used() - allocation.resources.capacity
    return {
        "cases": cases,
        "value_cpu_seconds": round(valued - started, 2),
        "allocate_cpu_seconds": round(done - valued, 2),
        "certified_gap_percent": round(100 * allocation.gap, 4),
        "limits_passed": int((over > 1e-6).sum()),
        "chosen": {member.word: int((allocation.chosen == member).sum()) for member in Treatment},
    }


def main() -> None:
    """Run each size and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", default="5000,100000,1000000")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rows = [run(int(cases), asked.seed) for cases in asked.cases.split(",")]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"benchmark": "allocate_portfolio", "peak_mib": round(peak), "rows": rows}))


if __name__ == "__main__":
    main()
