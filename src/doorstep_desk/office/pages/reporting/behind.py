"""Which cases stand behind a number?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from doorstep_desk.cases.counted import numbered
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.reporting.felt import is_enough
from doorstep_desk.office.pages.reporting.report import address_of
from doorstep_desk.office.presentation.parts import Paging
from doorstep_desk.office.presentation.reporting.definitions import definitions
from doorstep_desk.office.presentation.reporting.report import (
    BehindPage,
    BehindRow,
    Definition,
)
from doorstep_desk.organisations.queries import organisations_by_id
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.paging import page_of
from doorstep_desk.plumbing.refusal import Malformed
from doorstep_desk.plumbing.span import Span
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day
from doorstep_desk.reports.asked import ReportAsked, month_of, span_for
from doorstep_desk.reports.measures import FELT, OF_MEASURE
from doorstep_desk.reports.queries import cases_behind, cases_cured, cases_rolled, figures
from doorstep_desk.reports.rolling import STAGES

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Behind:
    """What the reader wants to see the cases of.

    Attributes:
        title: In the reader's language.
        definition: How it is counted, if it is one of the numbers.
        span: Over which days.
        cases: The cases, ascending.
    """

    title: str
    definition: Definition | None
    span: Span
    cases: list[int]


def behind_page(
    actor: Actor, asked: ReportAsked, words: Mapping[str, str], now: datetime
) -> BehindPage:
    """Return the cases behind a number, page by page.

    Raises:
        Refused: The actor may not.
        Malformed: There is no such number.
    """
    found = behind(span_for(actor, asked, now), words)
    rows = numbered(found.span, found.cases)
    page = page_of(rows, order=("id",), cursor=words.get("cursor") or None, size=PAGE_SIZE)
    names = organisations_by_id(row.creditor_id for row in page.items)
    chosen = {key: words[key] for key in _KEPT if words.get(key)} | address_of(asked)
    return BehindPage(
        title=found.title, definition=found.definition, first=found.span.first,
        as_of=found.span.last, back_query=query(address_of(asked)),
        may_open=actor.may("case.read"),
        rows=tuple(
            BehindRow(
                row.pk, row.number,
                say(names[row.creditor_id].name, names[row.creditor_id].name_en),
                row.opened_on, row.closed_on,
            )
            for row in page.items
        ),
        paging=Paging(
            count=page.count, shown=len(page.items),
            next_query=query(chosen, cursor=page.next_cursor) if page.next_cursor else "",
            first_query=query(chosen) if words.get("cursor") else "",
        ),
    )  # fmt: skip


_KEPT: Final = ("measure", "stage", "was_on", "is_on", "month")


def behind(span: Span, words: Mapping[str, str]) -> Behind:
    """Return the cases behind what an address names.

    Raises:
        Malformed: It names no number of ours.
    """
    key = words.get("measure", "")
    said = definitions()
    if key == "rolled":
        return _rolled(span, words)
    if key == "cured":
        before = span.first - timedelta(days=1)
        return Behind(said[key].label, said[key], span, cases_cured(span, before))
    if key not in OF_MEASURE or key not in said:
        raise Malformed([f"there is no number {key!r}"])
    if month := words.get("month", ""):
        span = month_of(span, _day(f"{month}-01"))
    if key in FELT and not is_enough(figures(span)["felt"].count, span.last):
        return Behind(said[key].label, said[key], span, [])
    return Behind(said[key].label, said[key], span, cases_behind(span, key))


def _rolled(span: Span, words: Mapping[str, str]) -> Behind:
    stage = words.get("stage", "")
    if stage not in map(str, STAGES):
        raise Malformed([f"there is no stage {stage!r}"])
    was_on, is_on = _day(words.get("was_on", "")), _day(words.get("is_on", ""))
    title = say(f"从 M{stage} 迁徙到更晚阶段", f"Rolled on from M{stage}")
    within = Span(span.agency_id, span.creditor_id, was_on, is_on, span.known_at)
    return Behind(title, None, within, cases_rolled(span, was_on, is_on, int(stage)))


def _day(text: str) -> date:
    try:
        return typed_day(text)
    except ValueError as error:
        raise Malformed([f"{text!r} is no day"]) from error
