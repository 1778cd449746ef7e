"""In which form do the figures leave the desk?"""

import csv
import io
from collections.abc import Iterator
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from doorstep_desk.office.presentation.reporting.report import ReportPage
from doorstep_desk.plumbing.speech import say

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so would be run as a formula by spreadsheet programs."""

Sheet = tuple[str, list[list[str]]]


def sheets_of(page: ReportPage) -> list[Sheet]:
    """Return the figures as named tables: numbers with definitions, months, heat map."""
    return [
        (say("指标", "Figures"), list(_numbers(page))),
        (say("按月", "By month"), list(_months(page))),
        (say("迁徙率", "Roll rates"), list(_heat(page))),
    ]


def as_csv(page: ReportPage) -> str:
    """Return all tables one below the other, with an empty line between them."""
    text = io.StringIO()
    writer = csv.writer(text)
    for name, rows in sheets_of(page):
        writer.writerow([plain(name)])
        writer.writerows([plain(cell) for cell in row] for row in rows)
        writer.writerow([])
    return "\ufeff" + text.getvalue()


def as_xlsx(page: ReportPage) -> bytes:
    """Return a workbook with one sheet per table."""
    book = Workbook(write_only=True)
    for name, rows in sheets_of(page):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([plain(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    text = ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _numbers(page: ReportPage) -> Iterator[list[str]]:
    yield [
        say("指标", "Figure"), say("数值", "Value"), say("90% 区间", "90% interval"),
        say("说明", "Note"), say("案件数", "Cases"), say("分子", "Counted"), say("分母", "Out of"),
        say("不含", "Leaves out"), say("口径", "Definition"), say("自", "From"), say("至", "To"),
    ]  # fmt: skip
    for each in page.numbers:
        about = each.definition
        yield [
            about.label, each.value, each.beside, each.note, str(each.cases), about.top,
            about.bottom, about.leaves_out, about.version, page.first.isoformat(),
            page.as_of.isoformat(),
        ]  # fmt: skip


def _months(page: ReportPage) -> Iterator[list[str]]:
    yield [say("月份", "Month"), *page.month_heads]
    for row in page.months:
        yield [f"{row.month:%Y-%m}", *(cell.text for cell in row.cells)]


def _heat(page: ReportPage) -> Iterator[list[str]]:
    yield [say("阶段", "Stage"), *(f"{end:%Y-%m-%d}" for end, _ in page.heat_months)]
    for row in page.heat:
        yield [row.label, *(cell.text for cell in row.cells)]
