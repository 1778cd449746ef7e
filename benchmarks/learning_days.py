"""Does the calibration error fall while the desk learns from a world that answers differently?

Runs ``doorstep days --days 10`` on the bundled world and compares the mean error of the first
three days with that of the last three. Prints one JSON object.
"""

import json
import os
import subprocess
import sys
import tempfile
import time


def main() -> None:
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                sys.executable, "-m", "doorstep.cli.main", "days", "--days", "10", "--json",
                "--data-dir", f"{folder}/store",
            ],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    days = [json.loads(line) for line in done.stdout.splitlines()]
    errors = [day["ece"] for day in days if day["ece"] is not None]
    print(
        json.dumps(
            {
                "benchmark": "learning_days",
                "seconds": round(time.perf_counter() - begun, 1),
                "ece": errors,
                "first_three": round(sum(errors[:3]) / 3, 4),
                "last_three": round(sum(errors[-3:]) / 3, 4),
                "visits": sum(day["visits"] for day in days),
                "contacts": sum(day["contacts"] for day in days),
                "promises_made": sum(day["promises_made"] for day in days),
                "promises_kept": sum(day["promises_kept"] for day in days),
                "recovered_fen": sum(day["recovered_fen"] for day in days),
                "load": os.getloadavg()[0],
            }
        )
    )


if __name__ == "__main__":
    main()
