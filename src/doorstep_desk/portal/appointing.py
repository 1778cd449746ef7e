"""What does the page show on which a borrower books, moves or cancels a visit?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse

from doorstep_desk.appointments.facts import appointment_of
from doorstep_desk.cases.queries import case_of
from doorstep_desk.decisions.visiting.openings import openings
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.portal.refusals import told
from doorstep_desk.self_service.slots import Day, Held, days_of, held

IN_CHINESE: Final = {
    "slot-taken": "这个时间刚刚被别人约走了。请另选一个，其他没有变化。",
    "slot-unreadable": "请选择一个时间。",
    "no-visit-possible": "现在不能预约上门。",
    "nothing-booked": "没有可以取消的预约。",
}


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the forms of the page go, and where it leads back to."""

    book: str
    cancel: str
    back: str


@dataclass(frozen=True, slots=True)
class AppointmentPage:
    """The whole page.

    Attributes:
        lender: Whom the money is owed to.
        held: What is booked, or None.
        days: What can be booked.
        why: Why nothing can, a word of ``openings``; empty where something can.
        doors: Where it leads.
        done: ``booked`` or ``cancelled`` just now, or empty.
        error: What was refused, in the reader's language.
    """

    lender: str
    held: Held | None
    days: tuple[Day, ...]
    why: str
    doors: Doors
    done: str = ""
    error: str = ""


def own_doors() -> Doors:
    """Return the addresses for a borrower who came with a code."""
    return Doors(
        reverse("portal:appointment"), reverse("portal:cancel_appointment"),
        reverse("portal:account"),
    )  # fmt: skip


def link_doors(token: str) -> Doors:
    """Return the addresses behind a personal link."""
    names = ("personal_appointment", "personal_cancel_appointment", "personal")
    return Doors(*(reverse(f"portal:{name}", args=[token]) for name in names))


def appointment_page(
    actor: Actor, case_id: int, doors: Doors, at: datetime, *, done: str = "",
    refused: Refused | None = None,
) -> AppointmentPage:  # fmt: skip
    """Return what is booked and what can be, in a constant number of queries."""
    case = case_of(actor, case_id)
    booked = appointment_of(case.borrower_id, at, at)
    found = openings(case, at)
    return AppointmentPage(
        lender=say(case.creditor.name, case.creditor.name_en or case.creditor.name),
        held=held(booked), days=days_of(found.slots, booked), why=found.why,
        doors=doors, done=done,
        error="" if refused is None else told(refused, IN_CHINESE),
    )  # fmt: skip
