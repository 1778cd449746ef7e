"""Confirm to borrowers what somebody of ours noted for them, on the desk's own behalf.

Who notes a booking need not have the right to write. Each second the sender looks for bookings
that nobody has confirmed yet, asks the law, and writes; a booking that does not stand any more
gets no receipt, and one that was confirmed no second.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.terms.codes import Verdict
from doorstep.terms.local_time import local_day
from doorstep_desk.appointments.actions import settle_receipts, take_receipts
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.notices.actions.booked import BOOKED, law_on_telling, tell_of_visits
from doorstep_desk.notices.jobs import sender_of

AGAIN_AFTER: Final = timedelta(minutes=30)
"""Where the law gives no leave now, as by night, it is asked again after so long."""


@transaction.atomic
def send_receipts(*, at: datetime) -> int:
    """Queue a receipt for each booking that waits for one; returns how many were queued.

    Where nothing can be sent to a borrower, or a limit is reached, their page says it.
    """
    by_agency: dict[int, list[Appointment]] = {}
    for agency, booked in take_receipts(at=at):
        by_agency.setdefault(agency, []).append(booked)
    return sum(_confirm(agency, booked, at) for agency, booked in sorted(by_agency.items()))


def _confirm(agency_id: int, booked: Sequence[Appointment], at: datetime) -> int:
    actor = sender_of(agency_id)
    judged = law_on_telling(actor=actor, booked=booked, on=local_day(at), at=at, sends_at=at)
    reachable = [(each, law.verdict is Verdict.ALLOW) for each, law in judged if law.point_id >= 0]
    waiting = [each.booked for each, is_allowed in reachable if not is_allowed]
    done = [each for each in booked if each not in waiting]
    settle_receipts(actor=actor, done=done, waiting=waiting, until=at + AGAIN_AFTER, at=at)
    told = [each for each, is_allowed in reachable if is_allowed]
    return tell_of_visits(actor=actor, key=BOOKED, told=told, at=at)
