"""How is a list of staff, pairs and shifts read from a CSV or XLSX file?

One row is one person; two rows with the same pair make a pair; shift columns on either row of
a pair put it on shift from one day to another. Every problem is reported with its row.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from doorstep_desk.plumbing.refusal import Malformed
from doorstep_desk.staff.roster_cells import day, minute, number, table_of

LONGEST_SHIFT_RANGE: Final = timedelta(days=92)

_HEADINGS: Final = {
    "用户名": "username",
    "姓名": "name",
    "角色": "role",
    "界面语言": "language",
    "语言": "languages",
    "证书有效期": "certificate_valid_until",
    "最近培训": "trained_on",
    "背景核查日期": "record_checked_on",
    "有暴力记录": "violent_record",
    "组": "pair",
    "班次首日": "shift_from",
    "班次末日": "shift_to",
    "上班": "starts",
    "下班": "ends",
    "纬度": "latitude",
    "经度": "longitude",
    "最多上门": "max_visits",
}
_REQUIRED: Final = ("username", "name", "role")
_DAYS: Final = ("certificate_valid_until", "trained_on", "record_checked_on")
_YES_NO: Final = {
    "": False, "no": False, "否": False, "无": False, "yes": True, "是": True, "有": True,
}  # fmt: skip
_SHIFT: Final = ("shift_from", "shift_to", "starts", "ends", "latitude", "longitude", "max_visits")


@dataclass(frozen=True, slots=True)
class RosterShift:
    """Hours and start point from one day to another, both included."""

    first_on: date
    last_on: date
    starts_minute: int
    ends_minute: int
    latitude: float
    longitude: float
    max_visits: int


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as written in the file; ``line`` counts from 1, the heading included."""

    line: int
    username: str
    name: str
    role: str
    language: str
    languages: frozenset[str]
    certificate_valid_until: date | None
    trained_on: date | None
    record_checked_on: date | None
    has_violent_record: bool
    pair: str
    shift: RosterShift | None


def read_roster(content: bytes) -> list[RosterRow]:
    """Read a roster.

    Args:
        content: Bytes of an XLSX file (first sheet), or of a CSV file in UTF-8 or GB 18030.

    Raises:
        Malformed: Every problem of every row, each with its row number.
    """
    table = table_of(content)
    if not table:
        raise Malformed(["the file is empty"])
    names = [_HEADINGS.get(cell.strip(), cell.strip().lower()) for cell in table[0]]
    if missing := [name for name in _REQUIRED if name not in names]:
        raise Malformed([f"row 1: the heading lacks {', '.join(missing)}"])
    problems: list[str] = []
    rows = []
    for line, cells in enumerate(table[1:], start=2):
        if any(cells):
            rows.append(_row(line, dict(zip(names, cells, strict=False)), problems))
    problems += _pair_problems(rows)
    if problems:
        raise Malformed(problems)
    return rows


def members(rows: Iterable[RosterRow]) -> dict[str, list[RosterRow]]:
    """Return the rows of each pair, by its letter, in the order of the file."""
    found: dict[str, list[RosterRow]] = defaultdict(list)
    for row in rows:
        if row.pair:
            found[row.pair].append(row)
    return dict(found)


def days(shift: RosterShift) -> list[date]:
    """Return every day from the first to the last."""
    count = (shift.last_on - shift.first_on).days + 1
    return [shift.first_on + timedelta(days=number) for number in range(count)]


def _pair_problems(rows: Sequence[RosterRow]) -> list[str]:
    found = []
    for letter, two in members(rows).items():
        lines = ", ".join(str(row.line) for row in two)
        if len(two) != 2:
            found.append(f"rows {lines}: a pair is two people; {letter} has {len(two)}")
        elif len({row.shift for row in two if row.shift is not None}) > 1:
            found.append(f"rows {lines}: the two shifts of pair {letter} differ")
    names = [row.username for row in rows]
    for name in sorted({name for name in names if names.count(name) > 1}):
        lines = ", ".join(str(row.line) for row in rows if row.username == name)
        found.append(f"rows {lines}: the user name {name} appears more than once")
    return found


def _row(line: int, cells: Mapping[str, str], problems: list[str]) -> RosterRow:
    def problem(text: str) -> None:
        problems.append(f"row {line}: {text}")

    days_of = {name: _day_of(name, cells, problem) for name in _DAYS}
    languages = cells.get("languages", "").replace(",", " ").replace("、", " ").lower()
    return RosterRow(
        line=line,
        username=cells.get("username", "").strip().lower(),
        name=cells.get("name", "").strip(),
        role=cells.get("role", "").strip().lower(),
        language=cells.get("language", "").strip().lower() or "zh",
        languages=frozenset(languages.split()) or frozenset({"zh"}),
        certificate_valid_until=days_of["certificate_valid_until"],
        trained_on=days_of["trained_on"],
        record_checked_on=days_of["record_checked_on"],
        has_violent_record=_record(cells, problem),
        pair=cells.get("pair", "").strip(),
        shift=_shift(cells, problem),
    )


def _day_of(name: str, cells: Mapping[str, str], problem: Callable[[str], None]) -> date | None:
    written = cells.get(name, "").strip()
    found = day(written) if written else None
    if written and found is None:
        problem(f"{name} {written!r} is no day such as 2027-03-31")
    return found


def _record(cells: Mapping[str, str], problem: Callable[[str], None]) -> bool:
    written = cells.get("violent_record", "").strip().lower()
    if written not in _YES_NO:
        problem(f"violent_record {written!r} is neither yes nor no")
    if written and not cells.get("record_checked_on", "").strip():
        problem("violent_record needs record_checked_on, the day on which somebody looked")
    return _YES_NO.get(written, False)


def _shift(cells: Mapping[str, str], problem: Callable[[str], None]) -> RosterShift | None:
    written = {name: cells.get(name, "").strip() for name in _SHIFT}
    if not any(written.values()):
        return None
    first_on, starts, ends = (
        day(written["shift_from"]),
        minute(written["starts"]),
        minute(written["ends"]),
    )
    last_on = day(written["shift_to"]) if written["shift_to"] else first_on
    place = [number(written[name]) for name in ("latitude", "longitude", "max_visits")]
    latitude, longitude, visits = place
    if first_on is None or last_on is None or starts is None or ends is None:
        problem("the days of a shift look like 2026-12-01, its hours like 9:00")
        return None
    if latitude is None or longitude is None or visits is None:
        problem("a shift needs latitude, longitude and max_visits as numbers")
        return None
    if not timedelta(0) <= last_on - first_on <= LONGEST_SHIFT_RANGE:
        problem("shift_to lies 0 to 92 days after shift_from")
        return None
    return RosterShift(first_on, last_on, starts, ends, latitude, longitude, int(visits))
