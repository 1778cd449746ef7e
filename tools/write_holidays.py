"""Write the dated tables of public holidays from the pinned package ``holidays``.

Usage: python tools/write_holidays.py

China: only years whose make-up workdays were announced; a year that is missing is a hold. Files
that were written by hand from the State Council's notices stay as they are.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import holidays

FOLDER: Final = Path(__file__).parents[1] / "src" / "doorstep" / "parameters"
COUNTRIES: Final = {
    "br": "BR", "id": "ID", "in": "IN", "jp": "JP", "ke": "KE", "kr": "KR", "my": "MY", "ng": "NG",
    "ph": "PH", "sg": "SG", "th": "TH", "uk": "GB", "us": "US", "vn": "VN",
}  # fmt: skip
YEARS: Final = range(2025, 2028)
CHINESE_YEARS: Final = range(2017, 2029)
BY_HAND: Final = "State Council General Office"


def main() -> None:
    """Write every file anew."""
    for country, code in COUNTRIES.items():
        for year in YEARS:
            days = holidays.country_holidays(code, years=year, language="en_US")
            named = {day: name for day, name in days.items() if day.year == year}
            write(country, year, list(blocks(named)), [])
    announced = holidays.country_holidays("CN", years=CHINESE_YEARS, language="en_US")
    makeup = sorted(announced.weekend_workdays)
    for year in CHINESE_YEARS:
        works = [day for day in makeup if day.year == year]
        if works:
            named = {day: name for day, name in announced.items() if day.year == year}
            write("cn", year, list(chinese_blocks(named, set(works))), works)


def blocks(named: dict[date, str]) -> Iterator[tuple[date, date, str]]:
    """Yield first day, last day and name of each run of days with one name."""
    for day in sorted(named):
        name = named[day].split(";")[0].removesuffix(" (observed)")
        yield day, day, name


def chinese_blocks(named: dict[date, str], works: set[date]) -> Iterator[tuple[date, date, str]]:
    """Yield the blocks of days off: weekends that touch a holiday belong to it."""
    off = set(named)
    for day in sorted(named):
        for step in (-1, 1):
            near = day + timedelta(days=step)
            while near.weekday() >= 5 and near not in works and near.year == day.year:
                off.add(near)
                near += timedelta(days=step)
    first = last = None
    for day in [*sorted(off), date.max]:
        if first is None or last is None:
            first = last = day
        elif day == last + timedelta(days=1):
            last = day
        else:
            inside = [named[one] for one in sorted(named) if first <= one <= last]
            yield first, last, next((one for one in inside if "Day off" not in one), inside[0])
            first = last = day


def write(
    country: str, year: int, found: list[tuple[date, date, str]], makeup: list[date]
) -> None:
    """Write one file, unless somebody wrote it by hand."""
    file = FOLDER / country / "holidays" / f"{year}.yaml"
    if file.is_file() and BY_HAND in file.read_text("utf-8"):
        return
    lines = [
        f"country: {country}",
        f"year: {year}",
        f'source: "PyPI package holidays {holidays.__version__}, by tools/write_holidays.py"',
        "holidays:",
    ]
    for first, last, name in found:
        plain = name.replace('"', "'")
        lines.append(f'  - {{from: {first}, to: {last}, name: "{plain}"}}')
    lines.append("makeup_workdays:" if makeup else "makeup_workdays: []")
    lines += [f"  - {day}" for day in makeup]
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
