"""What does the page of a case show about the times at which its borrower wishes contact?"""

from datetime import datetime
from typing import Any

from doorstep_desk.appointments.facts import appointment_of
from doorstep_desk.cases.facts import time_wish_of
from doorstep_desk.cases.times_form import TypedTimes, times_form
from doorstep_desk.cases.wished import HEARD_BY
from doorstep_desk.office.presentation.case_forms import TimesCard
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.self_service.slots import held


def times_card(actor: Actor, case: Any, now: datetime, typed: FormState | None) -> TimesCard:
    """Return what was wished, and the form that notes more for those who may."""
    wish = time_wish_of(case.borrower_id, now)
    sent = None if typed is None else _sent(typed)
    booked = appointment_of(case.borrower_id, now, now)
    return TimesCard(
        times_form(wish, sent), actor.may("times.wish"), HEARD_BY, held(booked),
        actor.may("visit.book"),
    )  # fmt: skip


def _sent(typed: FormState) -> TypedTimes:
    return TypedTimes(
        typed.values.get("days", "").split(), typed.values.get("from", ""),
        typed.values.get("to", ""), typed.errors.get("", ""),
    )  # fmt: skip
