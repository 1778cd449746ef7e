"""From where does each page of a borrower come?"""

from datetime import date, datetime

from django.urls import reverse

from doorstep.ledger.components import Component
from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.appointments.facts import appointment_of
from doorstep_desk.arrangements.debt import debt_of_case
from doorstep_desk.arrangements.links import running_link, token_of
from doorstep_desk.cases.queries import case_of
from doorstep_desk.complaints.queries import pauses_of_case
from doorstep_desk.fieldwork.copies.finding import copies_of_case
from doorstep_desk.notices.queries import notices_of_case
from doorstep_desk.organisations.queries import organisations_by_id
from doorstep_desk.plumbing.speech import say
from doorstep_desk.portal.asking import question_of
from doorstep_desk.portal.own.pages import AccountPage, Announced, Spoken
from doorstep_desk.portal.own.papers import papers_of
from doorstep_desk.self_service.queries import SaidSeen, Visit, said_of_case
from doorstep_desk.self_service.slots import held


def account_page(visit: Visit, at: datetime) -> AccountPage:
    """Return what is owed, made up of what, and what can be done."""
    case = case_of(visit.actor, visit.case_id)
    debt = debt_of_case(visit.actor, visit.case_id)
    agency = organisations_by_id([case.agency_id])[case.agency_id]
    papers = papers_of(visit)
    parts = tuple(
        (each.word, fen) for each in reversed(Component) if (fen := debt.parts_fen[each])
    )
    return AccountPage(
        lender=_said_in(case.creditor.name, case.creditor.name_en),
        agency=_said_in(agency.name, agency.name_en), name=case.borrower.name,
        owed_fen=debt.total_fen, parts=parts, currency=debt.currency,
        paused=any(pause.ended_at is None for pause in pauses_of_case(visit.case_id)),
        announced=_announced(visit.case_id, local_day(at)),
        spoken=tuple(spoken(each) for each in said_of_case(visit.case_id)),
        as_of=at.astimezone(BEIJING), cannot_pay=cannot_pay_address(visit.case_id, at),
        question=question_of(visit.actor.borrower_id, visit.case_id, at), papers=len(papers),
        to_sign=next((each.paper_id for each in papers if each.waits), ""),
        records=tuple((key, at.astimezone(BEIJING)) for key, at in copies_of_case(visit.case_id)),
        held=held(appointment_of(case.borrower_id, at, at)),
    )  # fmt: skip


def cannot_pay_address(case_id: int, at: datetime) -> str:
    """Return the page for whoever cannot pay: their own sheet and offers, else a word to us."""
    link = running_link(case_id, at)
    if link is None:
        return reverse("portal:say", args=["cannot_pay"])
    return reverse("portal:personal", args=[token_of(link)])


def spoken(row: SaidSeen) -> Spoken:
    """Return something said, as a line to read."""
    return Spoken(row.kind, row.number, local_day(row.said_at), row.due_on, row.answer)


def lender_of(visit: Visit) -> str:
    """Return whom the borrower owes."""
    creditor = case_of(visit.actor, visit.case_id).creditor
    return _said_in(creditor.name, creditor.name_en)


def _said_in(zh: str, en: str) -> str:
    return say(zh, en or zh)


def covered(name: str) -> str:
    """Return a name of which only the first character can be read."""
    return name[:1] + "＊" * max(len(name) - 1, 1)


def _announced(case_id: int, today: date) -> Announced | None:
    for row in notices_of_case(case_id):
        is_open = row.sent_at is not None and row.declined_at is None
        if is_open and row.visits_until_on >= today:
            return Announced(row.visits_from_on, row.visits_until_on, row.confirmed_at is not None)
    return None
