"""Confirm to borrowers what somebody of ours noted for them, on the desk's own behalf.

Who notes a booking need not have the right to write. Each second the sender looks for bookings
that nobody has confirmed yet, asks the law, and writes; a booking that does not stand any more
gets no receipt, and one that was confirmed no second.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.terms.codes import Channel, Purpose, Verdict
from doorstep.terms.local_time import local_day
from doorstep_desk.appointments.actions import settle_receipts, take_receipts
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.cases.lists import cases_among
from doorstep_desk.decisions.may_write import MayWrite, may_write_each
from doorstep_desk.decisions.one_case import CaseAsked
from doorstep_desk.decisions.workers import workers_of
from doorstep_desk.notices.actions.booked import BOOKED, ToTell, tell_of_visits
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
    actor, on = sender_of(agency_id), local_day(at)
    cases = cases_among(actor, [each.case_id for each in booked])
    workers = workers_of(agency_id, on, at)
    law = may_write_each(
        [CaseAsked(each, on, at, None, workers) for each in cases.values()],
        Purpose.REPLY, at, in_own_language=True, channel=Channel.SMS,
    )  # fmt: skip
    waiting = [each for each in booked if _must_wait(law.get(each.case_id))]
    ready = [each for each in booked if each not in waiting]
    settle_receipts(actor=actor, done=ready, waiting=waiting, until=at + AGAIN_AFTER, at=at)
    told = [
        ToTell(cases[each.case_id], each)
        for each in ready
        if each.case_id in law and law[each.case_id].point_id >= 0
    ]
    return tell_of_visits(actor=actor, key=BOOKED, told=told, at=at)


def _must_wait(law: MayWrite | None) -> bool:
    """Say whether leave may come yet: what is not worked any more, or has no number, gets none."""
    return law is not None and law.point_id >= 0 and law.verdict is not Verdict.ALLOW
