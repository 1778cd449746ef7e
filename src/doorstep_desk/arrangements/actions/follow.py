"""What becomes of agreed arrangements as days pass and money comes in?"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from doorstep.affordability.follow import follow
from doorstep.affordability.lifecycle import ArrangementState, Step
from doorstep.ledger.components import Component, Parts
from doorstep.ledger.events import AccountEvent, EventKind
from doorstep.ledger.grace import grace_days
from doorstep.terms.local_time import day_number, local_day
from doorstep_desk.arrangements.actions.decide import end_standing
from doorstep_desk.arrangements.actions.reopen import is_spared, take_up_again
from doorstep_desk.arrangements.actions.step import Wanted, held, take
from doorstep_desk.arrangements.debt import parts_by_account
from doorstep_desk.arrangements.models import ActiveArrangement, Arrangement
from doorstep_desk.arrangements.queries import states_of, terms_of
from doorstep_desk.cases.queries import accounts_of
from doorstep_desk.ledger.actions.post import post_events
from doorstep_desk.ledger.facts import events_of
from doorstep_desk.payments.queries import Received, received_since
from doorstep_desk.plumbing.actor import Actor

_WHY: Final[Mapping[Step, str]] = {
    Step.BREAK: "an instalment did not come within its days of grace",
    Step.COMPLETE: "all of it has been paid",
    Step.COOLING_OFF_OVER: "the days for thinking it over are past",
}


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of one arrangement on a day.

    Attributes:
        arrangement_id: Which.
        case_id: On which case.
        state: Where it stands now.
    """

    arrangement_id: uuid.UUID
    case_id: int
    state: ArrangementState


@transaction.atomic
def follow_arrangements(*, actor: Actor, on: date, at: datetime) -> list[Followed]:
    """Let what is agreed come into force, be completed or break, as payments say.

    Nothing is let off before all the rest has been paid: then what remains, at most the sum that
    two people approved, is written off in the books.

    Args:
        actor: In whose name.
        on: The day that begins; payments dated before it count.
        at: When it is decided.

    Raises:
        Refused: The actor may not.
    """
    actor.require("arrangement.follow")
    take_up_again(actor=actor, on=on, at=at)
    active = list(
        ActiveArrangement.objects.filter(agency_id=actor.agency_id)
        .select_related("arrangement")
        .order_by("case_id")
    )
    if not active:
        return []
    states = states_of(each.arrangement_id for each in active)
    money = _money(actor.agency_id, active)
    found = []
    for each in active:
        agreed_on = local_day(each.agreed_at)
        paid = sum(
            one.amount_fen
            for one in money.get(each.case_id, ())
            if agreed_on <= one.received_on < on
        )
        step = follow(
            terms_of(each.arrangement), states[each.arrangement_id], paid, agreed_on=agreed_on,
            on=on, grace_days=grace_days(on),
        )  # fmt: skip
        if step is not None and not (step == Step.BREAK and is_spared(each.arrangement_id, on)):
            found.append(_followed(actor, each.arrangement_id, step, at))
    return found


def _money(agency_id: int, active: Iterable[ActiveArrangement]) -> dict[int, list[Received]]:
    cases = {each.case_id: local_day(each.agreed_at) for each in active}
    found: dict[int, list[Received]] = {}
    for one in received_since(agency_id, cases, min(cases.values())):
        found.setdefault(one.case_id, []).append(one)
    return found


def _followed(actor: Actor, arrangement_id: uuid.UUID, step: Step, at: datetime) -> Followed:
    row = held(actor, arrangement_id)
    wanted = Wanted(step, _WHY[step], is_paid=step == Step.COMPLETE)
    after = take(actor=actor, row=row, wanted=wanted, at=at)
    if step != Step.COOLING_OFF_OVER:
        end_standing(actor=actor, row=row, because=f"arrangement {after}", at=at)
    if step == Step.COMPLETE and row.waived_fen:
        _let_off(actor, row, at)
    return Followed(row.pk, row.case_id, after)


def _let_off(actor: Actor, row: Arrangement, at: datetime) -> None:
    accounts = [each.pk for each in accounts_of(row.case_id) if each.recalled_on is None]
    key = f"arrangement:{row.pk}"
    if any(event.event_id == key for known in events_of(accounts).values() for event in known):
        return  # completed before, then taken up again: it was let off then
    left = row.waived_fen
    events = {}
    for account, owed in parts_by_account(actor, accounts).items():
        parts = _up_to(left, owed)
        left -= sum(parts)
        if any(parts):
            day = day_number(local_day(at))
            events[account] = [AccountEvent(key, EventKind.WAIVED, day, parts_fen=parts)]
    post_events(actor=actor, events=events, at=at)


def _up_to(most_fen: int, owed_fen: Parts) -> Parts:
    parts = []
    for component in Component:
        parts.append(min(owed_fen[component], most_fen))
        most_fen -= parts[-1]
    return tuple(parts)
