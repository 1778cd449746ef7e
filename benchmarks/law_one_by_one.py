"""Is a decision the same when it is asked alone as among 100,000 others?

Every drawn request has a borrower with a random past. All are judged together over columns, then
each alone; decision, force, obligations and the answer of every rule must agree to the last one.
The rival of the same run is the same work done together. Prints one JSON object; ``--requests``
changes the number.
"""

import argparse
import json
import os
import time

import numpy as np
from _law_portfolio import TODAY, attempts_for, requests_for

from doorstep.compliance.decide import judge
from doorstep.compliance.rulebook import calendar_for, rulebook_on

ATTEMPTS_EACH = 5
SEED = 20261126


def main() -> None:
    """Print how many decisions differ, and how long both ways take."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--requests", type=int, default=100_000)
    count = reader.parse_args().requests
    rng = np.random.default_rng(SEED)
    requests = requests_for(rng, count, count)
    attempts = attempts_for(rng, ATTEMPTS_EACH * count, count).sorted_by_person()
    book, calendar = rulebook_on(TODAY), calendar_for()
    begun = time.process_time()
    together = judge(requests, attempts, book, calendar)
    columns_seconds = time.process_time() - begun
    begun, differ = time.process_time(), []
    for row in range(count):
        alone = judge(requests.take(slice(row, row + 1)), attempts, book, calendar)
        is_same = (
            alone.decision[0] == together.decision[row]
            and alone.force[0] == together.force[row]
            and alone.duties[0] == together.duties[row]
            and np.array_equal(alone.ranks[:, 0], together.ranks[:, row])
            and np.array_equal(alone.is_law[:, 0], together.is_law[:, row])
        )
        if not is_same:
            differ.append(row)
    figures = {
        "benchmark": "law_one_by_one",
        "load_average": os.getloadavg()[0],
        "histories": count,
        "rules": len(together.rules),
        "differ": len(differ),
        "first_that_differ": differ[:10],
        "together_seconds": round(columns_seconds, 2),
        "one_by_one_seconds": round(time.process_time() - begun, 1),
        "limits": {"differ": 0},
        "met": {"differ": not differ},
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
