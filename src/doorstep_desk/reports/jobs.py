"""What is kept by itself when a day is over: how cases had moved by then."""

from datetime import date, timedelta

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.payments.standing import courses
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.span import Span
from doorstep_desk.reports.models import Standing
from doorstep_desk.reports.periods import compared_days


def keep_standings(*, actor: Actor, today: date) -> int:
    """Keep how an agency's cases stood when yesterday was over; kept once, it stays.

    Returns:
        How many courses were kept now.
    """
    over = today - timedelta(days=1)
    if Standing.objects.filter(agency_id=actor.agency_id, as_of=over).exists():
        return 0
    span = Span(actor.agency_id, None, over, over, beijing_instant(today, 0))
    days = compared_days(over)
    rows = [
        Standing(
            agency_id=actor.agency_id, creditor_id=each.creditor_id, as_of=over, days=list(days),
            buckets=list(each.buckets), cases=each.cases, left_fen=list(each.left_fen),
        )
        for each in courses(span, days)
    ]  # fmt: skip
    Standing.objects.bulk_create(rows, batch_size=2000)
    return len(rows)
