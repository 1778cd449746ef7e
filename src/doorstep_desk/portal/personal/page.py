"""What is shown behind a personal link? Read in the borrower's own scope."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from doorstep.affordability.content import terms_seal
from doorstep.affordability.explain import in_words
from doorstep.affordability.follow import COOLING_OFF_DAYS
from doorstep.affordability.minimum import shipped_standards
from doorstep.affordability.propose import Asked, Proposal, propose
from doorstep.affordability.reminders import Wish
from doorstep.affordability.sheet import Event, Expense, Income
from doorstep.terms.codes import PromiseState
from doorstep.terms.divisions.table import division
from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.arrangements.debt import debt_of_case
from doorstep_desk.arrangements.facts import asked_on
from doorstep_desk.arrangements.links import Behind, receipts_of
from doorstep_desk.arrangements.queries import (
    ArrangementSeen,
    arrangements_of_case,
    promises_standing,
    sheet_of,
)
from doorstep_desk.arrangements.reminders import wishes_of
from doorstep_desk.arrangements.sheet_form import SheetRead, typed_of_sheet
from doorstep_desk.cases.queries import case_of
from doorstep_desk.followups.actions import may_cancel
from doorstep_desk.organisations.queries import organisations_by_id
from doorstep_desk.payments.ways import pay_ways_of
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.speech import say
from doorstep_desk.portal.asking import question_of
from doorstep_desk.portal.personal.parts import (
    Agreed,
    HomePage,
    MonthSeen,
    OfferSeen,
    Promised,
    Said,
    SheetPage,
    Way,
)

_SHOWN = ("agreed", "in_force", "contested", "proposed", "waiting", "approved")
"""States in which an arrangement is shown, those first in which both sides are bound."""


def home_page(
    link: Behind, token: str, at: datetime, receipt: str = "", refused: tuple[str, str] = ("", "")
) -> HomePage:
    """Return the first page, in a constant number of queries.

    Args:
        link: What the link leads to.
        token: The link.
        at: Now.
        receipt: Number of what was just said.
        refused: Code and sentence of what was just refused.
    """
    case = case_of(link.actor, link.case_id)
    debt = debt_of_case(link.actor, link.case_id)
    wishes = wishes_of(link.agency_id, [link.case_id])
    agency = organisations_by_id([link.agency_id])[link.agency_id]
    return HomePage(
        token=token, lender=_name(case.creditor), agency=say(agency.name, agency.name_en),
        owed_fen=debt.total_fen, currency=debt.currency, agreed=_agreed(link, wishes, at),
        promises=_promised(link, wishes, at),
        ways=tuple(
            Way(row.kind, row.holder, row.place)
            for row in pay_ways_of(link.agency_id, case.creditor_id)
        ),
        receipts=tuple(
            Said(each.number, each.what, each.at.astimezone(BEIJING), each.number == receipt)
            for each in receipts_of(link.case_id)
        ),
        refused=refused, question=question_of(link.borrower_id, link.case_id, at),
        answered=receipt == "opinion",
    )  # fmt: skip


def sheet_page(
    link: Behind,
    token: str,
    read: SheetRead | None,
    at: datetime,
    refused: tuple[str, str] = ("", ""),
) -> SheetPage:
    """Return the sheet, and once it can be read the month and what may be wished for.

    Args:
        link: What the link leads to.
        token: The link.
        read: What was typed; None at first.
        at: Now.
        refused: Code and sentence of what was just refused.

    Raises:
        Refused: No sourced minimum is in force where they live.
    """
    case = case_of(link.actor, link.case_id)
    debt = debt_of_case(link.actor, link.case_id)
    values = read.values if read else _begun_with(link)
    found: dict[str, Any] = {}
    if read is not None and read.sheet is not None and not refused[0]:
        asked = asked_on(link.actor, link.case_id, read.sheet, local_day(at))
        found = {"month": _month(asked), "offers": tuple(map(_offer, propose(asked)))}
    counties = sorted({each.county for each in shipped_standards()})
    return SheetPage(
        token=token, lender=_name(case.creditor), owed_fen=debt.total_fen,
        currency=debt.currency, client_id=values.get("arrangement_id") or str(new_id()),
        values=values, errors=read.errors if read else {},
        counties=tuple((code, division(code).name) for code in counties),
        income=tuple(map(str, Income)), expenses=tuple(map(str, Expense)),
        events=tuple(map(str, Event)), refused=refused, **found,
    )  # fmt: skip


def in_force_on(case_id: int) -> ArrangementSeen | None:
    """Return the arrangement in force on a case, which a wish would reshape; None without one."""
    known = arrangements_of_case(case_id)
    return next((each for each in known if str(each.state) == "in_force"), None)


def _begun_with(link: Behind) -> Mapping[str, str]:
    found = in_force_on(link.case_id)
    if found is None:
        return {"adults": "1", "area": "town"}
    return typed_of_sheet(sheet_of(found.row))


def _name(lender: Any) -> str:
    return say(lender.name, lender.name_en or lender.name)


def _agreed(link: Behind, wishes: Mapping[Any, Wish], at: datetime) -> Agreed | None:
    known = [each for each in arrangements_of_case(link.case_id) if str(each.state) in _SHOWN]
    if not known:
        return None
    seen = min(known, key=lambda each: _SHOWN.index(str(each.state)))
    agreed = [step.taken_at for step in seen.steps if step.step == "agree"]
    can_cancel = may_cancel(seen, at)
    last = timedelta(days=COOLING_OFF_DAYS - 1)
    return Agreed(
        arrangement_id=str(seen.row.pk), kind=str(seen.terms.kind), state=str(seen.state),
        instalments=seen.terms.instalments, waived_fen=seen.row.waived_fen,
        pauses_until=seen.terms.pauses_until, may_cancel=can_cancel,
        cancel_until=local_day(agreed[-1]) + last if can_cancel else None,
        may_contest=str(seen.state) in ("agreed", "in_force"), wish=wishes.get(seen.row.pk),
    )  # fmt: skip


def _promised(link: Behind, wishes: Mapping[Any, Wish], at: datetime) -> tuple[Promised, ...]:
    rows = promises_standing().filter(
        case_id=link.case_id, standing=PromiseState.OPEN.word, due_on__gte=local_day(at)
    )
    return tuple(
        Promised(str(row.pk), row.amount_fen, row.due_on, wishes.get(row.pk))
        for row in rows.order_by("due_on", "id")[:10]
    )


def _month(asked: Asked) -> MonthSeen:
    budget = asked.budget
    return MonthSeen(
        budget.income_fen, budget.protected_fen, budget.other_debts_fen, budget.surplus_fen,
        budget.most_fen,
    )  # fmt: skip


def _offer(offer: Proposal) -> OfferSeen:
    text = in_words(offer)
    return OfferSeen(
        terms_seal(offer.terms), str(offer.terms.kind), say(text.zh, text.en, text.ko),
        any(offer.terms.waived_fen),
    )  # fmt: skip
