"""Which arrangements could be offered on a case, and what would a monthly sum mean?"""

from collections.abc import Iterable
from datetime import date

from doorstep.affordability.arrangement import longest_months
from doorstep.affordability.budget import Budget
from doorstep.affordability.content import terms_seal
from doorstep.affordability.explain import in_words
from doorstep.affordability.minimum import shipped_standards
from doorstep.affordability.propose import SKIPS, Asked, Proposal, propose, what_if
from doorstep.affordability.sheet import Event, Expense, Income
from doorstep.affordability.weight import burden_of
from doorstep.terms.divisions.table import division
from doorstep.terms.refusal import Refusal
from doorstep_desk.arrangements.debt import debt_of_case
from doorstep_desk.arrangements.facts import asked_on
from doorstep_desk.arrangements.queries import (
    ArrangementSeen,
    arrangements_of_case,
    sheet_of,
)
from doorstep_desk.arrangements.sheet_form import typed_of_sheet
from doorstep_desk.cases.queries import case_of
from doorstep_desk.decisions.kept import KeptOdds, kept_odds
from doorstep_desk.office.forms.arranging import Month
from doorstep_desk.office.pages.arranging.card import month_of
from doorstep_desk.office.pages.arranging.odds import completion_of, odds_note, odds_shown
from doorstep_desk.office.pages.money.pay_ways import ways_to_pay
from doorstep_desk.office.pages.refusals import form_errors, reader_sentence
from doorstep_desk.office.presentation.arranging.chart import plan_chart
from doorstep_desk.office.presentation.arranging.parts import ArrangePage, Offer, WhatIf
from doorstep_desk.office.presentation.parts import FormState, Option
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say


def arrange_page(
    actor: Actor, case_id: int, month: Month | None, today: date, errors: dict[str, str]
) -> ArrangePage:
    """Return the page; without a month only its form.

    Args:
        actor: Who reads.
        case_id: The case.
        month: What was typed, or None at first.
        today: The present day.
        errors: What was refused when something was proposed.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case = case_of(actor, case_id)
    running = {"agreed", "in_force", "contested"}
    active = [each for each in arrangements_of_case(case_id) if str(each.state) in running]
    replaced = next((each for each in active if str(each.state) == "in_force"), None)
    state = month.state if month else FormState(str(new_id()), _begun_with(replaced))
    debt = debt_of_case(actor, case_id)
    found: dict[str, object] = {}
    errors = dict(state.errors) | errors
    if month is not None and month.sheet is not None:
        try:
            asked = asked_on(actor, case_id, month.sheet, today)
        except Refused as refused:
            errors |= form_errors(refused)
        else:
            found = _answer(asked, month.monthly_fen, kept_odds(case, clock.now()))
    return ArrangePage(
        case_id, case.number, case.borrower.name, debt.total_fen, debt.currency,
        FormState(state.client_id or str(new_id()), state.values, errors), _counties(),
        _fields("income", Income, "income_kind"), _fields("expense", Expense, "expense_kind"),
        _fields("event", Event, "life_event"), active=str(active[0].state) if active else "",
        replaces=str(replaced.row.pk) if replaced else "",
        ways=ways_to_pay(actor, case.creditor_id),
        **found,  # type: ignore[arg-type]
    )  # fmt: skip


def _begun_with(replaced: ArrangementSeen | None) -> dict[str, str]:
    """Return the month that a form begins with: the one on which the present plan rests."""
    if replaced is None:
        return {"adults": "1", "area": "town"}
    return typed_of_sheet(sheet_of(replaced.row))


def offers_of(asked: Asked, monthly_fen: int | None) -> list[Proposal]:
    """Return what may be proposed: the gentlest first, and the plan of the sum tried."""
    offers = propose(asked)
    tried = what_if(asked, monthly_fen) if monthly_fen else None
    if isinstance(tried, Proposal) and tried.terms not in [each.terms for each in offers]:
        offers.append(tried)
    return offers


def _answer(asked: Asked, monthly_fen: int | None, kept: KeptOdds) -> dict[str, object]:
    offers = propose(asked)
    return {
        "month": month_of(asked.budget, asked.signs),
        "offers": tuple(_offer(each, asked.budget, kept) for each in offers),
        "what_if": _what_if(asked, monthly_fen, kept),
        "odds_note": odds_note(kept) if any(each.terms.instalments for each in offers) else "",
    }


def _offer(proposal: Proposal, budget: Budget, kept: KeptOdds) -> Offer:
    terms, text = proposal.terms, in_words(proposal)
    burden = burden_of(terms, budget)
    return Offer(
        seal=terms_seal(terms), kind=str(terms.kind), sentence=say(text.zh, text.en),
        monthly_fen=proposal.monthly_fen, total_fen=terms.total_fen,
        waived_fen=sum(terms.waived_fen), takes_percent=proposal.takes_percent,
        left_fen=proposal.left_fen,
        ends_on=terms.instalments[-1].due_on if terms.instalments else terms.pauses_until,
        odds=odds_shown(completion_of(terms, burden, kept), kept),
    )  # fmt: skip


def _what_if(asked: Asked, monthly_fen: int | None, kept: KeptOdds) -> WhatIf | None:
    most, total = asked.budget.most_fen, asked.debt.total_fen
    months = longest_months(asked.debt.product) - SKIPS
    least = -(-total // months // 100) * 100
    if not total or most < max(least, 100):
        return None
    tried = monthly_fen or min(max(most // 2 // 100 * 100, least, 100), total)
    plan = what_if(asked, tried)
    if isinstance(plan, Refusal):
        refused = reader_sentence(Refused(plan.code, plan.message))
        return WhatIf(tried, least, most, None, refused, None)
    found = completion_of(plan.terms, burden_of(plan.terms, asked.budget), kept)
    holds = found.holds if found else ()
    chart = plan_chart(plan.terms, asked.today, holds, odds_shown(found, kept))
    return WhatIf(tried, least, most, _offer(plan, asked.budget, kept), "", chart)


def _counties() -> tuple[Option, ...]:
    known = sorted({each.county for each in shipped_standards()})
    return tuple(Option(code, division(code).name) for code in known)


def _fields(of: str, kinds: Iterable[str], words: str) -> tuple[Option, ...]:
    return tuple(Option(f"{of}_{kind}", said(str(kind), words)) for kind in kinds)
