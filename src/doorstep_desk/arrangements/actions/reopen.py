"""Take up again what was completed by a payment that was taken back since."""

import uuid
from datetime import date, datetime, timedelta
from typing import Final

from doorstep.affordability.lifecycle import ArrangementState, Step
from doorstep.ledger.grace import grace_days
from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.actions.decide import PAUSE
from doorstep_desk.arrangements.actions.step import Wanted, held, take
from doorstep_desk.arrangements.models import ActiveArrangement, Arrangement, ArrangementStep
from doorstep_desk.arrangements.queries import terms_of
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.payments.queries import received_since, taken_back_since
from doorstep_desk.plumbing.actor import Actor

LOOKS_BACK: Final = timedelta(days=400)
_WHY: Final = "a payment was taken back after it was completed"


def take_up_again(*, actor: Actor, on: date, at: datetime) -> int:
    """Put completed arrangements in force again whose payments do not suffice any more.

    The case is paused again with it. Where another arrangement is active by now, that one stands.

    Args:
        actor: In whose name.
        on: The day that begins; payments dated before it count.
        at: When it is decided.

    Returns:
        How many.
    """
    back = taken_back_since(actor.agency_id, at - LOOKS_BACK, at)
    if not back:
        return 0
    ended = ArrangementStep.objects.filter(
        agency_id=actor.agency_id, case_id__in=list(back), step=str(Step.COMPLETE)
    ).order_by("arrangement_id", "ordinal")
    active = set(
        ActiveArrangement.objects.filter(case_id__in=list(back)).values_list("case_id", flat=True)
    )
    newest = {step.arrangement_id: step for step in ended.select_related("arrangement")}
    return sum(
        _again(actor, step.arrangement, on, at)
        for step in newest.values()
        if step.taken_at < back[step.case_id] and step.case_id not in active
    )


def is_spared(arrangement_id: uuid.UUID, on: date) -> bool:
    """Say whether it was taken up again so lately that nobody could pay anew: it does not break.

    Who paid and had the payment taken back gets the days of grace once more.
    """
    last = (
        ArrangementStep.objects.filter(arrangement_id=arrangement_id, step=str(Step.REOPEN))
        .order_by("-ordinal")
        .first()
    )
    return last is not None and local_day(last.taken_at) + timedelta(days=grace_days(on)) >= on


def _again(actor: Actor, known: Arrangement, on: date, at: datetime) -> bool:
    row = held(actor, known.pk)
    steps = list(row.steps.order_by("ordinal"))
    agreed_at = next(each.taken_at for each in steps if each.step == str(Step.AGREE))
    received = received_since(row.agency_id, [row.case_id], local_day(agreed_at))
    paid = sum(one.amount_fen for one in received if one.received_on < on)
    is_ended = steps[-1].state == str(ArrangementState.COMPLETED)
    if not is_ended or paid >= terms_of(row).total_fen:
        return False
    take(actor=actor, row=row, wanted=Wanted(Step.REOPEN, _WHY), at=at)
    pause_case(
        actor=actor, case_id=row.case_id, reason=PAUSE, note=str(row.pk), until_on=None, at=at
    )
    ActiveArrangement.objects.create(
        case_id=row.case_id, agency_id=row.agency_id, arrangement=row, agreed_at=agreed_at
    )
    return True
