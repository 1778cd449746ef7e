"""Which promises fall due in a month or a week, and what became of them?"""

from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.lists import (
    PAGE_SIZE,
    DueSum,
    promise_page,
    promises_due,
    sums_by_day,
)
from doorstep_desk.attempts.lists import reached_in_all
from doorstep_desk.complaints.queries import running_pauses
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.arranging.debts import debt_pills, debts_of
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.presentation.arranging.promises import (
    STATES,
    DueDay,
    PromiseRow,
    PromisesPage,
    Tally,
)
from doorstep_desk.office.presentation.parts import Option, Paging
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.tables.plans import planned_anew

VIEWS: Final = ("month", "week", "list")
"""What the reader switches between; ``day``, the list of one day, is opened from these."""
BESIDE: Final = 12
"""Promises of one day that are listed beside the calendar."""
_WEEKS: Final = Calendar()
_DAY: Final = timedelta(days=1)
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 1)


def promises_page(actor: Actor, asked: Mapping[str, str], today: date) -> PromisesPage:
    """Return a month or a week of promises, in a constant number of queries.

    Args:
        actor: Who reads.
        asked: What stands in the address.
        today: The present day.
    """
    debts, chosen = debts_of(asked)
    if asked.get("state") in STATES:
        chosen["state"] = asked["state"]
    view = asked["view"] if asked.get("view") in (*VIEWS, "day") else "month"
    anchor = _anchor(asked.get("on", ""), today)
    first, last = _span(anchor, view)
    days = _days(first, last, view)
    due = promises_due(actor.agency_id, days[0], days[-1], debts, chosen.get("state", ""))
    sums = sums_by_day(due)
    spanned = due.filter(due_on__range=(first, last))
    inside = [each for each in sums if first <= each.on <= last]
    is_list = view in ("list", "day")
    listed = spanned if is_list else spanned.filter(due_on=anchor)
    cursor = (asked.get("cursor") or None) if is_list else None
    page = promise_page(listed, cursor, PAGE_SIZE if is_list else BESIDE)
    address = chosen | {"view": view, "on": anchor.isoformat()}
    return PromisesPage(
        view=view, first_on=first, last_on=last, chosen_on=None if is_list else anchor,
        weeks=_weeks(days, sums, address, today, (first, last)),
        tallies=_tallies(inside, address | {"view": view if is_list else "list"}),
        **_totals(inside),
        **_beside(actor, spanned, first, today),
        rows=tuple(_row(each, today) for each in page.items),
        paging=_paging(page, address, cursor), filters=_filters(actor, address),
        views=tuple(
            Option(query(address, view=each), _view_word(each), is_chosen=each == view)
            for each in VIEWS
        ),
        before=query(address, on=(first - _DAY).isoformat()),
        after=query(address, on=(last + _DAY).isoformat()),
        today=query(address, on=today.isoformat()),
        hidden=(("view", view), ("on", anchor.isoformat())),
    )  # fmt: skip


@planned_anew()
def _beside(actor: Actor, due: Any, first: date, today: date) -> dict[str, int]:
    """Return what the same borrowers bore meanwhile: no sum stands without it."""
    paused = running_pauses(actor.agency_id, today).filter(case_id__in=due.values("case_id"))
    return {
        "reached_count": reached_in_all(
            due.values("case__borrower_id"), beijing_instant(first, 0)
        ),
        "paused_count": paused.values("case_id").distinct().count(),
    }


def _view_word(view: str) -> str:
    words = {"month": ("月", "Month"), "week": ("周", "Week"), "list": ("清单", "List")}
    return say(*words[view])


def _anchor(text: str, today: date) -> date:
    try:
        return min(max(date.fromisoformat(text), _FIRST), _LAST)
    except ValueError:
        return today


def _span(anchor: date, view: str) -> tuple[date, date]:
    if view == "week":
        monday = anchor - timedelta(days=anchor.weekday())
        return monday, monday + timedelta(days=6)
    if view == "day":
        return anchor, anchor
    first = anchor.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - _DAY


def _days(first: date, last: date, view: str) -> list[date]:
    """Return the days that are drawn: whole weeks, Monday first."""
    if view == "month":
        return list(_WEEKS.itermonthdates(first.year, first.month))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _weeks(
    days: Sequence[date], sums: Iterable[DueSum], address: Mapping[str, str], today: date,
    span: tuple[date, date],
) -> tuple[tuple[DueDay, ...], ...]:  # fmt: skip
    by_day: dict[date, list[DueSum]] = {}
    for each in sums:
        by_day.setdefault(each.on, []).append(each)
    cells = [
        DueDay(
            on=on, tallies=_tallies(by_day.get(on, ())), **_totals(by_day.get(on, ())),
            query=query(address, on=on.isoformat()), is_today=on == today,
            is_chosen=address["on"] == on.isoformat(), is_outside=not span[0] <= on <= span[1],
        )
        for on in days
    ]  # fmt: skip
    return tuple(tuple(cells[place : place + 7]) for place in range(0, len(cells), 7))


def _totals(sums: Iterable[DueSum]) -> dict[str, int]:
    rows = list(sums)
    return {
        "count": sum(each.count for each in rows),
        "promised_fen": sum(each.promised_fen for each in rows),
        "paid_fen": sum(each.paid_fen for each in rows),
    }


def _tallies(
    sums: Iterable[DueSum], address: Mapping[str, str] | None = None
) -> tuple[Tally, ...]:
    """Add up by state; with an address each opens its list."""
    rows = list(sums)
    total = sum(each.count for each in rows)
    found: list[Tally] = []
    for state in STATES:
        mine = _totals(each for each in rows if each.state == state)
        if mine["count"] or address is not None:
            begins = found[-1].begins + found[-1].share if found else 0.0
            share = 100 * mine["count"] / total if total else 0.0
            opens = query(address, state=state) if address is not None else ""
            found.append(Tally(state, **mine, query=opens, share=share, begins=begins))
    return tuple(found)


def _row(row: Any, today: date) -> PromiseRow:
    return PromiseRow(
        case_id=row.case_id, number=row.case.number, borrower=row.case.borrower.name,
        due_on=row.due_on, amount_fen=row.amount_fen, paid_fen=row.paid, state=row.standing,
        is_graced=row.standing == PromiseState.OPEN.word and row.due_on < today,
    )  # fmt: skip


def _paging(page: Any, address: Mapping[str, str], cursor: str | None) -> Paging:
    following = query(address, cursor=page.next_cursor) if page.next_cursor else ""
    if address["view"] in ("month", "week"):
        return Paging(
            page.count, len(page.items), query(address, view="day") if following else "", ""
        )
    return Paging(page.count, len(page.items), following, query(address) if cursor else "")


def _filters(actor: Actor, chosen: Mapping[str, str]) -> tuple[Any, ...]:
    states = [(state, said(state, "promise")) for state in STATES]
    return (*debt_pills(actor, chosen), filter_pill("state", states, chosen))
