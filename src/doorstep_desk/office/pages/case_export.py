"""What stands in the exported list of cases?"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final

from doorstep.terms.local_time import local_day
from doorstep_desk.cases.actions.export import note_export
from doorstep_desk.office.pages.case_list import case_rows
from doorstep_desk.office.presentation.formats import amount
from doorstep_desk.office.presentation.lists import CaseRow
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say

_AT_ONCE: Final = 2000
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run as a formula by spreadsheet programs."""


def export_rows(cases: Iterable[Any], actor: Actor, at: datetime) -> Iterator[list[str]]:
    """Return a header and one line per case, and write down that they were taken."""
    yield _header()
    count, source = 0, iter(cases)
    while batch := list(islice(source, _AT_ONCE)):
        count += len(batch)
        for row in case_rows(batch, actor, local_day(at)):
            yield [_safe(cell) for cell in _cells(row)]
    note_export(actor=actor, count=count, at=at)


def _header() -> list[str]:
    return [
        say("案件编号", "Case"), say("姓名", "Name"), say("语言", "Language"),
        say("地区", "Place"), say("债权人", "Creditor"), say("未偿总额", "Outstanding"),
        say("币种", "Currency"), say("逾期天数", "Days past due"), say("逾期阶段", "Bucket"),
        say("今日处置", "Treatment"), say("结论", "Verdict"), say("原因", "Reason"),
        say("近七天触达", "Reached, 7 days"), say("最近联系", "Last contact"),
    ]  # fmt: skip


def _cells(row: CaseRow) -> list[str]:
    return [
        row.number, row.name, row.language, row.place, row.creditor,
        amount(row.outstanding_fen, plain=True), row.currency,
        "" if row.days_past_due is None else str(row.days_past_due), row.bucket,
        said(row.treatment, "treatment") if row.treatment else "", said(row.verdict, "verdict"),
        row.because, str(row.reached_count), row.last_at.isoformat() if row.last_at else "",
    ]  # fmt: skip


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell
