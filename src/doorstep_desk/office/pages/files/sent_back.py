"""How do the rows that were not taken go back to the lender: as the lender's own file?"""

import csv
import io
from collections.abc import Iterator
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from doorstep.intake.dictionary import dictionary
from doorstep_desk.intake.findings import SentBack, sent_back
from doorstep_desk.office.pages.files.field_names import chinese_name

REMARKS: Final = "需更正内容"
"""Title of the last column; the lender reads Chinese whatever the sender's pages speak."""
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so would be run as a formula by spreadsheet programs."""
_LONGEST_NAME: Final = 31


def as_csv(import_id: int) -> Iterator[str]:
    """Yield the lines of one text file with the rows of every sheet that still wait."""
    yield "\ufeff"
    for sheet in sent_back(import_id):
        for line in _lines(sheet):
            text = io.StringIO()
            csv.writer(text).writerow([_safe(cell) for cell in line])
            yield text.getvalue()


def as_xlsx(import_id: int) -> bytes:
    """Return a workbook with the lender's sheets and the rows that still wait."""
    book = Workbook(write_only=True)
    for number, sheet in enumerate(sent_back(import_id), start=1):
        page = book.create_sheet((sheet.name or f"Sheet{number}")[:_LONGEST_NAME])
        for line in _lines(sheet):
            page.append([_safe(cell) for cell in line])
    if not book.worksheets:
        book.create_sheet("Sheet1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(sheet: SentBack) -> Iterator[list[str]]:
    yield [*sheet.titles, REMARKS]
    for _, cells, remarks in sheet.rows:
        yield [*cells, "；".join(_remark(field, rule) for field, rule in remarks)]


def _remark(field: str, rule: str) -> str:
    hint = dictionary().hints.get(rule, rule)
    return f"{chinese_name(field)}：{hint}" if field else hint


def _safe(cell: str) -> str:
    plain = ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{plain}" if plain.startswith(_DANGEROUS) and not _is_number(plain) else plain


def _is_number(cell: str) -> bool:
    digits = cell[1:].replace(".", "", 1).replace(",", "")
    return cell[0] in "+-" and digits.isascii() and digits.isdecimal()
