"""What does a file of surroundings say, and which of its rows cannot be taken?

A line is a county (empty for all), a kind, the first and the last day, how strong it is (1 when
empty) and who says so. Heads may be Chinese or English.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep.terms.divisions.table import COUNTY_DIGITS, divisions_of
from doorstep_desk.plumbing.refusal import Malformed
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.roster_cells import day, number, table_of

KINDS: Final = ("holiday", "disaster", "harvest", "pay_day", "unemployment", "rule_change")

HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "county": ("county", "区县", "县市"),
    "kind": ("kind", "类别", "种类"),
    "begins_on": ("begins_on", "begins", "from", "开始", "开始日期"),
    "ends_on": ("ends_on", "ends", "to", "结束", "结束日期"),
    "level": ("level", "强度"),
    "source": ("source", "来源"),
}
_KIND_WORDS: Final = {
    "节假日": "holiday", "节日": "holiday", "灾害": "disaster", "农忙": "harvest",
    "发薪日": "pay_day", "失业": "unemployment", "规则变化": "rule_change",
}  # fmt: skip

MOST_ROWS: Final = 5_000
LONGEST_DAYS: Final = 732
STRONGEST: Final = 3.0


@dataclass(frozen=True, slots=True)
class NewLayer:
    """One line that can be taken.

    Attributes:
        county: Official name; empty for all counties.
        kind: One of ``KINDS``.
        begins_on: First day.
        ends_on: Last day.
        level: How strong it is, from -3 to 3 but not 0.
        source: Who says so.
    """

    county: str
    kind: str
    begins_on: date
    ends_on: date
    level: float
    source: str


@dataclass(frozen=True, slots=True)
class RowFault:
    """One cell that cannot be taken.

    Attributes:
        row: Line of the file; the heads are line 1.
        column: Name of the column.
        text: What stood there.
        sentence: What is wrong and what to write, in the reader's language.
    """

    row: int
    column: str
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: what can be taken, and every fault at once."""

    layers: tuple[NewLayer, ...]
    faults: tuple[RowFault, ...]


def read_layers(content: bytes) -> ReadFile:
    """Read a CSV or XLSX file of surroundings.

    Raises:
        Malformed: It is neither, a column is missing, or it has no or too many lines.
    """
    lines = [line for line in table_of(content) if any(cell.strip() for cell in line)]
    if not lines:
        raise Malformed([say("文件是空的。", "The file is empty.")])
    if len(lines) - 1 > MOST_ROWS:
        raise Malformed([say(f"最多 {MOST_ROWS} 行。", f"It has more than {MOST_ROWS} lines.")])
    place = _places(lines[0])
    layers: list[NewLayer] = []
    faults: list[RowFault] = []
    seen: set[tuple[str, str, date]] = set()
    for number_, line in enumerate(lines[1:], start=2):
        cells = {name: _cell(line, place.get(name)) for name in HEADS}
        layer, wrong = _layer(number_, cells)
        faults += wrong
        if layer is not None and (layer.county, layer.kind, layer.begins_on) not in seen:
            seen.add((layer.county, layer.kind, layer.begins_on))
            layers.append(layer)
    return ReadFile(tuple(layers), tuple(faults))


def as_csv(layers: Sequence[NewLayer]) -> str:
    """Return layers as a file that can be read again."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(HEADS)
    table.writerows(
        (each.county, each.kind, each.begins_on, each.ends_on, each.level, each.source)
        for each in layers
    )
    return written.getvalue()


def _places(heads: Sequence[str]) -> dict[str, int]:
    known = {word: name for name, words in HEADS.items() for word in words}
    words = [head.strip().lower() for head in heads]
    place = {known[word]: at for at, word in enumerate(words) if word in known}
    missing = [name for name in HEADS if name not in place and name not in ("county", "level")]
    if missing:
        raise Malformed([_no_column(name) for name in missing])
    return place


def _cell(line: Sequence[str], at: int | None) -> str:
    return "" if at is None or at >= len(line) else line[at].strip()


def _no_column(name: str) -> str:
    words = HEADS[name]
    return say(f"缺少列：{words[-1]}（{name}）。", f"There is no column {name}.")


def _layer(row: int, cells: Mapping[str, str]) -> tuple[NewLayer | None, list[RowFault]]:
    county, level = _county(cells["county"]), _level(cells["level"])
    kind = _KIND_WORDS.get(cells["kind"], cells["kind"].lower())
    begins, ends = day(cells["begins_on"]), day(cells["ends_on"])
    wrong = {
        "county": county is None,
        "kind": kind not in KINDS,
        "begins_on": begins is None,
        "ends_on": ends is None or not _lasts(begins, ends),
        "level": level is None,
        "source": not cells["source"],
    }
    faults = [
        RowFault(row, column, cells[column], _sentence(column))
        for column, is_wrong in wrong.items()
        if is_wrong
    ]
    if faults or county is None or begins is None or ends is None or level is None:
        return None, faults
    return NewLayer(county, kind, begins, ends, level, cells["source"]), []


def _lasts(begins: date | None, ends: date) -> bool:
    return begins is None or 0 <= (ends - begins).days <= LONGEST_DAYS


def _level(text: str) -> float | None:
    level = number(text) if text else 1.0
    return level if level is not None and 0 < abs(level) <= STRONGEST else None


def _sentence(column: str) -> str:
    kinds_zh, kinds_en = "、".join(_KIND_WORDS), ", ".join(KINDS)
    return {
        "county": say(
            "没有这个区县；请写全称或六位代码，留空表示所有区县。",
            "No such county; write its full name or six digits, or nothing for all.",
        ),
        "kind": say(f"请写其中之一：{kinds_zh}。", f"Write one of: {kinds_en}."),
        "begins_on": say("请写日期，如 2026-11-25。", "Write a day, such as 2026-11-25."),
        "ends_on": say(
            "请写日期，不早于开始，且不超过两年。",
            "Write a day that is not before the first and at most two years after it.",
        ),
        "level": say(
            "强度为 -3 到 3，不能为 0；普通为 1。",
            "A level lies between -3 and 3 and is not 0; 1 is the usual one.",
        ),
        "source": say("请写明来源。", "Name who says so."),
    }[column]


def _county(text: str) -> str | None:
    """Return a county's official name; empty for all, None when there is none of that name."""
    if text in ("", "*", "全部", "all"):
        return ""
    for each in divisions_of(COUNTY_DIGITS):
        if text in (each.code, each.name):
            return each.name
    return None
