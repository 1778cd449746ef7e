"""Which report was asked for, and whose rows may go into it?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from doorstep.terms.local_time import local_day
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.span import Span
from doorstep_desk.reports.periods import LENGTHS, month_ends, span_of


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """What stands in the address of a report.

    Attributes:
        as_of: The last day; what became known after it does not count.
        length: So many days.
        creditor_id: About this creditor only; None for all.
    """

    as_of: date
    length: int
    creditor_id: int | None = None


def asked_report(as_of: str, length: str, creditor: str, now: datetime) -> ReportAsked:
    """Read the address of a report; what is not possible is taken as not said.

    Without a day it is the last one that is over.
    """
    today = local_day(now)
    day = today - timedelta(days=1)
    try:
        day = min(date.fromisoformat(as_of), today)
    except ValueError:
        pass
    days = int(length) if length in map(str, LENGTHS) else LENGTHS[0]
    number = int(creditor) if creditor.isdecimal() and len(creditor) < 19 else None
    return ReportAsked(max(day, date(2000, 12, 31)), days, number)


def span_for(actor: Actor, asked: ReportAsked, now: datetime) -> Span:
    """Return what an actor's report is about; a lender's is about its own cases with all agencies.

    Raises:
        Refused: The actor may not.
    """
    actor.require("report.read")
    is_lender = actor.role == "lender"
    return span_of(
        agency_id=None if is_lender else actor.agency_id,
        creditor_id=actor.agency_id if is_lender else asked.creditor_id,
        as_of=asked.as_of, length=asked.length, now=now,
    )  # fmt: skip


def months_of(span: Span) -> Span:
    """Return the months up to the last day of a span, as known at the same instant."""
    first = month_ends(span.last)[0] + timedelta(days=1)
    return Span(span.agency_id, span.creditor_id, first, span.last, span.known_at)


def month_of(span: Span, month: date) -> Span:
    """Return one month, as far as it lies before the last day of a span."""
    first = month.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    last = min(following - timedelta(days=1), span.last)
    return Span(span.agency_id, span.creditor_id, first, last, span.known_at)
