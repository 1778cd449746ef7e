"""What does the page of figures show?"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.cases.lists import creditors
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.pages.reporting.felt import felt_numbers
from doorstep_desk.office.pages.reporting.heat import heat_of
from doorstep_desk.office.presentation.formats import NOTHING, money
from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.reporting.definitions import definitions
from doorstep_desk.office.presentation.reporting.report import (
    Definition,
    MonthCell,
    MonthRow,
    Number,
    ReportPage,
)
from doorstep_desk.payments.standing import Course
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.span import Span
from doorstep_desk.plumbing.speech import say
from doorstep_desk.reports.asked import ReportAsked, span_for
from doorstep_desk.reports.kept import Report, report_of
from doorstep_desk.reports.measures import BY_MONTH
from doorstep_desk.reports.periods import LENGTHS, month_ends
from doorstep_desk.reports.queries import Figure, cost_and_harm, courses_of
from doorstep_desk.reports.rolling import cured
from doorstep_desk.reports.shares import share_of

_THOUSAND: Final = 1000


def report_page(actor: Actor, asked: ReportAsked, now: datetime) -> ReportPage:
    """Return the figures, in a constant number of queries.

    Raises:
        Refused: The actor may not.
    """
    span = span_for(actor, asked, now)
    chosen = address_of(asked)
    report = report_of(span)
    found = report.figures
    days, moved = courses_of(span)
    said = definitions()
    labels = tuple(said[key].label for key in BY_MONTH)
    columns = tuple((end, _is_open(end)) for end in month_ends(span.last)[1:])
    return ReportPage(
        as_of=span.last, first=span.first, known_at=span.known_at.astimezone(BEIJING),
        today=local_day(now), filters=_filters(actor, chosen),
        money=_money(found, said, chosen),
        quality=_quality(found, said, chosen, _cured(span, days, moved)),
        felt=felt_numbers(found, said, chosen, span.last),
        month_heads=(say("收回", "Recovered"), *labels[1:]), months=_months(report, span, chosen),
        heat=heat_of(moved, days, month_ends(span.last), chosen), heat_months=columns,
        export_query=query(chosen),
    )  # fmt: skip


def address_of(asked: ReportAsked) -> dict[str, str]:
    """Return what stands in the address of a report."""
    return {
        "as_of": asked.as_of.isoformat(), "days": str(asked.length),
        "creditor": str(asked.creditor_id or ""),
    }  # fmt: skip


def _is_open(end: date) -> bool:
    return (end + timedelta(days=1)).day != 1


def _filters(actor: Actor, chosen: Mapping[str, str]) -> tuple[Filter, ...]:
    lengths = [(str(n), say(f"{n} 天", f"{n} days")) for n in LENGTHS[1:]]
    first = say(f"{LENGTHS[0]} 天", f"{LENGTHS[0]} days")
    now = {**chosen, "days": "" if chosen["days"] == str(LENGTHS[0]) else chosen["days"]}
    found = [filter_pill("days", lengths, now, first)]
    owed_to = [(str(key), say(name, en)) for key, name, en in creditors(actor.agency_id)]
    if len(owed_to) > 1:
        found.insert(0, filter_pill("creditor", owed_to, now))
    return tuple(found)


def _number(
    key: str, said: Mapping[str, Definition], chosen: Mapping[str, str], figure: Figure,
    value: str, beside: str = "", note: str = "",
) -> Number:  # fmt: skip
    opened = query(chosen, measure=key) if figure.cases else ""
    return Number(key, said[key], value, beside, note, figure.cases, opened)


def _money(
    found: Mapping[str, Figure], said: Mapping[str, Definition], chosen: Mapping[str, str]
) -> tuple[Number, ...]:
    worked = found["worked"].cases
    rate = NOTHING
    if worked:
        rate = f"{found['complaints'].count * _THOUSAND / worked:.1f}"
    times = say("共 {n} 次", "{n} in all")
    return (
        _number("recovered", said, chosen, found["recovered"], sum_text(found["recovered"])),
        _number(
            "complaints", said, chosen, found["complaints"], rate,
            note=times.format(n=found["complaints"].count),
        ),
        _plain("stops", said, chosen, found["stops"]),
        _plain("visits", said, chosen, found["visits"]),
        _plain("breaches", said, chosen, found["breaches"]),
    )  # fmt: skip


def _plain(
    key: str, said: Mapping[str, Definition], chosen: Mapping[str, str], figure: Figure
) -> Number:
    return _number(key, said, chosen, figure, f"{figure.count:,}")


def sum_text(figure: Figure) -> str:
    """Return a sum of money; several currencies are not added up."""
    if figure.count and not figure.currency:
        return say("多种货币", "several currencies")
    return money(figure.fen, figure.currency or "CNY")


def _cured(span: Span, days: tuple[date, ...], moved: list[Course]) -> tuple[Figure, int]:
    before = span.first - timedelta(days=1)
    part, whole = cured(moved, days, before, span.last)
    return Figure(part, part), whole


def _quality(
    found: Mapping[str, Figure], said: Mapping[str, Definition], chosen: Mapping[str, str],
    made: tuple[Figure, int],
) -> tuple[Number, ...]:  # fmt: skip
    well, overdue = made
    visits = found["visits"].count
    cost, harm = cost_and_harm(dict(found))
    net = Figure(1, 0, found["recovered"].fen - cost - harm, found["recovered"].currency or "CNY")
    reached, kept = found["right_party"], found["promises_kept"]
    tries, decided = found["attempts"].count, found["promises_decided"].count
    of = say("{n} 次尝试中", "of {n} attempts")
    due = say("{n} 个承诺中", "of {n} promises")
    overdue_text = say("{n} 件逾期案件中", "of {n} overdue cases")
    per = f"{visits / well.count:.1f}" if well.count else NOTHING
    priced = say("成本 {cost}，伤害 {harm}", "cost {cost}, harm {harm}")
    return (
        _share("right_party", said, chosen, (reached, tries), of),
        _share("promises_kept", said, chosen, (kept, decided), due),
        _share("cured", said, chosen, (well, overdue), overdue_text),
        _number("per_cured", said, chosen, Figure(0, 0), per,
                note=say("{v} 次上门，{c} 件", "{v} visits, {c} cases").format(
                    v=f"{visits:,}", c=f"{well.count:,}")),
        _number("net", said, chosen, net, sum_text(net),
                note=priced.format(cost=money(cost, "CNY"), harm=money(harm, "CNY"))),
    )  # fmt: skip


def _share(
    key: str, said: Mapping[str, Definition], chosen: Mapping[str, str],
    made: tuple[Figure, int], of: str,
) -> Number:  # fmt: skip
    part, whole = made
    share = share_of(part.count, whole)
    value = NOTHING if share is None else f"{100 * share.value:.1f}%"
    beside = "" if share is None else f"{100 * share.low:.1f}–{100 * share.high:.1f}"
    return _number(key, said, chosen, part, value, beside, of.format(n=f"{whole:,}"))


def _months(report: Report, span: Span, chosen: Mapping[str, str]) -> tuple[MonthRow, ...]:
    rows = []
    for end in reversed(month_ends(span.last)[1:]):
        month = end.replace(day=1)
        cells = []
        for key in BY_MONTH:
            figure = report.months[key].get(month, Figure(0, 0))
            text = sum_text(figure) if key == "recovered" else f"{figure.count:,}"
            opened = query(chosen, measure=key, month=f"{month:%Y-%m}") if figure.cases else ""
            cells.append(MonthCell(text, figure.cases, opened))
        rows.append(MonthRow(month, _is_open(end), tuple(cells)))
    return tuple(rows)
