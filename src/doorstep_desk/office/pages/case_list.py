"""What does the case list show of the cases that fit?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from doorstep.terms.codes import Treatment
from doorstep.terms.local_time import beijing_instant, local_day
from doorstep_desk.attempts.lists import last_attempts, reached_counts
from doorstep_desk.cases.lists import creditors, currencies, towns
from doorstep_desk.complaints.queries import pause_reasons
from doorstep_desk.dayplans.lists import cases_on_plan, run_of
from doorstep_desk.dayplans.queries import newest_day
from doorstep_desk.decisions.lists import BUCKETS, NO_DAYS, found_cases, looked_through
from doorstep_desk.office.forms.case_search import NO_STOP, CaseSearch
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.pages.not_visited import OTHER_CASE, reason_words
from doorstep_desk.office.presentation.lists import CaseListPage, CaseRow, Filter, Sort
from doorstep_desk.office.presentation.parts import Paging
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.paging import page_of
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.tables.plans import planned_anew

PAGE_SIZE: Final = 50
WEEK: Final = timedelta(days=7)
_SORTED: Final = (("number", "number"), ("days_past_due", "days"), ("outstanding", "owed"))


def case_list(actor: Actor, search: CaseSearch, on: date) -> CaseListPage:
    """Return one page of the case list, in a constant number of queries."""
    rows = rows_found(actor, search, on)
    seen = looked_through(rows, search.order, PAGE_SIZE + 1, _week_ago(on))
    with planned_anew():
        page = page_of(
            rows, order=search.order, cursor=search.cursor, size=PAGE_SIZE, count=seen.count,
            first=seen.first,
        )  # fmt: skip
    shown = case_rows(page.items, actor, on)
    chosen = search.chosen
    filters = _filters(actor, chosen)
    return CaseListPage(
        text=chosen.get("q", ""), filters=filters, sorts=_sorts(chosen), rows=shown,
        paging=Paging(
            count=page.count, shown=len(shown),
            next_query=query(chosen, cursor=page.next_cursor) if page.next_cursor else "",
            first_query=query(chosen) or "sort=-owed" if search.cursor else "",
        ),
        export_query=_export_query(actor, chosen) if page.count else "",
        loosen=tuple(said(each.name, "filter") for each in filters if each.is_active),
        outstanding_fen=seen.owed_fen,
        reached_count=seen.reached_count,
        shortcut=_shortcut(chosen),
    )  # fmt: skip


def rows_found(actor: Actor, search: CaseSearch, on: date) -> Any:
    """Return the cases that fit, as a query."""
    on_plan: Collection[int] = ()
    if search.chosen.get("reason") == NO_STOP:
        run = run_of(actor.agency_id, newest_day(actor.agency_id) or on)
        on_plan = () if run is None else cases_on_plan(run)
    return found_cases(actor, search.wish(on_plan), on)


def case_rows(cases: Sequence[Any], actor: Actor, on: date) -> tuple[CaseRow, ...]:
    """Return cases as lines, in five queries whatever their number."""
    borrowers = [case.borrower_id for case in cases]
    currency, town = currencies(case.pk for case in cases), towns(borrowers)
    reached = reached_counts(borrowers, _week_ago(on))
    last = last_attempts(borrowers)
    paused = pause_reasons(actor.agency_id, on)
    return tuple(
        CaseRow(
            case_id=case.pk, number=case.number, name=case.borrower.name,
            language=case.borrower.language, place=town.get(case.borrower_id, ""),
            creditor=_creditor(case.creditor), arrears_fen=None, outstanding_fen=case.owed,
            currency=currency.get(case.pk, "CNY"),
            days_past_due=None if case.days == NO_DAYS else case.days,
            bucket=bucket_of(None if case.days == NO_DAYS else case.days),
            treatment=case.treatment,
            verdict=_verdict(case, case.pk in paused),
            because=_because(case, paused.get(case.pk, ())),
            reached_count=reached.get(case.borrower_id, 0),
            last_at=local_day(last[case.borrower_id]) if case.borrower_id in last else None,
        )
        for case in cases
    )  # fmt: skip


def _creditor(creditor: Any) -> str:
    return say(creditor.name, creditor.name_en or creditor.name)


def _week_ago(on: date) -> datetime:
    return beijing_instant(on + timedelta(days=1), 0) - WEEK


def bucket_of(days: int | None) -> str:
    """Return the bucket of days past due, thirty days each; empty when not known."""
    if days is None or days < 1:
        return ""
    return BUCKETS[min((days - 1) // 30, len(BUCKETS) - 1)]


def _verdict(case: Any, is_paused: bool) -> str:
    """Return how the rules answer what is done today; nothing else open counts as refused.

    Who owes nothing any more is not judged, and nobody is asked to look at it.
    """
    if is_paused:
        return "pause"
    if not case.treatment:
        return "hold" if case.owed else "paid"
    is_shut = case.treatment == "none" and not case.runner_up
    return "deny" if is_shut and case.reason != OTHER_CASE else "allow"


def _because(case: Any, pauses: Iterable[tuple[str, object]]) -> str:
    for reason, _ in pauses:
        return said(reason, "pause_reason")
    if not case.reason or case.treatment == "visit":
        return ""
    words = reason_words(case.reason, case.treatment)
    return words if case.reason == OTHER_CASE else say(f"不上门：{words}", f"No visit: {words}")


def _filters(actor: Actor, chosen: Mapping[str, str]) -> tuple[Filter, ...]:
    owed_to = [(str(key), say(name, name_en)) for key, name, name_en in creditors(actor.agency_id)]
    treatments = [(each.word, said(each.word, "treatment")) for each in Treatment]
    states = [("paused", say("已暂停", "Paused")), ("closed", say("已结案", "Closed"))]
    found = [
        filter_pill("treatment", treatments, chosen),
        filter_pill("bucket", [(each, each) for each in BUCKETS], chosen),
        filter_pill("state", states, chosen, say("处理中", "Open")),
    ]
    if len(owed_to) > 1:
        found.insert(0, filter_pill("creditor", owed_to, chosen))
    return tuple(found)


def _sorts(chosen: Mapping[str, str]) -> tuple[Sort, ...]:
    now = chosen.get("sort", "-owed")
    directions = {"": "ascending", "-": "descending"}
    found = []
    for name, field in _SORTED:
        is_mine = now.lstrip("-") == field
        turned = field if now == f"-{field}" else f"-{field}"
        direction = directions["-" if now.startswith("-") else ""] if is_mine else ""
        found.append(Sort(name, query(chosen, sort=turned), direction))
    return tuple(found)


def _export_query(actor: Actor, chosen: Mapping[str, str]) -> str:
    return query(chosen, sort=chosen.get("sort", "-owed")) if actor.may("case.export") else ""


def _shortcut(chosen: Mapping[str, str]) -> str:
    reason = chosen.get("reason", "")
    return reason_words(reason, chosen.get("treatment", "")) if reason else ""
