"""What does the page of one case show?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from doorstep.affordability.lifecycle import STOPS_COLLECTION
from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.arrangements.queries import arrangements_of_case, promises_of_case
from doorstep_desk.attempts.facts import contacts_by_anyone, counted_in_a_week
from doorstep_desk.attempts.queries import history_of
from doorstep_desk.cases.queries import accounts_of, case_of
from doorstep_desk.complaints.queries import running_pauses
from doorstep_desk.dayplans.lists import stop_about
from doorstep_desk.decisions.queries import newest_decision
from doorstep_desk.fieldwork.corrections.queries import corrections_of_case
from doorstep_desk.notices.queries import notices_of_case
from doorstep_desk.office.pages.arranging.card import card_of
from doorstep_desk.office.pages.case_list import bucket_of
from doorstep_desk.office.pages.law import law_of
from doorstep_desk.office.pages.one_case.evidence import evidence_of_case
from doorstep_desk.office.pages.one_case.forms import (
    correct_form,
    pause_form,
    record_form,
    reveal_purposes,
)
from doorstep_desk.office.pages.one_case.history import CaseEvents, history_part
from doorstep_desk.office.pages.one_case.odds import odds_panel
from doorstep_desk.office.pages.one_case.reasons import reasons_behind
from doorstep_desk.office.pages.one_case.rules import rules_count, rules_of
from doorstep_desk.office.pages.one_case.sides import (
    ledger_lines,
    point_lines,
    promise_lines,
    statements_of,
)
from doorstep_desk.office.pages.one_case.times import times_card
from doorstep_desk.office.pages.one_case.today import today_of
from doorstep_desk.office.pages.oversight.risks import safety_card
from doorstep_desk.office.pages.papers.page import papers_card
from doorstep_desk.office.presentation.arranging.parts import ArrangementCard
from doorstep_desk.office.presentation.case import CasePage, PauseState, PointLine
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.office.presentation.words import said
from doorstep_desk.payments.queries import outstanding_of, payments_of_case
from doorstep_desk.permits.queries import live_permits
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.self_service.opinions import opinions_of_case
from doorstep_desk.staff.queries import display_names

VISIT, CALL = "visit", "call"


@dataclass(frozen=True, slots=True)
class CaseWanted:
    """What the reader asked to see of a case, and what was typed into its forms.

    Attributes:
        now: The instant, in Beijing.
        history: Which events: one of ``history.FILTERS``.
        skipped: How many newer events were leafed past.
        correct: Identifier of the record to be corrected; empty for none.
        typed: What was typed, by form: ``record``, ``pause``, ``correct``, ``risk``,
            ``times``.
        shown: Contact points to be shown in full, by identifier; each was written down.
    """

    now: datetime
    history: str = "all"
    skipped: int = 0
    correct: str = ""
    typed: dict[str, FormState] = field(default_factory=dict)
    shown: dict[int, str] = field(default_factory=dict)


def case_page(actor: Actor, case_id: int, wanted: CaseWanted) -> CasePage:
    """Return the page of one case, in a constant number of queries.

    Raises:
        Refused: There is no such case among those the actor may see.
    """
    case, on = case_of(actor, case_id), local_day(wanted.now)
    accounts = accounts_of(case_id)
    owed = outstanding_of(accounts, on + timedelta(days=1))
    payments, promises = payments_of_case(case_id), promises_of_case(case_id)
    pause, permits = _pause(actor, case_id, on), live_permits(case_id, wanted.now)
    days = _days_past_due(accounts, on) if owed.fen else None
    contacts = contacts_by_anyone(case.borrower_id, wanted.now)
    week = counted_in_a_week(contacts, law_of(case.agency_id, on).rulebook, wanted.now)
    notices, may_visit = notices_of_case(case_id), _may_visit(permits)
    points = point_lines(case.borrower_id, wanted.shown)
    attempts, names = _attempts(case.borrower_id, wanted), display_names(actor.agency_id)
    forms = {} if case.closed_on else _forms(actor, case, points, owed.fen, wanted)
    forms |= _correcting(actor, case, attempts, names, wanted)
    _offer_leave(forms, actor, permits, wanted.now)
    if pause is None and not case.closed_on:
        forms["pausing"] = pause_form(actor, len(permits), wanted.typed.get("pause"))
    return CasePage(
        case_id=case_id, number=case.number, name=case.borrower.name,
        statements=statements_of(case_id), languages=tuple(case.borrower.language.split()),
        currency=owed.currency, arrears_fen=_arrears(accounts, owed.fen, on),
        outstanding_fen=owed.fen, days_past_due=days, bucket=bucket_of(days),
        creditor=_creditor(case, accounts), placed_on=case.placement.placed_on,
        returns_on=case.placement.returns_on, pause=pause, points=points,
        reached_count=week.made if week else 0, reached_limit=week.limit if week else 0,
        ledger=ledger_lines(accounts, payments), promises=promise_lines(promises, names),
        history=history_part(
            CaseEvents(case_id, attempts, payments, promises, names, contacts, notices,
                       _opinions(actor, case_id), corrections_of_case(case_id)),
            wanted.history, wanted.skipped,
        ),
        may_correct=actor.may("attempt.correct"), may_resume=actor.may("case.resume"),
        purposes=reveal_purposes(actor),
        closed_on=case.closed_on, closed_because=case.closed_because,
        arrangement=_arrangement(actor, case_id, names),
        papers=papers_card(actor, case_id, names), evidence=evidence_of_case(actor, case_id),
        safety=safety_card(actor, points, names, wanted.now, wanted.typed.get("risk")),
        may_arrange=not case.closed_on and actor.may("arrangement.propose"), **forms,
        **_judged(actor, case, notices, is_paused=pause is not None, has_permit=may_visit),
    )  # fmt: skip


def _attempts(borrower_id: int, wanted: CaseWanted) -> Sequence[Any]:
    is_told = wanted.history != "money" or wanted.correct
    return history_of(borrower_id) if is_told else ()


def _opinions(actor: Actor, case_id: int) -> Any:
    return opinions_of_case(case_id) if actor.may("said.read") else ()


def _may_visit(permits: Any) -> bool:
    return any(each.channel == VISIT for each in permits)


def _arrangement(actor: Actor, case_id: int, names: Mapping[str, str]) -> ArrangementCard | None:
    known = arrangements_of_case(case_id)
    shown = next((each for each in known if each.state in STOPS_COLLECTION), None)
    shown = shown or (known[0] if known else None)
    return None if shown is None else card_of(actor, shown, names)


def _forms(
    actor: Actor, case: Any, points: tuple[PointLine, ...], most_fen: int, wanted: CaseWanted
) -> dict[str, Any]:
    return {
        "may_write": actor.may("message.write"),
        "record": record_form(actor, case.pk, points, most_fen, wanted.typed.get("record")),
        "times": times_card(actor, case, wanted.now, wanted.typed.get("times")),
    }


def _correcting(
    actor: Actor, case: Any, attempts: Sequence[Any], names: Mapping[str, str],
    wanted: CaseWanted,
) -> dict[str, Any]:  # fmt: skip
    open_to = () if case.closed_on else attempts
    typed = wanted.typed.get("correct")
    return {"correcting": correct_form(actor, open_to, names, wanted.correct, typed)}


def _offer_leave(forms: dict[str, Any], actor: Actor, permits: Any, now: datetime) -> None:
    """Say beside the form until when there is leave to call, or offer to ask for it."""
    if (form := forms.get("record")) is not None:
        until, may_ask = _leave_to_call(permits, now), actor.may("permit.ask")
        forms["record"] = replace(form, leave_until=until, may_ask=may_ask)


def _leave_to_call(permits: Any, now: datetime) -> datetime | None:
    """Return until when somebody has leave to call, or None."""
    calls = (each for each in permits if each.channel == CALL and each.starts_at <= now)
    return next((each.ends_at.astimezone(BEIJING) for each in calls), None)


def _judged(
    actor: Actor, case: Any, notices: Sequence[Any], *, is_paused: bool, has_permit: bool
) -> dict[str, Any]:
    decision = newest_decision(case.pk)
    if decision is None:
        return {"today": None, "odds": None, "rules": (), "rules_count": 0}
    permit = "issued" if has_permit and decision.treatment == VISIT else ""
    stop = stop_about(decision.case_id, decision.assessment.on)
    reasons = reasons_behind(decision, case, notices)
    law = law_of(case.agency_id, decision.assessment.on)
    return {
        "today": today_of(decision, law, is_paused=is_paused, permit=permit, stop=stop),
        "odds": odds_panel(decision, actor.agency_id, reasons),
        "rules": rules_of(decision, law, reasons.next_visit_at),
        "rules_count": rules_count(decision),
    }


def _pause(actor: Actor, case_id: int, on: date) -> PauseState | None:
    row = running_pauses(actor.agency_id, on).filter(case_id=case_id).order_by("starts_at").first()
    if row is None:
        return None
    reviewer = said(row.reviewer, "role") if row.reviewer else ""
    return PauseState(row.reason, row.starts_at.astimezone(BEIJING), row.until_on, reviewer)


def _days_past_due(accounts: Any, on: date) -> int | None:
    due = [each.due_on for each in accounts if each.due_on and each.recalled_on is None]
    return max(0, (on - min(due)).days) if due else None


def _arrears(accounts: Any, owed_fen: int, on: date) -> int | None:
    """Return the part already due: all of it once every account's last instalment is past."""
    worked = [each for each in accounts if each.recalled_on is None]
    if not worked or any(each.instalments > 1 for each in worked):
        return None
    return owed_fen if all(each.due_on and each.due_on <= on for each in worked) else None


def _creditor(case: Any, accounts: Any) -> str:
    name = say(case.creditor.name, case.creditor.name_en or case.creditor.name)
    products = {each.product_name for each in accounts} - {""}
    if len(products) != 1:
        return name
    return f"{name} · {products.pop()}"
