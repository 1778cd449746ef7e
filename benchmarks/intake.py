"""How many shared files pass, and what do large files cost in time and memory?

    python benchmarks/intake.py [--folder ../shared/placements] [--rows 20000,200000,1000000]
                                [--pandas-python PYTHON]

Every file goes through the installed command ``doorstep import --dry-run --context ''``, so what
is measured includes its start, the process that reads apart, and the written report. Memory is the
peak over the whole tree of processes. Beside it, on the same files: how long libraries take only
to read the cells (``pandas`` where PYTHON has it; it is no dependency). Rows are synthetic and
seeded; processor seconds are given too, since other work on the machine stretches the others.
Payments, supplements, recalls and attempts speak of a placement that is read before them.
Prints one JSON object; exit status 1 when a limit is not kept.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import openpyxl

from doorstep.terms.identity import check_character

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from benchmarks._later_rows import HEADERS, write_later  # noqa: E402

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "placements"
COMMAND = [str(Path(sys.executable).with_name("doorstep")), "import"]
AS_OF = "2026-06-30"
HEADER = (
    "借据号,合同号,委案日期,姓名,性别,身份证号,手机号,现居地址,户籍地址,单位名称,城市,逾期本金,逾期利息,罚息,"
    "逾期金额,逾期天数,首次逾期日,紧急联系人姓名,紧急联系人关系,紧急联系人电话,备注"
).split(",")
WORKBOOK_ROWS = 20_000
ACCOUNTS = 20_000
"""Accounts of which the files of other kinds speak; reading them is part of the start."""
LIMITS = {200_000: (60, 512), 1_000_000: (None, 1024)}
"""Seconds and MiB allowed for so many rows of text."""
MOST_PER_ROW = 1.2
"""Time per row of the largest text over that of the smallest, without the start of the command."""
LOOK_SECONDS = 0.05

READERS = {
    "csv": "import csv; n = sum(1 for _ in csv.reader(open(PATH, encoding='utf-8')))",
    "duckdb_csv": "import duckdb; duckdb.read_csv(PATH, all_varchar=True).fetchall()",
    "duckdb_parquet": "import duckdb; duckdb.read_parquet(PATH).fetchall()",
    "openpyxl": "import openpyxl; [list(r) for s in openpyxl.load_workbook(PATH, read_only=True)"
    " for r in s.iter_rows(values_only=True)]",
    "calamine": "import python_calamine; python_calamine.load_workbook(PATH)"
    ".get_sheet_by_index(0).to_python()",
    "pandas_csv": "import pandas; pandas.read_csv(PATH, dtype=str)",
    "pandas_excel": "import pandas; pandas.read_excel(PATH, dtype=str)",
}
RIVALS = {
    "csv": ("csv", "duckdb_csv", "pandas_csv"),
    "parquet": ("duckdb_parquet",),
    "xlsx": ("openpyxl", "calamine", "pandas_excel"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost."""

    status: int
    seconds: float
    processor_seconds: float
    peak_mebibytes: int

    def figures(self, rows: int) -> dict:
        """Return it as plain figures."""
        return {
            "seconds": round(self.seconds, 2),
            "processor_seconds": round(self.processor_seconds, 2),
            "peak_mebibytes": self.peak_mebibytes,
            "processor_microseconds_per_row": round(self.processor_seconds / rows * 1e6, 1),
        }


def main() -> int:
    """Measure everything, print it, and say whether the limits were kept."""
    parser = argparse.ArgumentParser(description="Figures of the intake.")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--rows", default="20000,200000,1000000")
    parser.add_argument("--pandas-python", default=sys.executable, help="A Python with pandas.")
    wanted = parser.parse_args()
    counts = [int(each) for each in wanted.rows.split(",")]
    with tempfile.TemporaryDirectory(prefix="doorstep-bench-") as place:
        figures = {
            "shared": shared_files(wanted.folder, Path(place)),
            "large": large_files(counts, Path(place), wanted.pandas_python),
            "later": later_files(counts, Path(place)),
            "pandas": "measured" if _has_pandas(wanted.pandas_python) else "not installed",
        }
    start = figures["large"]["start"]["processor_seconds"]
    per_row = [
        (cost["processor_seconds"] - start) / int(count)
        for count, cost in figures["large"]["csv"].items()
    ]
    figures["time_per_row_ratio"] = round(per_row[-1] / per_row[0], 3)
    figures["load_average"] = [round(each, 2) for each in os.getloadavg()]
    figures["missed"] = [*missed(figures), *missed_later(figures["later"])]
    print(json.dumps(figures, ensure_ascii=False))
    return 1 if figures["missed"] else 0


def missed(figures: dict) -> list[str]:
    """Return the limits that were not kept."""
    large = {**figures["large"], "time_per_row_ratio": figures["time_per_row_ratio"]}
    return [*figures["shared"].get("missed", []), *missed_large(large)]


def missed_large(figures: dict) -> list[str]:
    """Return the limits that large texts of one kind did not keep."""
    found = []
    for count, (seconds, mebibytes) in LIMITS.items():
        cost = figures["csv"].get(str(count), {})
        if seconds and cost.get("seconds", 0) > seconds:
            found.append(f"{count} rows took {cost['seconds']} s, allowed {seconds}")
        if cost.get("peak_mebibytes", 0) > mebibytes:
            found.append(f"{count} rows took {cost['peak_mebibytes']} MiB, allowed {mebibytes}")
    if figures["time_per_row_ratio"] > MOST_PER_ROW:
        found.append(f"time per row grew to {figures['time_per_row_ratio']}")
    return found


def shared_files(folder: Path, place: Path) -> dict:
    """Run every shared file in its limits, then let the scorer compare the reports."""
    if not (folder / "manifest.json").is_file():
        return {"skipped": f"{folder.name} is not there"}
    files, over = {}, []
    for path in sorted((folder / "expected").glob("*.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        if "outcome" not in expected:
            continue
        source = next(folder.rglob(Path(expected["file"]).name))
        context = ",".join(str(folder / name) for name in expected["context"])
        words = ["--as-of", expected["as_of"], "--out", str(place / path.name)]
        cost = measured([*COMMAND, str(source), "--dry-run", "--context", context, *words])
        allowed = (30, 1024) if source.parent.name == "hostile" else (120, 2048)
        files[source.name] = [round(cost.seconds, 2), cost.peak_mebibytes]
        if cost.seconds > allowed[0] or cost.peak_mebibytes > allowed[1]:
            over.append(f"{source.name}: {files[source.name]}, allowed {list(allowed)}")
    score = place / "score.json"
    command = [sys.executable, str(folder / "score.py"), str(place), "--json", str(score)]
    subprocess.run([*command, "--strict"], capture_output=True, check=False)
    results = json.loads(score.read_text(encoding="utf-8"))["files"]
    strict = sum(each["strict"] for each in results.values())
    failed = [] if strict == len(results) else [f"{len(results) - strict} shared files differ"]
    return {
        "files": len(results),
        "strict": strict,
        "seconds_and_mebibytes": files,
        "missed": [*over, *failed],
    }


def large_files(counts: list[int], place: Path, pandas: str) -> dict:
    """Measure text and parquet of each size, and one workbook, with their rivals."""
    one = place / "rows_1.csv"
    write_text(one, 1)
    start = _imported(one, place).figures(1)
    figures: dict = {"start": start, "csv": {}, "parquet": {}, "xlsx": {}, "rivals": {}}
    for count in counts:
        text = place / f"rows_{count}.csv"
        write_text(text, count)
        table = place / f"rows_{count}.parquet"
        read = f"read_csv('{text}', all_varchar = true)"
        duckdb.sql(f"COPY (FROM {read}) TO '{table}' (FORMAT parquet)")
        for kind, path in (("csv", text), ("parquet", table)):
            figures[kind][str(count)] = _imported(path, place).figures(count)
            figures["rivals"] |= _rivals(kind, path, count, pandas)
        if count == WORKBOOK_ROWS:
            book = place / f"rows_{count}.xlsx"
            write_workbook(book, text)
            figures["xlsx"][str(count)] = _imported(book, place).figures(count)
            figures["rivals"] |= _rivals("xlsx", book, count, pandas)
        text.unlink()
        table.unlink()
    return figures


def later_files(counts: list[int], place: Path) -> dict:
    """Measure files of each other kind, checked after a placement of so many accounts."""
    placed = place / "placed.csv"
    write_text(placed, ACCOUNTS)
    figures: dict = {}
    for kind in HEADERS:
        costs = {}
        for count in (1, *counts):
            path = place / f"{kind}.csv"
            write_later(kind, path, count, ACCOUNTS)
            costs[str(count)] = _imported(path, place, str(placed)).figures(count)
        start = costs.pop("1")
        per_row = [
            (cost["processor_seconds"] - start["processor_seconds"]) / int(count)
            for count, cost in costs.items()
        ]
        ratio = round(per_row[-1] / per_row[0], 3)
        figures[kind] = {"start": start, "csv": costs, "time_per_row_ratio": ratio}
    return figures


def missed_later(figures: dict) -> list[str]:
    """Return the limits that files of other kinds did not keep."""
    return [f"{kind}: {said}" for kind, found in figures.items() for said in missed_large(found)]


def _imported(path: Path, place: Path, context: str = "") -> Cost:
    out = place / "report.json"
    words = ["--dry-run", "--context", context, "--as-of", AS_OF, "--out", str(out)]
    cost = measured([*COMMAND, str(path), *words])
    outcome = json.loads(out.read_text(encoding="utf-8"))["outcome"]
    if cost.status or outcome == "refused":
        raise SystemExit(f"{path.name}: {outcome}, status {cost.status}")
    out.unlink()
    return cost


def _rivals(kind: str, path: Path, count: int, pandas: str) -> dict:
    """Return what others take only to read the cells of a file."""
    costs = {}
    for name in RIVALS[kind]:
        python = pandas if name.startswith("pandas") else sys.executable
        if name.startswith("pandas") and not _has_pandas(pandas):
            continue
        words = READERS[name].replace("PATH", repr(str(path)))
        costs[f"{name}_{count}"] = measured([python, "-c", words]).figures(count)
    return costs


@cache
def _has_pandas(python: str) -> bool:
    return not subprocess.run([python, "-c", "import pandas"], capture_output=True).returncode


def measured(command: list[str]) -> Cost:
    """Run a command to its end; add up the memory of all its processes as it runs."""
    started, before = time.perf_counter(), os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_resident, _tree(process.pid))))
        time.sleep(LOOK_SECONDS)
    seconds, after = time.perf_counter() - started, os.times()
    processor = sum(after[2:4]) - sum(before[2:4])
    return Cost(process.returncode, seconds, processor, round(peak / 2**20))


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in _tree(int(child)))]


def _resident(pid: int) -> int:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def write_text(path: Path, count: int) -> None:
    """Write so many synthetic placement rows, about one in fifty with a blemish."""
    rng = np.random.default_rng(20261125)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for first in range(0, count, 10_000):
            writer.writerows(_rows(rng, first, min(10_000, count - first)))


def _rows(rng: np.random.Generator, first: int, count: int) -> list[list[object]]:
    """Return rows; every person has one name, so that people with two loans agree."""
    fen = np.stack([rng.integers(1, most, count) for most in (9_999_999, 99_999, 9_999)])
    days, ages = rng.integers(1, 300, count), rng.integers(0, 14_000, count)
    serials, blemish = rng.integers(700, 999, count), rng.random(count)
    rows = []
    for at in range(count):
        number = first + at
        born = date(1960, 1, 1) + timedelta(days=int(ages[at]))
        first17 = f"222401{born:%Y%m%d}{serials[at]}"
        name = "金李朴崔"[number % 4] + f"{first17[6:]}".translate(_HAN)
        amounts = [f"{each / 100:.2f}" for each in (*fen[:, at], fen[:, at].sum())]
        mobile = f"{'86' if blemish[at] < 0.01 else ''}163{number % 10**8:08d}"
        due = date(2026, 6, 1) - timedelta(days=int(days[at]))
        house = f"{9000 + number % 900}号"
        if 0.01 < blemish[at] < 0.02:
            amounts[-1] = "0.00"
        rows.append(
            [
                f"JJ{number:09d}", f"HT{number // 2:08d}", "2026-06-01", name,
                "男" if int(first17[16]) % 2 else "女", first17 + check_character(first17), mobile,
                f"吉林省延边朝鲜族自治州延吉市光明街{house}松江新村{number % 30}号楼",
                f"吉林省延边朝鲜族自治州龙井市吉胜街{house}", f"样例{number % 999}商店", "延吉市",
                *amounts, int(days[at]), due.isoformat(), "样例", "配偶",
                f"164{number % 10**8:08d}", "" if blemish[at] < 0.9 else "多次无人接听",
            ]
        )  # fmt: skip
    return rows


_HAN = str.maketrans("0123456789", "明哲东秀花英善洙浩顺")


def write_workbook(path: Path, text: Path) -> None:
    """Write the rows of a text as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("委案")
    with text.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
    book.save(path)


if __name__ == "__main__":
    sys.exit(main())
