"""How long does a working day on 5,000 accounts take, and does it hold?

Runs ``doorstep day`` twice on an empty store: the first run fills it with the bundled world, the
second finds nothing new. Prints one JSON object.
"""

import json
import os
import subprocess
import sys
import tempfile
import time


def run(store: str) -> tuple[dict, float]:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "doorstep.cli.main", "day", "--json", "--data-dir", store],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1]), round(time.perf_counter() - begun, 1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, first_seconds = run(f"{folder}/store")
        second, second_seconds = run(f"{folder}/store")
    print(
        json.dumps(
            {
                "benchmark": "working_day",
                "cases": first["cases"],
                "visits": first["plan"]["visits"],
                "checker": first["plan"]["checker"],
                "stages": first["seconds"],
                "seconds_with_start_and_world": first_seconds,
                "seconds_again": second_seconds,
                "changed_again": second["changed"],
                "model": first["model"],
                "load": os.getloadavg()[0],
            }
        )
    )


if __name__ == "__main__":
    main()
