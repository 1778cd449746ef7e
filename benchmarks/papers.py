"""How long is it until the first paper is printed, and how many a second after that?

    PYTHONPATH=src python benchmarks/papers.py [PAPERS]

One process prints receipts, plans of twelve instalments and statements of thirty lines, in turn in
Chinese, English and Korean, each with another name, sum and check code: composed, picture code
drawn, PDF/A-2a and PDF/UA-1 written, hashed and sealed. The first is timed from before anything of
the printer is imported. Limits: 1 second for the first, 100 a second afterwards. What the process
makes of a second of its own is printed beside it, because the clock on the wall depends on who
else uses the cores; so is what two processes make side by side, both warm before the clock starts.
The desk serves from one process for each core, and in each the press lets nobody else in. The
rival in the same run sets the bare text of a receipt with matplotlib and the same typeface: no
tags, no standard, no table. Prints one JSON object.
"""

import io
import json
import multiprocessing
import os
import resource
import sys
import time
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from tests.desk import prepare

prepare()  # the desk itself starts before anything of the printer is imported
BEGAN, BEGAN_CPU = time.perf_counter(), time.process_time()

# ruff: noqa: E402

from doorstep_desk.documents.keeping import printed as printed_whole
from doorstep_desk.documents.printing.fonts import font_folders, name_to_print
from doorstep_desk.documents.printing.formats import capital_sum, day_text, sum_text
from doorstep_desk.documents.printing.words import LANGUAGES, word, words_of

AT = datetime(2026, 11, 26, 6, tzinfo=UTC)
KINDS = ("receipt", "plan", "statement")
RIVAL_PAPERS = 20
PROCESSES = 2


def sheet(kind: str, language: str, number: int) -> dict[str, object]:
    """Return a paper that no other one equals."""
    words = words_of(language)
    name, fen = name_to_print(f"金䶮{number}", "name"), 100_000 + 37 * number
    code = f"{number:04d}-QX4T-9DVA-{number * 7 % 10_000:04d}"
    blocks = [
        {"kind": "amount", "label": word(words, "label.owed"), "value": sum_text(fen),
         "note": capital_sum(fen)},
        {"kind": "facts", "rows": [[word(words, "label.borrower"), name],
         [word(words, "label.day"), day_text(AT.date(), language)]]},
    ]  # fmt: skip
    rows = {"receipt": 4, "plan": 12, "statement": 30}[kind]
    columns = [
        {"name": word(words, f"label.{each}"), "right": each != "day", "wide": True}
        for each in ("day", "change", "balance")
    ]
    lines = [
        [day_text(AT.date(), language), sum_text(fen + 11 * row), sum_text(fen * row)]
        for row in range(rows)
    ]
    blocks.append(
        {"kind": "table", "title": "", "columns": columns, "rows": lines, "total": [], "note": ""}
    )
    return {
        "lang": language, "title": word(words, f"{kind}.title"), "subtitle": name,
        "lender": "北原信贷", "agency": word(words, "agency", agency="长白外访"),
        "number": f"R-20261126-{number:08d}", "blocks": blocks, "footnotes": [],
        "issued": word(words, "issued", day=day_text(AT.date(), language)),
        "words": {each: words[each] for each in words if each.startswith("check_")},
        "verify": {"code": code, "url": f"https://desk.example.org/verify/{code}"},
    }  # fmt: skip


def printed(number: int) -> int:
    """Print one paper and return its size."""
    kind, language = KINDS[number % 3], LANGUAGES[number // 3 % 3]
    return len(printed_whole(sheet(kind, language, number), AT).pdf)


BARRIER: list[Barrier] = []


def meet_at(barrier: Barrier) -> None:
    """Keep in a new process where it meets the other one."""
    BARRIER.append(barrier)


def warmed(number: int) -> None:
    """Print a few papers in a new process and wait until the other one has too."""
    for each in range(9):
        printed(number + each)
    BARRIER[0].wait()


def side_by_side(papers: int) -> float:
    """Return how many papers a second two processes print together."""
    chosen = multiprocessing.get_context("spawn")  # a fork would share the press's threads
    with chosen.Pool(PROCESSES, meet_at, [chosen.Barrier(PROCESSES)]) as pool:
        pool.map(warmed, (500_000, 600_000), chunksize=1)
        began = time.perf_counter()
        pool.map(printed, range(700_000, 700_000 + papers), chunksize=10)
        return papers / (time.perf_counter() - began)


def rival(papers: int) -> float:
    """Return how many bare receipts a second matplotlib sets with the same typeface."""
    face = FontProperties(fname=str(next(font_folders()[0].glob("*.otf"))))
    began = time.perf_counter()
    for number in range(papers):
        page = Figure(figsize=(8.27, 11.69))
        for row in range(16):
            said = f"还款收据 金{number} ¥{number}.00"
            page.text(0.1, 0.9 - row / 25, said, fontproperties=face)
        FigureCanvasPdf(page).print_pdf(io.BytesIO())
    return papers / (time.perf_counter() - began)


def rate(place: int, papers: int = 60) -> float:
    """Return how many papers of one kind come of a second of one core."""
    began = time.process_time()
    for number in range(papers):
        printed(99_999 + 3 * number + place)  # 99,999 is a multiple of three: the first kind
    return papers / (time.process_time() - began)


def main() -> None:
    """Print the figures as one JSON object; fail above a limit."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    printed(0)
    seconds, cpu_seconds = time.perf_counter() - BEGAN, time.process_time() - BEGAN_CPU
    for number in range(1, 10):
        printed(number)
    by_kind = {kind: round(rate(place), 1) for place, kind in enumerate(KINDS)}
    began, cpu = time.perf_counter(), time.process_time()
    size = sum(printed(number) for number in range(10, 10 + papers))
    took, used = time.perf_counter() - began, time.process_time() - cpu
    together = side_by_side(papers)
    figures = {
        "papers": papers,
        "first_seconds": round(seconds, 3),
        "first_cpu_seconds": round(cpu_seconds, 3),
        "per_second": round(papers / took, 1),
        "per_cpu_second": round(papers / used, 1),
        "per_cpu_second_by_kind": by_kind,
        "per_second_with_two_processes": round(together, 1),
        "mean_bytes": size // papers,
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "rival_per_second": round(rival(RIVAL_PAPERS), 1),
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(figures))
    if seconds > 1 or papers / took < 100:
        sys.exit("slower than the limit")


if __name__ == "__main__":
    main()
