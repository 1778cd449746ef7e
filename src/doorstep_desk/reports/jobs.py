"""What is kept by itself when a day is over: its figures, and how cases had moved by then."""

from datetime import date, timedelta

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.payments.standing import courses
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.span import Span
from doorstep_desk.reports.asked import months_of
from doorstep_desk.reports.kept import Report, written
from doorstep_desk.reports.models import KeptReport, Standing
from doorstep_desk.reports.periods import LENGTHS, compared_days, span_of
from doorstep_desk.reports.queries import by_month, figures


def keep_reports(*, actor: Actor, today: date) -> bool:
    """Keep the figures of an agency as they were when yesterday was over; once kept, they stay.

    Returns:
        Whether they were kept now.
    """
    over = today - timedelta(days=1)
    if KeptReport.objects.filter(agency_id=actor.agency_id, as_of=over).exists():
        return False
    _keep_standings(actor.agency_id, over)
    creditors = [None, *(each.id for each in lenders_of(actor.agency_id))]
    rows = [row for creditor in creditors for row in _reports(actor.agency_id, creditor, over)]
    KeptReport.objects.bulk_create(rows)
    return True


def _keep_standings(agency_id: int, over: date) -> None:
    known_at = beijing_instant(over + timedelta(days=1), 0)
    days = compared_days(over)
    rows = [
        Standing(
            agency_id=agency_id, creditor_id=each.creditor_id, as_of=over, days=list(days),
            buckets=list(each.buckets), cases=each.cases, left_fen=list(each.left_fen),
        )
        for each in courses(Span(agency_id, None, over, over, known_at), days)
    ]  # fmt: skip
    Standing.objects.bulk_create(rows, batch_size=2000)


def _reports(agency_id: int, creditor_id: int | None, over: date) -> list[KeptReport]:
    now = beijing_instant(over + timedelta(days=1), 0)
    spans = [
        span_of(agency_id=agency_id, creditor_id=creditor_id, as_of=over, length=n, now=now)
        for n in LENGTHS
    ]
    months = by_month(months_of(spans[0]))
    rows = []
    for length, span in zip(LENGTHS, spans, strict=True):
        body, by = written(Report(figures(span), months))
        rows.append(
            KeptReport(
                agency_id=agency_id, creditor_id=creditor_id, as_of=over, length=length,
                figures=body, months=by,
            )
        )  # fmt: skip
    return rows
