"""Does every damaged file end in a report or in one clear refusal?

    PYTHONPATH=src python benchmarks/intake_fuzz.py [COUNT] [FOLDER]

COUNT mutated files (2,000), seeded, from files made here and from those of FOLDER
(``../shared/placements``) when it is there: flipped bits, cuts, swapped encodings,
doubled and lost chunks, odd cells, bytes of another file. Each is checked in this process, so that
a crash has a trace. Prints one JSON object; exit status 1 when anything crashed or took longer
than the limit.
"""

import gzip
import io
import json
import re
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import duckdb
import numpy as np
import openpyxl

from doorstep.intake import KnownAccounts, check
from doorstep.intake.dictionary import dictionary

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "placements"
AS_OF = date(2026, 6, 30)
LIMIT_SECONDS = 30.0
PLACED = "01_placement_clean.xlsx"
"""The placement of which the other kinds speak."""
LARGEST = 400_000
"""Bytes of a file that is mutated; larger ones only take longer."""
HEADER = "借据号,姓名,身份证号,手机号,现居地址,逾期天数,逾期金额,委案日期,备注"
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "big5", "cp950", "latin-1")

Item = TypeVar("Item")
Mutation = Callable[[bytes, np.random.Generator, list[bytes]], bytes]


def main() -> int:
    """Mutate, check, count, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER
    figures = run(count, seeds(folder))
    print(json.dumps(figures, ensure_ascii=False))
    return 0 if not figures["crashes"] and not figures["hangs"] else 1


def run(count: int, files: dict[str, bytes], seed: int = 20261125) -> dict:
    """Check ``count`` mutated files; return what became of them."""
    chance = np.random.default_rng(seed)
    outcomes: Counter[str] = Counter()
    crashes, slowest = [], (0.0, "")
    names, others = list(files), list(files.values())
    known = KnownAccounts.empty()
    if PLACED in files:
        known = known.after(check(PLACED, files[PLACED], as_of=AS_OF, known=known))
    for number in range(count):
        name = picked(chance, names)
        content = files[name]
        applied = [picked(chance, MUTATIONS) for _ in range(picked(chance, (1, 1, 1, 2, 3)))]
        for mutation in applied:
            content = mutation(content, chance, others)
        story = f"{number} {name} {'+'.join(each.__name__ for each in applied)}"
        started = time.perf_counter()
        try:
            outcomes[outcome_of(name, content, known)] += 1
        except Exception:
            crashes.append({"file": story, "trace": traceback.format_exc(limit=-3)})
        slowest = max(slowest, (time.perf_counter() - started, story))
    return {
        "files": count,
        "seed_files": len(files),
        "crashes": len(crashes),
        "hangs": int(slowest[0] > LIMIT_SECONDS),
        "limit_seconds": LIMIT_SECONDS,
        "slowest": {"file": slowest[1], "seconds": round(slowest[0], 2)},
        "outcomes": dict(outcomes.most_common()),
        "traces": crashes[:20],
    }


def outcome_of(name: str, content: bytes, known: KnownAccounts) -> str:
    """Return the outcome, or the refusing rule; the report must be writable and whole."""
    checked = check(name, content, as_of=AS_OF, known=known)
    report = checked.report
    text = io.StringIO()
    report.write(text)
    text.getvalue().encode()
    if report.refusal:
        if not report.refusal.hint or dictionary().effects[report.refusal.rule] != "refuse":
            raise AssertionError(f"{report.refusal.rule} refuses nothing")
        return report.refusal.rule
    rejected = {(each.sheet, each.row) for each in report.rejected}
    rows = report.total_rows - report.accepted
    kinds = (checked.placements, checked.supplements, checked.repayments, checked.recalls)
    taken = sum(len(list(each)) for each in (*kinds, checked.attempts))
    if len(rejected) > rows or taken != report.accepted:
        raise AssertionError(f"{taken} rows taken, {report.accepted} reported")
    return report.outcome


def seeds(folder: Path | None) -> dict[str, bytes]:
    """Return the files that are mutated, by name."""
    shared = sorted(folder.rglob("*.*")) if folder and folder.is_dir() else []
    wanted = (".csv", ".txt", ".xlsx", ".xls", ".gz", ".parquet")
    found = {
        path.name: path.read_bytes()
        for path in shared
        if path.suffix in wanted and path.stat().st_size <= LARGEST
    }
    return own_files() | found


def own_files() -> dict[str, bytes]:
    """Return small files of every container and encoding, made here."""
    rows = [HEADER.split(","), *([f"J{at}", *ROW] for at in range(40))]
    text = "\n".join(",".join(row) for row in rows)
    files = {f"own_{codec}.csv": text.encode(codec) for codec in ("utf-8", "gb18030")}
    files["own_utf16.txt"] = text.replace(",", "\t").encode("utf-16")
    files["own.csv.gz"] = gzip.compress(text.encode(), mtime=0)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("B3:B5")
    out = io.BytesIO()
    book.save(out)
    files["own.xlsx"] = out.getvalue()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "own.parquet")
        Path(place, "own.csv").write_text(text, encoding="utf-8")
        duckdb.sql(f"COPY (FROM read_csv('{place}/own.csv', all_varchar = true)) TO '{path}'")
        files["own.parquet"] = path.read_bytes()
    return files


CELL = re.compile(r"(?<=[,;|\t>])[^,;|\t<>\r\n]{1,80}(?=[,;|\t<])")
"""A cell of a text, or the text of an element."""
ODD = (
    "", " ", "0", "-0", "1e400", "-1E-400", "inf", "NaN", "None", "²", "١٢٣", "１２３．５",
    "1" * 400, "9" * 33_000, "99999999999999999999", "2026-02-30", "0000-00-00", "9999-12-31",
    "1.1.1", "80000", "79999.99999999", "20260231", "25/03/2026", "07-Mar-26", "23:59",
    "24:61", "T", "(((", "（）", "(-5)", "--5", "￥", "万元", "1,2,3", "=1+1", '="', '=""',
    "'", "@x", "+", "同上", "同户籍", "同现居", "\u202e\u200b", "\ufeff", "\u3000", "*",
    "＊＊", "M", "M99+", "M1", "合计", "小计", "/", ";;", "86", "+86", "0086" * 9, "0" * 11,
    "010-", "x" * 17 + "X", "000000000000000000", "222401199013450011", "２２２４０１", "8岁",
    "去世", "单位", "\U0003ffff", "_x0000_", "_xD800_", "_x000D_", "&#0;", "&amp;", "TRUE",
    "1970-01-01T00:00:00+99:99",
)  # fmt: skip
ROW = (
    "金东哲", "222401198001017018", "16362955707", "延吉市光明街9116号", "59", "100.00",
    "2026-06-01", "协商分期中",
)  # fmt: skip


def picked(chance: np.random.Generator, items: Sequence[Item]) -> Item:
    """Return one of the items."""
    return items[int(chance.integers(len(items)))]


def flipped_bits(content: bytes, chance: np.random.Generator, _: list[bytes]) -> bytes:
    """Flip a few bits anywhere."""
    changed = bytearray(content)
    for _each in range(picked(chance, (1, 3, 20, 200)) if changed else 0):
        changed[chance.integers(len(changed))] ^= 1 << int(chance.integers(8))
    return bytes(changed)


def cut(content: bytes, chance: np.random.Generator, _: list[bytes]) -> bytes:
    """Lose the end, the beginning or the middle."""
    first, last = sorted(chance.integers(len(content) + 1, size=2).tolist())
    return picked(chance, (content[:first], content[first:], content[:first] + content[last:]))


def doubled_chunk(content: bytes, chance: np.random.Generator, _: list[bytes]) -> bytes:
    """Repeat a piece where it stands."""
    first, last = sorted(chance.integers(len(content) + 1, size=2).tolist())
    last = min(last, first + 20_000)
    return content[:last] + content[first:last] * int(chance.integers(1, 6)) + content[last:]


def swapped_encoding(content: bytes, chance: np.random.Generator, _: list[bytes]) -> bytes:
    """Read in one encoding, write in another."""
    text = content.decode(picked(chance, CODECS), errors=picked(chance, ("replace", "ignore")))
    return text.encode(picked(chance, CODECS), errors="replace")


def foreign_piece(content: bytes, chance: np.random.Generator, others: list[bytes]) -> bytes:
    """Put a piece of another file somewhere."""
    other = picked(chance, others)
    first = chance.integers(len(other) + 1)
    place = chance.integers(len(content) + 1)
    return (
        content[:place] + other[first : first + int(chance.integers(1, 4_001))] + content[place:]
    )


def odd_characters(content: bytes, chance: np.random.Generator, _: list[bytes]) -> bytes:
    """Put separators, quotes, signs and numbers where none were."""
    odd = (
        b'"',
        b",",
        b"\n",
        b"\r",
        b"\x00",
        b"=",
        b"'",
        b"1e400",
        b"-",
        "合计".encode(),
        b"99" * 40,
    )
    changed = content
    for _each in range(picked(chance, (1, 5, 50))):
        place = chance.integers(len(changed) + 1)
        changed = changed[:place] + picked(chance, odd) + changed[place:]
    return changed


def odd_cells(content: bytes, chance: np.random.Generator, _: list[bytes]) -> bytes:
    """Replace cells of a text, or values in a part of a workbook, by odd ones."""
    for codec in ("utf-8", "utf-16", "gb18030", "cp950"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        spans = [found.span() for found in CELL.finditer(text)]
        chosen = chance.choice(len(spans), min(len(spans), 60), replace=False) if spans else []
        for at in sorted(chosen, reverse=True):
            first, last = spans[at]
            text = text[:first] + picked(chance, ODD) + text[last:]
        return text.encode(codec, errors="replace")
    return content


def damaged_part(content: bytes, chance: np.random.Generator, others: list[bytes]) -> bytes:
    """Unpack, damage what is inside, and pack it again; a file that is not packed as it is."""
    damage = picked(chance, (flipped_bits, odd_characters, cut, doubled_chunk, *[odd_cells] * 4))
    try:
        if content.startswith(b"PK"):
            return _with_damaged_part(content, chance, lambda part: damage(part, chance, others))
        if content.startswith(b"\x1f\x8b"):
            inside = gzip.decompress(content)
            return gzip.compress(damage(inside, chance, others), mtime=0)
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError):
        return content
    return damage(content, chance, others)


def _with_damaged_part(
    content: bytes, chance: np.random.Generator, damage: Callable[[bytes], bytes]
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = picked(chance, names)
        for name in names:
            part = old.read(name)
            new.writestr(name, damage(part) if name == hit else part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


MUTATIONS: tuple[Mutation, ...] = (
    flipped_bits, cut, doubled_chunk, swapped_encoding, foreign_piece, odd_characters,
    odd_cells, odd_cells, damaged_part, damaged_part, damaged_part,
)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
