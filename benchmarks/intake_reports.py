"""How fast is every placement file checked, and do the reports equal the expected ones?

    PYTHONPATH=src python benchmarks/intake_reports.py [FOLDER]

FOLDER holds manifest.json, score.py and expected/; without it ``../shared/placements``. Prints one
JSON object.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from doorstep.intake.files import check_file

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "placements"


def main() -> int:
    """Check all files of the manifest, score the reports, print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not folder.is_dir():
        print(json.dumps({"skipped": f"{folder.name} is not there"}))
        return 0
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    seconds = {}
    with tempfile.TemporaryDirectory() as reports:
        for entry in files:
            path = folder / entry["file"]
            started = time.perf_counter()
            context = [folder / name for name in entry["context"]]
            checked = check_file(path, context, date.fromisoformat(entry["as_of"]))
            seconds[entry["file"]] = round(time.perf_counter() - started, 3)
            text = json.dumps(checked.report.as_dict(), ensure_ascii=False, indent=1)
            Path(reports, f"{path.name}.json").write_text(text, encoding="utf-8")
        figures = _scored(folder, Path(reports))
    slowest = max(seconds, key=seconds.__getitem__)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {
                **figures,
                "seconds": round(sum(seconds.values()), 2),
                "slowest": {slowest: seconds[slowest]},
                "peak_mebibytes": round(peak),
            },
            ensure_ascii=False,
        )
    )
    return 0 if figures["strict"] == figures["files"] else 1


def _scored(folder: Path, reports: Path) -> dict:
    """Run the scorer and count the files that pass, and that pass strictly."""
    target = reports / "score"
    command = [sys.executable, str(folder / "score.py"), str(reports), "--json", str(target), "-v"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "-v" in sys.argv:
        print(done.stdout, file=sys.stderr)
    results = json.loads(target.read_text(encoding="utf-8"))["files"]
    return {
        "files": len(results),
        "passed": sum(each["passed"] for each in results.values()),
        "strict": sum(each["strict"] for each in results.values()),
        "not_strict": [name for name, each in results.items() if not each["strict"]],
    }


if __name__ == "__main__":
    sys.exit(main())
